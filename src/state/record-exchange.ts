import type { Wire } from '@/core/protocol/stream-event.ts'
import type { Exchange, ExchangeChunk } from '@/core/run/exchange.ts'
import type { OutgoingRequest, Ports, StreamOptions } from '@/io/ports.ts'

/** Keeps a request and what comes back, for the inspector and for recordings. */
export function recordExchange(
  ports: Ports,
  exchanges: Exchange[],
  { request, transport }: OutgoingRequest,
  wire: Wire,
): Required<Pick<StreamOptions, 'onResponse' | 'onBytes'>> {
  const sentAtMs = ports.clock.now()
  const chunks: ExchangeChunk[] = []
  const index = exchanges.push({ wire, transport, request, response: null, chunks }) - 1
  return {
    onResponse: (head, atMs) => {
      const response = { ...head, atMs: atMs - sentAtMs }
      exchanges[index] = { wire, transport, request, response, chunks }
    },
    onBytes: (bytes, atMs) => {
      chunks.push({ atMs: atMs - sentAtMs, bytes })
    },
  }
}
