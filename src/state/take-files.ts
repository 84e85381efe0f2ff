import type { Ports } from '@/io/ports.ts'
import { attachFiles, type GivenFile } from './attach-files.ts'
import { cleanName } from './clean-name.ts'
import { useComposerStore } from './composer-store.ts'
import type { RunController } from './run-controller.ts'

/** Whether a file may be a recording, told by its name and declared type. */
function looksLikeRecording({ blob, name }: GivenFile): boolean {
  return blob.type === 'application/json' || /\.json$/i.test(name)
}

/** Takes what was dropped, pasted or chosen: a recording is opened, everything else joins the question. */
export async function takeFiles(
  ports: Ports,
  controller: RunController,
  files: readonly GivenFile[],
): Promise<void> {
  const others = files.filter((file) => !looksLikeRecording(file))
  if (others.length > 0) await attachFiles(ports, others)
  const [recording, ...more] = files.filter(looksLikeRecording)
  if (recording === undefined) return
  // Loaded when it is wanted: most people never open one.
  const loaded = await import('./open-recording.ts').catch(() => null)
  if (loaded === null) {
    const text = 'A part of Sightline could not be loaded. Check the connection and try again.'
    useComposerStore.getState().setNotice({ text, action: null })
    return
  }
  const replay = loaded.openRecording(ports, controller, recording)
  if (more.length > 0) {
    const text = `One recording is opened at a time: ${cleanName(recording.name)}.`
    useComposerStore.getState().setNotice({ text, action: null })
  }
  await replay
}
