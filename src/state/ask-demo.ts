import type { Result } from '@/core/result.ts'
import { DEMO_LIST_PATH, type DemoEntry, decodeDemoList } from '@/core/run/demo-list.ts'
import { decodeRecording } from '@/core/run/recording.ts'
import type { Ports } from '@/io/ports.ts'
import type { ReadyAttachment } from './attachment.ts'
import { useComposerStore } from './composer-store.ts'
import { type Turn, useConversationStore } from './conversation-store.ts'
import { interruptRun } from './interrupt-run.ts'
import type { RunController } from './run-controller.ts'

/** Asks the question of a demo with its pictures, and streams its recording. */
export async function askDemo(
  ports: Ports,
  controller: RunController,
  demo: DemoEntry,
): Promise<void> {
  interruptRun(controller, 'demo')
  const loaded = await loadDemo(ports, demo)
  if (!loaded.ok) {
    useComposerStore.getState().setNotice({ text: loaded.error, action: null })
    return
  }
  const turn: Turn = { id: ports.clock.createId(), ...loaded.value, runIds: [] }
  useConversationStore.setState((state) => ({ turns: [...state.turns, turn] }))
  await controller.start(turn.id, { kind: 'demo', demoId: demo.id })
}

async function loadDemo(
  ports: Ports,
  demo: DemoEntry,
): Promise<Result<{ question: string; attachments: readonly ReadyAttachment[] }, string>> {
  try {
    const recording = decodeRecording(JSON.parse(await (await ports.assets(demo.recording)).text()))
    if (!recording.ok) return recording
    const { question, media } = recording.value
    const attachments: ReadyAttachment[] = []
    for (const { file, name } of media) {
      const blob = await ports.assets(file ?? demo.picture)
      const image = await ports.images.prepare(blob, name)
      if (!image.ok) return image
      attachments.push({
        id: ports.clock.createId(),
        name,
        kind: 'image',
        state: 'ready',
        image: image.value,
        originalBytes: blob.size,
      })
    }
    return { ok: true, value: { question, attachments } }
  } catch {
    return { ok: false, error: 'This demo could not be loaded. Reload the page and try again.' }
  }
}

/** The cards of the gallery. Rejects where the list cannot be read. */
export async function loadDemos(ports: Ports): Promise<readonly DemoEntry[]> {
  const text = await (await ports.assets(DEMO_LIST_PATH)).text()
  const demos = decodeDemoList(JSON.parse(text))
  if (!demos.ok) throw new Error(demos.error)
  return demos.value
}
