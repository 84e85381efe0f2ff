import type { RegionOrder, RegionSpace } from '@/core/grounding/region.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'

/** How one provider bends its wire. */
export type Dialect = {
  /** Which field switches thinking on and off. */
  readonly thinking: 'thinking-object' | 'chat-template-kwargs' | 'reasoning-effort' | 'none'
  /** Z.ai and BigModel refuse data URLs (protocols.md §2); everybody else wants them. */
  readonly imageForm: 'raw-base64' | 'data-url'
  /** MIME types the server decodes; anything else is re-encoded before it is sent. */
  readonly imageTypes: readonly string[]
  /** Whether usage must be asked for with `stream_options`. */
  readonly usage: 'always' | 'stream-options'
  /** vLLM and SGLang strip special tokens (and with them the box marks) unless told not to. */
  readonly keepsSpecialTokens: boolean
  /** Z.ai refuses a temperature of 0; its own SDK then sends `do_sample: false` instead. */
  readonly zeroTemperature: 'sent' | 'sampling-off'
  /** Parameters that exist there; all others are not sent. */
  readonly parameters: readonly ParameterId[]
}

export type Provider = {
  readonly id: string
  readonly name: string
  /** Empty for Custom. */
  readonly baseUrl: string
  readonly wires: readonly Wire[]
  readonly dialect: Dialect
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
}

/** What a model can do and what it recommends. */
export type ModelProfile = {
  readonly id: string
  readonly name: string
  /** `forced`: the model always thinks and has no switch. */
  readonly thinking: 'none' | 'toggle' | 'forced'
  readonly contextTokens: number | null
  readonly outputTokens: number | null
  readonly space: RegionSpace
  readonly order: RegionOrder
  readonly takesImages: boolean
  readonly maxImages: number | null
  /** Recommended values by parameter; a parameter that is absent is left to the server. */
  readonly recommended: Readonly<Partial<Record<ParameterId, ParameterValue>>>
}

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

export type ParameterValue = number | boolean | string | readonly string[]

/** One row of the parameter table; the panel is drawn from it and the request is checked against it. */
export type Parameter = {
  readonly id: ParameterId
  /** Accessible name in the panel: "Temperature", "Top P" … */
  readonly label: string
  readonly help: string
  readonly group: 'sampling' | 'prompt' | 'request'
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
)
