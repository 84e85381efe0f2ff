import { useQuery } from '@tanstack/react-query'
import {
  Activity,
  ChevronDown,
  Ellipsis,
  FolderOpen,
  Plug,
  Plus,
  Settings,
  SlidersHorizontal,
  Trash2,
} from 'lucide-react'
import { type ReactNode, type RefObject, useRef } from 'react'
import type { Drawer, Theme } from '@/core/session/preferences.ts'
import { useDialogStore } from '@/state/dialog-store.ts'
import { selectActiveEndpoint, useEndpointStore } from '@/state/endpoint-store.ts'
import { usePreferenceStore } from '@/state/preference-store.ts'
import { relayQuery } from '@/state/queries.ts'
import { describeEndpoint, tellApart } from '@/state/run-target.ts'
import { useApp } from './app-context.ts'
import { Button } from './primitives/button.tsx'
import { classNames } from './primitives/class-names.ts'
import { IconButton } from './primitives/icon-button.tsx'
import { Mark } from './primitives/mark.tsx'
import { Menu, MenuItem } from './primitives/menu.tsx'

const icon = (Icon: typeof Plus): ReactNode => <Icon size={16} strokeWidth={1.5} />

/** Who answers, and what can be opened. */
export function TopBar() {
  const { newChat } = useApp()
  const openConnect = useDialogStore((state) => state.openConnect)
  const isDemo = useEndpointStore((state) => state.activeId === null)
  const drawer = usePreferenceStore((state) => state.drawer)
  const setDrawer = usePreferenceStore((state) => state.setDrawer)
  const toggle = (wanted: Drawer) => setDrawer(drawer === wanted ? null : wanted)
  const recording = useRef<HTMLInputElement>(null)
  const openRecording = () => recording.current?.click()
  // Known before the dialog opens, so that its switch does not jump.
  useQuery(relayQuery(useApp()))
  return (
    <header className="top-bar flex items-center gap-1 border-hairline border-b bg-panel narrow:pr-1 pr-2 narrow:pl-3 pl-3.5">
      <span className="mr-3 narrow:mr-0 flex items-center gap-2 font-semibold text-[0.84375rem]/5 tracking-[-.01em]">
        <Mark />
        <span className="narrow:hidden">Sightline</span>
      </span>
      <EndpointMenu />
      <Button
        weight={isDemo ? 'line' : 'plain'}
        icon={icon(Plug)}
        onClick={() => openConnect(null)}
        aria-label="Connect a model"
        className="narrow:hidden"
      >
        <span className={isDemo ? '' : 'medium:hidden'}>Connect a model</span>
      </Button>
      <span className="ml-auto" />
      <Button
        aria-label="New chat"
        title="New chat"
        icon={icon(Plus)}
        onClick={newChat}
        className="narrow:w-9 narrow:px-0"
      >
        <span className="medium:hidden">New chat</span>
      </Button>
      <span className="mx-1.5 narrow:hidden h-4 w-px bg-hairline" />
      <Button
        aria-label="Parameters"
        title="Parameters"
        aria-expanded={drawer === 'parameters'}
        icon={icon(SlidersHorizontal)}
        onClick={() => toggle('parameters')}
        className="narrow:hidden"
      >
        <span className="medium:hidden">Parameters</span>
      </Button>
      <Button
        aria-label="Inspector"
        title="Inspector"
        aria-expanded={drawer === 'inspector'}
        icon={icon(Activity)}
        onClick={() => toggle('inspector')}
        className="narrow:hidden"
      >
        <span className="medium:hidden">Inspector</span>
      </Button>
      <SettingsMenu className="narrow:hidden" onOpenRecording={openRecording} />
      <PhoneMenu onToggle={toggle} onOpenRecording={openRecording} />
      <RecordingInput input={recording} />
    </header>
  )
}

/** The active endpoint, and the way to another. */
function EndpointMenu() {
  const endpoints = useEndpointStore((state) => state.endpoints)
  const active = useEndpointStore(selectActiveEndpoint)
  const { choose } = useEndpointStore.getState()
  const { removeEndpoint } = useApp()
  const openConnect = useDialogStore((state) => state.openConnect)
  const shown = active ? describeEndpoint(active) : null
  return (
    <Menu
      label="Endpoints"
      trigger={(props) => (
        <Button
          {...props}
          className="min-w-0 shrink"
          aria-label="Endpoint"
          title="Change the endpoint"
        >
          <span
            aria-hidden="true"
            className={classNames('size-1.5 shrink-0 rounded-full', shown ? 'bg-ok' : 'bg-warn')}
          />
          {shown ? (
            <>
              <span className="narrow:hidden max-w-40 truncate">{shown.provider}</span>
              <span className="narrow:hidden text-control">/</span>
              <b className="max-w-64 truncate font-medium text-ink">{shown.model}</b>
            </>
          ) : (
            <>
              <b className="font-medium text-ink">Demo</b>
              <span className="narrow:hidden font-normal text-ink-3">recorded, works offline</span>
            </>
          )}
          <ChevronDown size={14} strokeWidth={1.5} />
        </Button>
      )}
    >
      <MenuItem isChecked={active === null} onSelect={() => choose(null)} note="works offline">
        Demo
      </MenuItem>
      {endpoints.map((endpoint) => {
        const { provider, model } = describeEndpoint(endpoint)
        return (
          <MenuItem
            key={endpoint.id}
            isChecked={endpoint.id === active?.id}
            onSelect={() => choose(endpoint.id)}
            note={provider}
            detail={tellApart(endpoint, endpoints)}
          >
            {model}
          </MenuItem>
        )
      })}
      <hr className="mx-2 my-1 border-hairline" />
      {active ? (
        <>
          <MenuItem
            icon={icon(Plug)}
            onSelect={() => openConnect({ kind: 'endpoint', id: active.id })}
          >
            Edit connection
          </MenuItem>
          <MenuItem
            icon={icon(Trash2)}
            onSelect={() => removeEndpoint(active.id)}
            detail={tellApart(active, endpoints)}
          >
            Remove {describeEndpoint(active).model}
          </MenuItem>
        </>
      ) : null}
      <MenuItem icon={icon(Plus)} onSelect={() => openConnect(null)}>
        Connect another model
      </MenuItem>
    </Menu>
  )
}

const THEMES: readonly (readonly [Theme, string])[] = [
  ['system', 'Theme of the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
]

function ThemeItems() {
  const theme = usePreferenceStore((state) => state.theme)
  const setTheme = usePreferenceStore((state) => state.setTheme)
  return THEMES.map(([value, label]) => (
    <MenuItem key={value} isChecked={theme === value} onSelect={() => setTheme(value)}>
      {label}
    </MenuItem>
  ))
}

/** Stays in the page, because a menu that closes takes its content along. */
function RecordingInput({ input }: { readonly input: RefObject<HTMLInputElement | null> }) {
  const { attach } = useApp()
  return (
    <input
      ref={input}
      type="file"
      aria-label="Open recording"
      accept="application/json,.json"
      tabIndex={-1}
      className="sr-only"
      onChange={(event) => {
        const files = [...(event.target.files ?? [])].map((blob) => ({ blob, name: blob.name }))
        // The same file can be chosen again.
        event.target.value = ''
        void attach(files)
      }}
    />
  )
}

function RecordingItem({ onSelect }: { readonly onSelect: () => void }) {
  return (
    <MenuItem icon={icon(FolderOpen)} onSelect={onSelect}>
      Open recording…
    </MenuItem>
  )
}

type SettingsMenuProps = { readonly className: string; readonly onOpenRecording: () => void }

function SettingsMenu({ className, onOpenRecording }: SettingsMenuProps) {
  return (
    <Menu
      label="Settings"
      align="end"
      trigger={(props) => (
        <IconButton {...props} label="Settings" icon={icon(Settings)} className={className} />
      )}
    >
      <ThemeItems />
      <hr className="mx-2 my-1 border-hairline" />
      <RecordingItem onSelect={onOpenRecording} />
    </Menu>
  )
}

/** What has no room in the bar of a phone. */
type PhoneMenuProps = {
  readonly onToggle: (drawer: Drawer) => void
  readonly onOpenRecording: () => void
}

function PhoneMenu({ onToggle, onOpenRecording }: PhoneMenuProps) {
  const openConnect = useDialogStore((state) => state.openConnect)
  return (
    <Menu
      label="Menu"
      align="end"
      trigger={(props) => (
        <span className="narrow:contents hidden">
          <IconButton {...props} label="Menu" icon={icon(Ellipsis)} />
        </span>
      )}
    >
      <MenuItem icon={icon(Plug)} onSelect={() => openConnect(null)}>
        Connect a model
      </MenuItem>
      <MenuItem icon={icon(SlidersHorizontal)} onSelect={() => onToggle('parameters')}>
        Parameters
      </MenuItem>
      <MenuItem icon={icon(Activity)} onSelect={() => onToggle('inspector')}>
        Inspector
      </MenuItem>
      <RecordingItem onSelect={onOpenRecording} />
      <hr className="mx-2 my-1 border-hairline" />
      <ThemeItems />
    </Menu>
  )
}
