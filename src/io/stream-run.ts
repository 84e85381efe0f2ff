import { createStreamDecoder } from '@/core/protocol/decode-stream.ts'
import { redactSecrets } from '@/core/protocol/redact.ts'
import type { RunError, StreamEvent } from '@/core/protocol/stream-event.ts'
import type { StreamOptions, StreamPort } from './ports.ts'
import { probeFailure } from './probe-failure.ts'
import { type Fetchers, sendRequest } from './send-request.ts'

type Decoder = ReturnType<typeof createStreamDecoder>

/** Sends requests and decodes their streams as the bytes come in. */
export function createStreamPort(fetchers: Fetchers, now: () => number): StreamPort {
  return async (options) => {
    const { signal, transport, request, wire } = options
    const emit = (events: readonly StreamEvent[]) => {
      if (events.length > 0) options.onEvents(withoutKey(events, options.key), now())
    }
    const response = await open(fetchers, options)
    if (response === null) {
      emit([
        signal.aborted
          ? { type: 'end', status: 'stopped', finishReason: null }
          : {
              type: 'end',
              status: 'error',
              finishReason: null,
              error: await probeFailure(request.url, transport === 'relay'),
            },
      ])
      return
    }
    const decoder = createStreamDecoder({
      wire,
      contentType: response.headers.get('content-type') ?? '',
      httpStatus: response.status,
    })
    await readBody(response, decoder, signal, emit)
  }
}

/** Some servers repeat the key they refuse; an error text must never show it. */
function withoutKey(events: readonly StreamEvent[], key: string | null): readonly StreamEvent[] {
  if (key === null) return events
  return events.map((event) =>
    event.type === 'end' && event.error ? { ...event, error: hideKey(event.error, key) } : event,
  )
}

function hideKey(error: RunError, key: string): RunError {
  return {
    ...error,
    code: error.code === null ? null : redactSecrets(error.code, [key]),
    message: redactSecrets(withoutCutKey(error.message, key), [key]),
  }
}

const CUT_MARK = '…'
/** Fewer characters of a key give nothing away. */
const SHORTEST_TELLING = 4

/** Long messages are cut, which may leave the beginning of a key at their end. */
function withoutCutKey(message: string, key: string): string {
  if (!message.endsWith(CUT_MARK)) return message
  const text = message.slice(0, -CUT_MARK.length)
  // The encoding refuses half characters, which no header could carry either.
  const forms = /[\ud800-\udfff]/.test(key) ? [key] : [key, encodeURIComponent(key)]
  for (const secret of forms) {
    for (let length = secret.length; length >= SHORTEST_TELLING; length -= 1) {
      if (text.endsWith(secret.slice(0, length))) return `${text.slice(0, -length)}${CUT_MARK}`
    }
  }
  return message
}

async function open(fetchers: Fetchers, options: StreamOptions): Promise<Response | null> {
  try {
    return await sendRequest(fetchers, options, options.signal)
  } catch {
    return null
  }
}

async function readBody(
  response: Response,
  decoder: Decoder,
  signal: AbortSignal,
  emit: (events: readonly StreamEvent[]) => void,
): Promise<void> {
  const reader = response.body?.getReader()
  try {
    while (reader) {
      const { done, value } = await reader.read()
      if (done) break
      const events = decoder.push(value)
      emit(events)
      if (events.at(-1)?.type === 'end') {
        // The rest of the body means nothing any more; let the connection go.
        await reader.cancel().catch(() => undefined)
        return
      }
    }
    emit(decoder.end('close'))
  } catch {
    emit(decoder.end(signal.aborted ? 'abort' : 'reset'))
  }
}
