import type { RegionOrder, RegionSpace } from '@/core/grounding/region.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'

/** Which field switches thinking on and off. */
export type ThinkingSwitch =
  /** `thinking: {type: "enabled" | "disabled"}` */
  | 'thinking-object'
  /** `enable_thinking: boolean` */
  | 'enable-thinking'
  /** `chat_template_kwargs: {enable_thinking: boolean}` */
  | 'chat-template-kwargs'
  /** `reasoning_effort: "none" | "low" | …` */
  | 'reasoning-effort'
  /** `reasoning: {enabled: boolean}` */
  | 'reasoning-enabled'
  /** `reasoning: {effort: "none" | "low" | …}` */
  | 'reasoning-object'
  /** `thinking: {type: "enabled", budget_tokens}` */
  | 'thinking-budget'
  /** `think: boolean | "low" | …` */
  | 'think'
  | 'none'

/** How a server goes on with an answer that was cut; `none` where it can only begin anew. */
export type Continuation =
  /** The answer so far as last message, with `continue_final_message`. */
  | 'continue-final-message'
  /** The answer so far as last message is enough. */
  | 'trailing-assistant'
  | 'none'

type NumberLimit = { readonly minimum?: number; readonly maximum?: number }

/** What one provider takes of a parameter, where that is narrower than the table. */
export type ParameterLimit = NumberLimit & {
  readonly maxItems?: number
  /** Values of a choice that exist there. */
  readonly options?: readonly string[]
}

/** How one provider bends one wire. */
export type Dialect = {
  readonly wire: Wire
  readonly thinking: ThinkingSwitch
  /** Z.ai and BigModel refuse data URLs (400, code 1210); everybody else wants them. */
  readonly imageForm: 'raw-base64' | 'data-url'
  /** MIME types the server decodes; anything else is re-encoded before it is sent. */
  readonly imageTypes: readonly string[]
  /** Whether usage must be asked for with `stream_options`. */
  readonly usage: 'always' | 'stream-options'
  /** Z.ai refuses a temperature of 0; its own SDK then sends `do_sample: false` instead. */
  readonly zeroTemperature: 'sent' | 'sampling-off'
  /** Which header carries the key. */
  readonly keyHeader: KeyHeader
  readonly continuation: Continuation
  /** How built-in web search is asked for: fields of the body, or a row of `tools`. */
  readonly webSearch: 'fields' | 'tool' | 'none'
  /** The engine that a row of `tools` must name. */
  readonly searchEngine?: string
  /** How an earlier answer goes back on the Responses wire: as words, or as the item it came as. */
  readonly answerForm: 'text' | 'output-text'
  /** Fields that go with every request, such as `skip_special_tokens: false`, which keeps the box marks. */
  readonly extraBody: Readonly<Record<string, unknown>>
  /** Parameters that exist there; all others are not sent. */
  readonly parameters: readonly ParameterId[]
  /** Of these, the ones that only models without pictures take. */
  readonly textOnlyParameters: readonly ParameterId[]
  readonly limits: Readonly<Partial<Record<ParameterId, ParameterLimit>>>
  /** Values that go before the recommendation of the model. */
  readonly recommended: Readonly<Partial<Record<ParameterId, ParameterValue>>>
}

export type KeyHeader = 'authorization' | 'x-api-key'

export type Provider = {
  readonly id: string
  readonly name: string
  /** Of its first wire; empty for Custom. */
  readonly baseUrl: string
  /** The first is the default. */
  readonly wires: readonly Wire[]
  /** Base URLs of wires that live elsewhere. */
  readonly wireBaseUrls: Readonly<Partial<Record<Wire, string>>>
  /** Of chat completions; `dialectFor` bends it for the other wires. */
  readonly dialect: Dialect
  /** What differs on one wire. */
  readonly wireDialects: Readonly<Partial<Record<Wire, Partial<Dialect>>>>
  /** Model ids offered before (or without) a list from the server. */
  readonly models: readonly string[]
  /** Path of the model list below the base URL; null where there is none. */
  readonly modelsPath: string | null
  readonly needsKey: boolean
  /** Name of the environment variable from which the relay may take the key. */
  readonly keyVariable: string | null
  /** Whether a browser may talk to it directly, and the sentence that explains it. */
  readonly cors: 'allowed' | 'refused' | 'unknown'
  readonly corsNote: string
  /** Where a person gets a key or starts the server; plain words. */
  readonly hint: string
  /** What to change, in a sentence, where pictures are refused or the reasoning arrives inside the answer. */
  readonly fixes: { readonly images?: string; readonly reasoning?: string }
}

/** What a provider documents for the media of one request; null where it says nothing. */
export type MediaLimits = {
  readonly images: number | null
  readonly imageBytes: number | null
  /** Longest side in pixels. */
  readonly imageSide: number | null
  readonly videos: number | null
  readonly videoBytes: number | null
  readonly files: number | null
  /** Whether pictures, videos and files may go together. */
  readonly mixes: boolean
}

/** What a model can do and what it recommends. */
export type ModelProfile = {
  readonly id: string
  readonly name: string
  /** `forced`: the model always thinks and has no switch; `effort`: a switch, and how much. */
  readonly thinking: 'none' | 'toggle' | 'effort' | 'forced'
  /** The words of `reasoning_effort` it knows, where they are documented. */
  readonly efforts?: readonly string[]
  /** Parameters that its own documents do not have, whoever serves it. */
  readonly lacks?: readonly ParameterId[]
  readonly contextTokens: number | null
  readonly outputTokens: number | null
  readonly space: RegionSpace
  readonly order: RegionOrder
  readonly takesImages: boolean
  readonly media: MediaLimits
  /** Recommended values by parameter; a parameter that is absent is left to the server. */
  readonly recommended: Readonly<Partial<Record<ParameterId, ParameterValue>>>
}

/** Flags of the catalog that a user set right for one endpoint; an absent one is as in the catalog. */
export type Corrections = Partial<
  Pick<
    ModelProfile,
    'thinking' | 'contextTokens' | 'outputTokens' | 'takesImages' | 'space' | 'order'
  >
> & {
  readonly thinkingSwitch?: ThinkingSwitch
} & Partial<Pick<Dialect, 'imageForm' | 'usage' | 'keyHeader' | 'continuation' | 'parameters'>>

export type ParameterId =
  | 'do_sample'
  | 'temperature'
  | 'top_p'
  | 'top_k'
  | 'min_p'
  | 'repetition_penalty'
  | 'presence_penalty'
  | 'frequency_penalty'
  | 'max_tokens'
  | 'seed'
  | 'stop'
  | 'system_prompt'
  | 'request_id'
  | 'user_id'
  /** Ours: whether the answer is streamed. */
  | 'stream'
  | 'response_format'
  | 'reasoning_effort'
  | 'thinking_budget'
  | 'num_ctx'
  | 'tools'
  | 'tool_choice'
  | 'tool_stream'
  /** The switch of built-in web search, and its five settings. */
  | 'web_search'
  | 'search_result'
  | 'search_prompt'
  | 'search_count'
  | 'search_domain_filter'
  | 'search_recency_filter'
  /** Any JSON object, merged into the body last. */
  | 'extra_body'

export type ParameterValue = number | boolean | string | readonly string[]

/** One row of the parameter table; the panel is drawn from it and the request is checked against it. */
export type Parameter = {
  readonly id: ParameterId
  /** Accessible name in the panel: "Temperature", "Top P" … */
  readonly label: string
  readonly help: string
  readonly group: 'sampling' | 'prompt' | 'output' | 'tools' | 'search' | 'request'
} & (
  | {
      readonly kind: 'number'
      readonly minimum: number
      readonly maximum: number
      readonly step: number
      readonly integer: boolean
      /** Whether a slider helps. */
      readonly slider: boolean
    }
  | { readonly kind: 'switch' }
  | {
      readonly kind: 'text'
      readonly multiline: boolean
      readonly minLength: number
      readonly maxLength: number
    }
  /** `maxItems` strings, one a line. */
  | { readonly kind: 'list'; readonly maxItems: number }
  | {
      readonly kind: 'choice'
      readonly options: readonly { readonly value: string; readonly label: string }[]
    }
  /** JSON as the user typed it: a list of tools, or an object. */
  | { readonly kind: 'json'; readonly shape: 'tools' | 'object'; readonly maxLength: number }
)
