import type { SentImage, WireRequest } from '@/core/protocol/chat-request.ts'
import type { StreamEvent, Wire } from '@/core/protocol/stream-event.ts'
import type { Result } from '@/core/result.ts'
import type { ExchangeTransport, ResponseHead } from '@/core/run/exchange.ts'
import type { Recording } from '@/core/run/recording.ts'

/**
 * Every effect the app has, as types. State knows only this file; `main.tsx` hands over what fulfils it, tests hand
 * over something else.
 */

/** The one shape of network access: direct, through the relay, the demo and a replay differ only in this. */
export type FetchPort = (url: string, init: RequestInit) => Promise<Response>

export type Transport = ExchangeTransport

export type OutgoingRequest = {
  readonly request: WireRequest
  readonly transport: Transport
  /** Key of the request's own origin; null where there is none. */
  readonly key: string | null
}

export type StreamOptions = OutgoingRequest & {
  readonly wire: Wire
  readonly signal: AbortSignal
  readonly onResponse?: (head: ResponseHead, atMs: number) => void
  /** Called with each piece of the body before `onEvents`. The buffer is the receiver's. */
  readonly onBytes?: (bytes: Uint8Array<ArrayBuffer>, atMs: number) => void
  /** Called with what each piece of the body meant; the last event of the last call is `end`. */
  readonly onEvents: (events: readonly StreamEvent[], atMs: number) => void
}

/** Sends one request and hands on what its stream means. Never rejects: every failure is an `end` event. */
export type StreamPort = (options: StreamOptions) => Promise<void>

/** Asks for JSON; the error is one sentence. */
export type JsonPort = (
  outgoing: OutgoingRequest,
  signal: AbortSignal,
) => Promise<Result<unknown, string>>

/** What the relay beside the page says of itself; null where there is none. */
export type RelayFacts = {
  readonly origins: readonly string[]
  /** Origins whose key lives in the relay's environment. */
  readonly keys: readonly string[]
}
export type RelayPort = () => Promise<RelayFacts | null>

/** A picture that can be shown and sent: upright, decoded once to be sure that it can be. */
export type PreparedImage = {
  readonly type: string
  readonly blob: Blob
  /** Object URL of `blob`; give it back with `release`. */
  readonly url: string
  /** Pixels as shown. */
  readonly width: number
  readonly height: number
  readonly bytes: number
  /** What was done to the file, in words: "sent as it is", "turned upright, as JPEG". */
  readonly note: string
}

export type ImagePort = {
  /** The error is one sentence with a next step. */
  readonly prepare: (file: Blob, name: string) => Promise<Result<PreparedImage, string>>
  /** The bytes to send, re-encoded as PNG only where the provider does not decode the type. */
  readonly encode: (image: PreparedImage, acceptedTypes: readonly string[]) => Promise<SentImage>
  readonly release: (image: PreparedImage) => void
  /** A picture of this size that says that the real one is not at hand. */
  readonly standIn: (width: number, height: number) => Promise<PreparedImage>
}

export type KeyPlace = 'tab' | 'device'

/** Keys by origin. A key is only ever read for the origin it was stored for. */
export type SecretPort = {
  readonly read: (origin: string) => { readonly key: string; readonly place: KeyPlace } | null
  readonly write: (origin: string, key: string, place: KeyPlace) => void
  readonly forget: (origin: string) => void
}

/** Small JSON values that outlive the page; `read` gives undecoded data. */
export type LocalStorePort = {
  readonly read: (name: string) => unknown
  readonly write: (name: string, value: unknown) => void
}

/** A file that ships with the app, as in "demo/index.json". */
export type AssetPort = (path: string) => Promise<Blob>

export type ClockPort = {
  /** Milliseconds of one monotonic clock. */
  readonly now: () => number
  /** Milliseconds since 1970, for dates that a server names. */
  readonly wallClock: () => number
  /** Calls back before the next frame, or soon where the page is hidden. Returns a way to cancel. */
  readonly onFrame: (callback: () => void) => () => void
  /** Resolves after so many milliseconds, or at once when the signal fires; never rejects. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** A number from 0 to below 1. */
  readonly random: () => number
  readonly createId: () => string
}

export type DownloadPort = (name: string, type: string, text: string) => void

/** Puts text on the clipboard; false where the browser forbids it. */
export type CopyPort = (text: string) => Promise<boolean>

/** Recordings that were opened: what is kept here can be replayed under its id. */
export type RecordingPort = {
  readonly keep: (id: string, recording: Recording) => void
  readonly forget: (id: string) => void
}

/** SHA-256 of the bytes, as 64 lower-case hex digits. */
export type HashPort = (blob: Blob) => Promise<string>

export type Ports = {
  readonly stream: StreamPort
  readonly json: JsonPort
  readonly relay: RelayPort
  readonly images: ImagePort
  readonly secrets: SecretPort
  readonly localStore: LocalStorePort
  readonly assets: AssetPort
  readonly clock: ClockPort
  readonly download: DownloadPort
  readonly copy: CopyPort
  readonly recordings: RecordingPort
  readonly hash: HashPort
}
