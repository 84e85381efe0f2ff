/** The protocol an endpoint speaks. */
export type Wire = 'chat-completions' | 'responses' | 'messages' | 'ollama'

/** The one state of a run. `finish_reason` decides it, never `[DONE]`. */
export type RunStatus =
  | 'preparing'
  | 'streaming'
  | 'complete'
  | 'length'
  | 'filtered'
  | 'stopped'
  | 'truncated'
  | 'error'
  | 'unverified'

export type EndStatus = Exclude<RunStatus, 'preparing' | 'streaming'>

export type ErrorKind =
  | 'auth'
  | 'account'
  | 'billing'
  | 'quota'
  | 'plan'
  | 'rate-limit'
  | 'overloaded'
  | 'server'
  | 'request'
  | 'model'
  | 'context-length'
  | 'content-filter'
  | 'stream-cut'
  | 'protocol'
  | 'not-an-api'
  | 'network'

/** `auto`: the client may retry by itself while nothing was shown; `user`: offer a button; `never`. */
export type RetryAdvice = 'auto' | 'user' | 'never'

export type RunError = {
  readonly kind: ErrorKind
  readonly retry: RetryAdvice
  /** The server's own code as a string. */
  readonly code: string | null
  /** The server's words, plain text, shortened; never the payload of a request. */
  readonly message: string
}

export type Usage = {
  readonly promptTokens?: number
  readonly completionTokens?: number
  readonly totalTokens?: number
  readonly reasoningTokens?: number
  readonly cachedTokens?: number
}

/** What every wire is decoded to. Deltas of one channel may be cut anywhere; joined they are the text. */
export type StreamEvent =
  | { readonly type: 'reasoning-delta'; readonly text: string }
  | { readonly type: 'answer-delta'; readonly text: string }
  | {
      readonly type: 'tool-call-delta'
      readonly index: number
      readonly id?: string
      readonly name?: string
      readonly arguments: string
    }
  | ({ readonly type: 'usage' } & Usage)
  | { readonly type: 'metadata'; readonly [field: string]: unknown }
  | {
      readonly type: 'end'
      readonly status: EndStatus
      /** The server's own word. */
      readonly finishReason: string | null
      readonly error?: RunError
    }
