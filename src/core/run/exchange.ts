import type { WireRequest } from '@/core/protocol/chat-request.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'

/** How a request travelled. */
export type ExchangeTransport = 'direct' | 'relay' | 'demo' | 'replay'

export type ResponseHead = {
  readonly status: number
  /** Names in lower case, in the order of the browser; of another origin only those that it may see. */
  readonly headers: readonly (readonly [name: string, value: string])[]
}

/** Bytes that arrived together, at a time in milliseconds after the request was sent. */
export type ExchangeChunk = { readonly atMs: number; readonly bytes: Uint8Array<ArrayBuffer> }

/** One request and all that came back, as it was on the wire. The key is in none of it. */
export type Exchange = {
  readonly wire: Wire
  readonly transport: ExchangeTransport
  readonly request: WireRequest
  /** Whether a key of this page went along, in the header that the request names. */
  readonly keyIsSent: boolean
  /** Null until the server has answered. */
  readonly response: (ResponseHead & { readonly atMs: number }) | null
  /** Grows while the answer arrives: read it by its length. */
  readonly chunks: readonly ExchangeChunk[]
  /** Whether more came than is kept: `chunks` is the beginning of the answer only. */
  readonly isCut?: boolean
}

/** What is kept of one answer, in bytes and in pieces: as much as a recording may hold. */
export const MOST_KEPT_BYTES = 32 * 1024 * 1024
export const MOST_KEPT_CHUNKS = 200_000
