import { createByteMasker } from '@/core/protocol/byte-masker.ts'
import { maskSecrets } from '@/core/protocol/redact.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'
import type { Exchange, ExchangeChunk } from '@/core/run/exchange.ts'
import type { OutgoingRequest, Ports, StreamOptions } from '@/io/ports.ts'

/** Keeps a request and what comes back, for the inspector and for recordings; a server that repeats the key is masked. */
export function recordExchange(
  ports: Ports,
  exchanges: Exchange[],
  { request, transport, key }: OutgoingRequest,
  wire: Wire,
): Required<Pick<StreamOptions, 'onResponse' | 'onBytes'>> {
  const sentAtMs = ports.clock.now()
  const chunks: ExchangeChunk[] = []
  const keyIsSent = key !== null && (transport === 'direct' || transport === 'relay')
  const secrets = key === null ? [] : [key]
  const sent = { wire, transport, request, keyIsSent, chunks }
  const index = exchanges.push({ ...sent, response: null }) - 1
  const mask = createByteMasker(secrets)
  return {
    onResponse: (head, atMs) => {
      const headers = head.headers.map(
        ([name, value]) => [name, maskSecrets(value, secrets)] as const,
      )
      exchanges[index] = { ...sent, response: { ...head, headers, atMs: atMs - sentAtMs } }
    },
    onBytes: (bytes, atMs) => {
      chunks.push({ atMs: atMs - sentAtMs, bytes: mask(bytes) })
    },
  }
}
