import type { Ports } from '@/io/ports.ts'
import { attachFiles, type GivenFile } from './attach-files.ts'
import { cleanName } from './clean-name.ts'
import { useComposerStore } from './composer-store.ts'
import { looksLikeRecording, openRecording } from './open-recording.ts'
import type { RunController } from './run-controller.ts'

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
  const replay = openRecording(ports, controller, recording)
  if (more.length > 0) {
    const text = `One recording is opened at a time: ${cleanName(recording.name)}.`
    useComposerStore.getState().setNotice({ text, action: null })
  }
  await replay
}
