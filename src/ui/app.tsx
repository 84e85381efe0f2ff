import './app.css'
import './forced-colors.css'
import { lazy, Suspense, useEffect } from 'react'
import { parseConnectLink } from '@/core/session/connect-link.ts'
import { useConversationStore } from '@/state/conversation-store.ts'
import { useDialogStore } from '@/state/dialog-store.ts'
import { usePreferenceStore } from '@/state/preference-store.ts'
import { selectIsRunning } from '@/state/run-controller.ts'
import { useApp } from './app-context.ts'
import { DropOverlay } from './composer/drop-overlay.tsx'
import { Conversation } from './conversation/conversation.tsx'
import { CopyContext } from './copy-context.ts'
import { EmptyStage } from './gallery/empty-stage.tsx'
import { InspectorArea } from './inspector-area.tsx'
import { StageArea, useStageMedia } from './stage-area.tsx'
import { TopBar } from './top-bar.tsx'

const ConnectDialog = lazy(() =>
  import('./settings/connect-dialog.tsx').then(({ ConnectDialog }) => ({ default: ConnectDialog })),
)
const SaveRecordingDialog = lazy(() =>
  import('./inspector/save-recording-dialog.tsx').then(({ SaveRecordingDialog }) => ({
    default: SaveRecordingDialog,
  })),
)
const ParametersDrawer = lazy(() =>
  import('./controls/parameters-drawer.tsx').then(({ ParametersDrawer }) => ({
    default: ParametersDrawer,
  })),
)

/** The whole screen: top bar, stage, conversation, and what can be opened over them. */
export function App() {
  const { copy } = useApp()
  const media = useStageMedia()
  const hasTurns = useConversationStore((state) => state.turns.length > 0)
  const drawer = usePreferenceStore((state) => state.drawer)
  const connect = useDialogStore((state) => state.connect)
  const saveRecording = useDialogStore((state) => state.saveRecording)
  useTheme()
  useConnectLink()
  useEscape()
  const layout = media.length > 0 ? 'stage' : hasTurns ? 'text' : 'empty'
  return (
    <CopyContext value={copy}>
      <div className="app" data-layout={layout} data-drawer={drawer ?? undefined}>
        <TopBar />
        <main className="contents">
          {layout === 'stage' ? <StageArea media={media} /> : null}
          {layout === 'empty' ? <EmptyStage /> : <h1 className="sr-only">Sightline</h1>}
          <Conversation />
          {drawer === 'parameters' ? (
            <Suspense>
              <ParametersDrawer />
            </Suspense>
          ) : null}
          {drawer === 'inspector' ? <InspectorArea /> : null}
        </main>
        {connect ? (
          <Suspense>
            <ConnectDialog key={connect.count} prefill={connect.prefill} />
          </Suspense>
        ) : null}
        {saveRecording ? (
          <Suspense>
            <SaveRecordingDialog {...saveRecording} />
          </Suspense>
        ) : null}
        <DropOverlay />
      </div>
    </CopyContext>
  )
}

function useTheme(): void {
  const theme = usePreferenceStore((state) => state.theme)
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
}

/** A link `#connect=…` opens the dialog with its fields filled; the address bar lets go of it at once. */
function useConnectLink(): void {
  const openConnect = useDialogStore((state) => state.openConnect)
  useEffect(() => {
    const read = () => {
      const fields = parseConnectLink(location.hash)
      if (!fields) return
      history.replaceState(null, '', location.pathname + location.search)
      openConnect({ kind: 'link', fields })
    }
    read()
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  }, [openConnect])
}

/** Escape stops a run, unless something nearer took the key (a menu, a dialog, a held region). */
function useEscape(): void {
  const { stop } = useApp()
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
      if (selectIsRunning(useConversationStore.getState())) stop()
    }
    window.addEventListener('keydown', handleKey)
    return () => window.removeEventListener('keydown', handleKey)
  }, [stop])
}
