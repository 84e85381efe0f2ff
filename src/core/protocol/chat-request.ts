import type { KeyHeader, ParameterId, ParameterValue } from '@/core/catalog/types.ts'

/** A picture ready to be sent: upright, in a type the provider decodes. */
export type SentImage = { readonly type: string; readonly base64: string }

/** A call of a function that the model asked for; `arguments` is JSON as the model wrote it. */
export type ToolCall = { readonly id: string; readonly name: string; readonly arguments: string }

/** One message of the conversation; assistant messages hold the answer only, without markup or reasoning. */
export type ChatMessage =
  | { readonly role: 'user'; readonly text: string; readonly images: readonly SentImage[] }
  | {
      readonly role: 'assistant'
      readonly text: string
      readonly toolCalls?: readonly ToolCall[]
      /** True for an answer that was cut: the server goes on where it ends. Only as last message. */
      readonly isUnfinished?: boolean
    }
  | {
      readonly role: 'tool'
      readonly callId: string
      readonly name: string
      readonly text: string
    }

/** What a person asks for, before any dialect has bent it. */
export type ChatRequest = {
  readonly model: string
  readonly messages: readonly ChatMessage[]
  /** Null where the model has no switch. */
  readonly thinking: boolean | null
  readonly parameters: Readonly<Partial<Record<ParameterId, ParameterValue>>>
}

/** A request as it goes out, without its key: the key is added by io, for its own origin only. */
export type WireRequest = {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** Which header the key of the request's origin joins. */
  readonly keyHeader: KeyHeader
}
