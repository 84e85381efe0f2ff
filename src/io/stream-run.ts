import type { StreamDecoder } from '@/core/protocol/decode-stream.ts'
import type { StreamEvent } from '@/core/protocol/stream-event.ts'
import type { StreamOptions, StreamPort } from './ports.ts'
import { probeFailure } from './probe-failure.ts'
import { type Fetchers, sendRequest } from './send-request.ts'

/** The decoders are no part of the first load. */
const loadDecoder = () => import('@/core/protocol/decode-stream.ts')

/** Nothing is sent whose answer could not be read: it would be paid for all the same. */
const NOT_LOADED: StreamEvent = {
  type: 'end',
  status: 'error',
  finishReason: null,
  error: { kind: 'request', retry: 'user', code: 'not-loaded', message: '' },
}

/** Sends requests and decodes their streams as the bytes come in. */
export function createStreamPort(fetchers: Fetchers, now: () => number): StreamPort {
  return async (options) => {
    const { signal, transport, request, wire } = options
    const emit = (events: readonly StreamEvent[]) => {
      if (events.length > 0) options.onEvents(events, now())
    }
    const decoding = await loadDecoder().catch(() => null)
    if (decoding === null) return emit([NOT_LOADED])
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
    options.onResponse?.({ status: response.status, headers: [...response.headers] }, now())
    const decoder = decoding.createStreamDecoder({
      wire,
      contentType: response.headers.get('content-type') ?? '',
      httpStatus: response.status,
      isRelayed: transport === 'relay',
      secrets: options.key === null ? [] : [options.key],
    })
    await readBody(response, decoder, signal, emit, (bytes) => options.onBytes?.(bytes, now()))
  }
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
  decoder: StreamDecoder,
  signal: AbortSignal,
  emit: (events: readonly StreamEvent[]) => void,
  onBytes: (bytes: Uint8Array<ArrayBuffer>) => void,
): Promise<void> {
  const reader = response.body?.getReader()
  try {
    while (reader) {
      const { done, value } = await reader.read()
      if (done) break
      onBytes(value)
      const events = decoder.push(value)
      emit(events)
      if (events.at(-1)?.type === 'end') {
        // The rest of the body means nothing any more; let the connection go.
        await reader.cancel().catch(() => undefined)
        return
      }
    }
    emit(decoder.end('close'))
  } catch (error) {
    // A recording of a run that was stopped ends as that run did.
    const isStopped = signal.aborted || (error instanceof Error && error.name === 'AbortError')
    emit(decoder.end(isStopped ? 'abort' : 'reset'))
  }
}
