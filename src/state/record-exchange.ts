import { createByteMasker } from '@/core/protocol/byte-masker.ts'
import { maskSecrets } from '@/core/protocol/redact.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'
import {
  type Exchange,
  type ExchangeChunk,
  MOST_KEPT_BYTES,
  MOST_KEPT_CHUNKS,
} from '@/core/run/exchange.ts'
import type { OutgoingRequest, Ports, StreamOptions } from '@/io/ports.ts'

export type ExchangeRecorder = Required<Pick<StreamOptions, 'onResponse' | 'onBytes'>> & {
  /** No byte will come any more. */
  readonly finish: () => void
}

/**
 * Keeps a request and the beginning of what comes back, for the inspector and for recordings; a server that repeats the
 * key is masked, and one that never ends fills no memory.
 */
export function recordExchange(
  ports: Ports,
  exchanges: Exchange[],
  { request, transport, key }: OutgoingRequest,
  wire: Wire,
): ExchangeRecorder {
  const sentAtMs = ports.clock.now()
  const chunks: ExchangeChunk[] = []
  const keyIsSent = key !== null && (transport === 'direct' || transport === 'relay')
  const secrets = key === null ? [] : [key]
  const index = exchanges.push({ wire, transport, request, keyIsSent, chunks, response: null }) - 1
  const masker = createByteMasker(secrets)
  /** A chunk that may end with the beginning of the key is not shown before that is known. */
  const held: ExchangeChunk[] = []
  let keptBytes = 0
  let keptChunks = 0
  let isCut = false
  const put = (change: Pick<Exchange, 'isCut'> | Pick<Exchange, 'response'>) => {
    const exchange = exchanges[index]
    if (exchange) exchanges[index] = { ...exchange, ...change }
  }
  const release = (openBytes: number) => {
    let first = held.length
    for (let reach = 0; first > 0 && reach < openBytes; first -= 1) {
      reach += held[first - 1]?.bytes.length ?? 0
    }
    chunks.push(...held.splice(0, first))
  }
  return {
    onResponse: (head, atMs) => {
      const headers = head.headers.map(
        ([name, value]) => [name, maskSecrets(value, secrets)] as const,
      )
      put({ response: { ...head, headers, atMs: atMs - sentAtMs } })
    },
    onBytes: (bytes, atMs) => {
      if (isCut) return
      keptBytes += bytes.length
      keptChunks += 1
      if (keptBytes > MOST_KEPT_BYTES || keptChunks > MOST_KEPT_CHUNKS) {
        isCut = true
        put({ isCut })
        // These may be the beginning of a key whose end is not looked at any more.
        held.length = 0
        return
      }
      held.push({ atMs: atMs - sentAtMs, bytes: masker.push(bytes) })
      release(masker.open())
    },
    finish: () => release(0),
  }
}
