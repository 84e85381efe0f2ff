import { createByteMasker } from '@/core/protocol/byte-masker.ts'
import { maskSecrets } from '@/core/protocol/redact.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'
import type { Exchange, ExchangeChunk } from '@/core/run/exchange.ts'
import type { OutgoingRequest, Ports, StreamOptions } from '@/io/ports.ts'

export type ExchangeRecorder = Required<Pick<StreamOptions, 'onResponse' | 'onBytes'>> & {
  /** No byte will come any more. */
  readonly finish: () => void
}

/** Keeps a request and what comes back, for the inspector and for recordings; a server that repeats the key is masked. */
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
  const sent = { wire, transport, request, keyIsSent, chunks }
  const index = exchanges.push({ ...sent, response: null }) - 1
  const masker = createByteMasker(secrets)
  /** A chunk that may end with the beginning of the key is not shown before that is known. */
  const held: ExchangeChunk[] = []
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
      exchanges[index] = { ...sent, response: { ...head, headers, atMs: atMs - sentAtMs } }
    },
    onBytes: (bytes, atMs) => {
      held.push({ atMs: atMs - sentAtMs, bytes: masker.push(bytes) })
      release(masker.open())
    },
    finish: () => release(0),
  }
}
