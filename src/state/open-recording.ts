import { decodeBase64 } from '@/core/media/base64.ts'
import { parseJson } from '@/core/protocol/json-value.ts'
import type { Result } from '@/core/result.ts'
import type { RecordedMedia } from '@/core/run/recorded-media.ts'
import { decodeRecording, type Recording } from '@/core/run/recording.ts'
import type { Ports, PreparedImage } from '@/io/ports.ts'
import type { GivenFile } from './attach-files.ts'
import { isReady, type ReadyAttachment } from './attachment.ts'
import { cleanName } from './clean-name.ts'
import { useComposerStore } from './composer-store.ts'
import { type Turn, useConversationStore } from './conversation-store.ts'
import { interruptRun } from './interrupt-run.ts'
import type { RunController } from './run-controller.ts'

/** A longer file is no recording of ours: its stream and its media are limited. */
const LARGEST_FILE = 160 * 1024 * 1024

/**
 * Opens a recording as a turn of its own and replays it. Nothing is sent; a file that is none leaves everything as it
 * was, with one sentence above the composer.
 */
export async function openRecording(
  ports: Ports,
  controller: RunController,
  file: GivenFile,
): Promise<void> {
  useComposerStore.getState().setNotice(null)
  const opened = await readRecording(ports, file)
  if (!opened.ok) {
    const name = cleanName(file.name)
    useComposerStore.getState().setNotice({ text: `${name}: ${opened.error}`, action: null })
    return
  }
  const { recording, attachments } = opened.value
  interruptRun(controller, 'recording')
  const turn: Turn = {
    id: ports.clock.createId(),
    question: recording.question,
    attachments,
    runIds: [],
  }
  const recordingId = ports.clock.createId()
  ports.recordings.keep(recordingId, recording)
  useConversationStore.setState((state) => ({ turns: [...state.turns, turn] }))
  await controller.start(turn.id, { kind: 'replay', recordingId, recording })
}

type Opened = {
  readonly recording: Recording
  readonly attachments: readonly ReadyAttachment[]
}

async function readRecording(ports: Ports, { blob }: GivenFile): Promise<Result<Opened, string>> {
  if (blob.size > LARGEST_FILE) return { ok: false, error: 'This file is too large to be opened.' }
  const text = await blob.text().catch(() => null)
  if (text === null) return { ok: false, error: 'This file cannot be read.' }
  const parsed = parseJson(text)
  if (!parsed.ok) return { ok: false, error: 'This is not a recording: the file is no whole JSON.' }
  const recording = decodeRecording(parsed.value)
  if (!recording.ok) return recording
  const attachments: ReadyAttachment[] = []
  const atHand = await hashAtHand(ports, recording.value.media)
  for (const [index, medium] of recording.value.media.entries()) {
    const attachment = await attach(ports, medium, atHand.get(medium.sha256))
    if (attachment === null) {
      for (const { image } of attachments) releaseUnlessAtHand(ports, image, atHand)
      const error = `Picture ${index + 1} of the recording is not the one that was recorded.`
      return { ok: false, error }
    }
    attachments.push(attachment)
  }
  return { ok: true, value: { recording: recording.value, attachments } }
}

type AtHand = ReadonlyMap<string, PreparedImage>

/** Pictures of the conversation and the composer, by the hash of their bytes. */
async function hashAtHand(ports: Ports, wanted: readonly RecordedMedia[]): Promise<AtHand> {
  if (wanted.length === 0) return new Map()
  const { turns } = useConversationStore.getState()
  const { attachments } = useComposerStore.getState()
  const images = [...turns.flatMap((turn) => turn.attachments), ...attachments.filter(isReady)]
    .filter(({ isStandIn }) => isStandIn !== true)
    .map(({ image }) => image)
  const pairs = images.map(async (image) => [await ports.hash(image.blob), image] as const)
  return new Map(await Promise.all(pairs))
}

/** The picture itself where it is at hand or in the file, else one that says that it is not; null for a wrong one. */
async function attach(
  ports: Ports,
  medium: RecordedMedia,
  atHand: PreparedImage | undefined,
): Promise<ReadyAttachment | null> {
  const { name, width, height, data, sha256, type } = medium
  const ready = (image: PreparedImage, isStandIn: boolean): ReadyAttachment => ({
    id: ports.clock.createId(),
    name: cleanName(name),
    kind: 'image',
    state: 'ready',
    image,
    originalBytes: image.bytes,
    isStandIn,
  })
  if (atHand) return ready(atHand, false)
  const bytes = data === null ? null : decodeBase64(data)
  if (bytes !== null) {
    const blob = new Blob([bytes], { type })
    if ((await ports.hash(blob)) !== sha256) return null
    const prepared = await ports.images.prepare(blob, name)
    if (prepared.ok) return ready(prepared.value, false)
  }
  return ready(await ports.images.standIn(width, height), true)
}

function releaseUnlessAtHand(ports: Ports, image: PreparedImage, atHand: AtHand): void {
  if (![...atHand.values()].includes(image)) ports.images.release(image)
}
