import type { Wire } from '@/core/protocol/stream-event.ts'
import type { FaultStyle } from './fault-styles.ts'
import type { Rule, Rules } from './field-rules.ts'
import type { Picture, PictureRules } from './read-picture.ts'
import type { ThinkingForm } from './thinking-forms.ts'

/** What one model takes less, or does otherwise, than its provider says in general. */
export type ModelRule = {
  readonly maxTokens?: number
  /** Always thinks, whatever a request says. */
  readonly isForced?: true
  /** Fields that its own parameter table does not have. */
  readonly lacks?: readonly string[]
}

/** Where the reasoning is written. `details`: twice, as OpenRouter does. */
export type ReasoningPlace =
  | 'reasoning_content'
  | 'reasoning'
  | 'details'
  | 'think-tags'
  | 'reasoning_text'
  | 'reasoning_summary_text'
  | 'thinking'

/** How a provider speaks one wire, as its documents say, and what it refuses. */
export type StrictDialect = {
  /** `zai/chat-completions` */
  readonly id: string
  readonly providerId: string
  readonly wire: Wire
  /** Below this path stands the path of the wire. */
  readonly basePath: string
  readonly models: readonly string[]
  readonly modelRules?: Readonly<Record<string, ModelRule>>
  /** Top-level fields next to those that every server of the wire must have. */
  readonly fields: Rules
  /** Parts of a user's message next to text and pictures. */
  readonly parts?: Readonly<Record<string, Rule>>
  /** Whether an earlier answer must be the item it came as; else it is words, or that item with all its fields. */
  readonly wantsOutputItems?: true
  /** Whether system and assistant messages are plain strings. */
  readonly hasPlainRoles?: true
  readonly thinking: readonly ThinkingForm[]
  readonly thinksByDefault: boolean
  readonly pictures: PictureRules
  /** Whether `<|begin_of_box|>` comes through, only with `skip_special_tokens: false`, or never. */
  readonly marks: 'kept' | 'on-request' | 'stripped'
  readonly usage: 'always' | 'on-request'
  /** Usage in the chunk with the finish reason, in one of its own without choices, or in a second finish chunk. */
  readonly usagePlace: 'finish-chunk' | 'own-chunk' | 'second-finish'
  readonly reasoning: ReasoningPlace
  /** What this server sends around an answer that its wire does not ask for. */
  readonly habits?: readonly ('processing-comments' | 'done-at-end' | 'absent-not-null')[]
  /** Which header must carry the key; `none`: the server knows no keys. */
  readonly key: 'bearer' | 'x-api-key' | 'either' | 'none'
  readonly faults: FaultStyle
  /** What the documents leave open, and how this server fills it: sentences for the page with the results. */
  readonly assumes?: readonly string[]
}

/** A request as the server understood it. */
export type Question = {
  readonly model: string
  readonly streams: boolean
  readonly thinks: boolean
  /** The last thing the user says. */
  readonly text: string
  readonly system: string
  /** What the model said in earlier turns. */
  readonly said: readonly string[]
  /** What the functions that it called gave back. */
  readonly results: readonly string[]
  readonly pictures: readonly Picture[]
  readonly stop: readonly string[]
  readonly asksForUsage: boolean
  readonly keepsMarks: boolean
}

export type Answer = {
  readonly reasoning: string
  readonly text: string
  readonly stoppedAt: string | null
  readonly usage: { readonly prompt: number; readonly completion: number }
}
