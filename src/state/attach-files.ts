import type { Ports } from '@/io/ports.ts'
import type { Attachment } from './attachment.ts'
import { cleanName } from './clean-name.ts'
import { useComposerStore } from './composer-store.ts'
import { useConversationStore } from './conversation-store.ts'
import { mediaOfTurn } from './turn-media.ts'
import { useViewerStore } from './viewer-store.ts'

export type GivenFile = { readonly blob: Blob; readonly name: string }

/** More pictures than this in one question is a slip of the hand (a folder, a whole disk). */
const MAXIMUM_ATTACHMENTS = 50

/** Appends files to the question in the order given, and prepares each; a bad one never takes a good one with it. */
export async function attachFiles(ports: Ports, files: readonly GivenFile[]): Promise<void> {
  const composer = useComposerStore.getState()
  const room = Math.max(0, MAXIMUM_ATTACHMENTS - composer.attachments.length)
  const taken = files.slice(0, room).map(({ blob, name }) => ({
    file: { blob, name: cleanName(name) },
    id: ports.clock.createId(),
  }))
  composer.setAttachments((before) => [
    ...before,
    ...taken.map(
      ({ file, id }): Attachment => ({
        id,
        name: file.name,
        kind: kindOf(file.blob.type),
        state: 'preparing',
      }),
    ),
  ])
  composer.setNotice(
    files.length > room
      ? {
          text: `A question takes up to ${MAXIMUM_ATTACHMENTS} pictures; ${files.length - room} were left out.`,
          action: null,
        }
      : null,
  )
  for (const { file, id } of taken) await prepareOne(ports, file, id)
}

async function prepareOne(ports: Ports, { blob, name }: GivenFile, id: string): Promise<void> {
  const prepared = await ports.images.prepare(blob, name)
  const isWanted = useComposerStore.getState().attachments.some((item) => item.id === id)
  if (!isWanted) {
    // Removed while it was being prepared.
    if (prepared.ok) ports.images.release(prepared.value)
    return
  }
  useComposerStore.getState().setAttachments((before) =>
    before.map((item): Attachment => {
      if (item.id !== id) return item
      return prepared.ok
        ? {
            id,
            name,
            kind: 'image',
            state: 'ready',
            image: prepared.value,
            originalBytes: blob.size,
          }
        : { id, name, kind: item.kind, state: 'rejected', reason: prepared.error }
    }),
  )
  if (prepared.ok) showPending(id)
}

/** Brings a picture that was just attached onto the stage. */
function showPending(id: string): void {
  const { turns, runs, focusedRunId } = useConversationStore.getState()
  const focused = focusedRunId === null ? undefined : runs[focusedRunId]
  const shown = focused ? mediaOfTurn(turns, focused.turnId).length : 0
  const pending = useComposerStore.getState().attachments.filter((item) => item.state === 'ready')
  const index = pending.findIndex((item) => item.id === id)
  useViewerStore.getState().showMedia(shown + index)
}

function kindOf(type: string): Attachment['kind'] {
  if (type.startsWith('video/')) return 'video'
  if (type === 'application/pdf' || type.startsWith('text/')) return 'document'
  return 'image'
}
