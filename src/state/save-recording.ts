import type { Result } from '@/core/result.ts'
import { createRecording } from '@/core/run/create-recording.ts'
import { formatRecording } from '@/core/run/format-recording.ts'
import type { RecordedMedia } from '@/core/run/recorded-media.ts'
import type { Ports } from '@/io/ports.ts'
import type { ReadyAttachment } from './attachment.ts'
import { type Run, useConversationStore } from './conversation-store.ts'
import { useEndpointStore } from './endpoint-store.ts'
import type { RunController } from './run-controller.ts'
import { originOf } from './run-target.ts'
import { mediaOfTurn } from './turn-media.ts'
import { whyNotSaved } from './why-not-saved.ts'

/** Bytes that the pictures of a run add to its recording. */
export function picturesSize(runId: string): number {
  const { runs, turns } = useConversationStore.getState()
  const media = mediaOfTurn(turns, runs[runId]?.turnId ?? '')
  return media.reduce((total, { image }) => total + Math.ceil(image.bytes / 3) * 4, 0)
}

/** Offers one exchange of a run as a file. The error is a sentence that says why it cannot be. */
export async function saveRecording(
  ports: Ports,
  controller: RunController,
  runId: string,
  exchangeIndex: number,
  withPictures: boolean,
): Promise<Result<string, string>> {
  const { runs, turns } = useConversationStore.getState()
  const run = runs[runId]
  const exchange = controller.readExchanges(runId).at(exchangeIndex)
  const reason = whyNotSaved(run, exchange)
  if (reason !== null || !run || !exchange) return { ok: false, error: reason ?? '' }
  const date = new Date(ports.clock.wallClock()).toISOString().slice(0, 10)
  const pictures = mediaOfTurn(turns, run.turnId)
  const recording = createRecording(exchange, {
    id: ports.clock.createId(),
    date,
    question: turns.find(({ id }) => id === run.turnId)?.question ?? '',
    provider: run.providerName,
    model: run.model,
    scripted: run.isScripted,
    status: run.snapshot.status,
    media: await Promise.all(pictures.map((item) => recordMedia(ports, item, withPictures))),
    prefix: readPrefix(controller, run),
    secrets: knownKeys(ports, run),
  })
  if (!recording.ok) return recording
  const name = `sightline-${run.model.replace(/[^\w.-]+/g, '-')}-${date}.json`
  ports.download(name, 'application/json', formatRecording(recording.value))
  return { ok: true, value: name }
}

async function recordMedia(
  ports: Ports,
  { name, image }: ReadyAttachment,
  withData: boolean,
): Promise<RecordedMedia> {
  const { type, width, height, blob } = image
  const data = withData ? (await ports.images.encode(image, [type])).base64 : null
  return { name, type, width, height, sha256: await ports.hash(blob), file: null, data }
}

/** What a continuation began with. */
function readPrefix(controller: RunController, { follow }: Run) {
  return follow?.kind === 'continuation'
    ? controller.readRaw(follow.runId)
    : { reasoning: '', answer: '' }
}

/** Every key that this page knows: an answer may repeat any of them. */
function knownKeys(ports: Ports, run: Run): readonly string[] {
  const { endpoints } = useEndpointStore.getState()
  const origins = new Set([run.origin, ...endpoints.map(({ baseUrl }) => originOf(baseUrl))])
  return [...origins].flatMap((origin) => {
    const key = origin === null ? undefined : ports.secrets.read(origin)?.key
    return key === undefined ? [] : [key]
  })
}
