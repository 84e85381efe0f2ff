import type { Mention, Region } from '@/core/grounding/region.ts'
import type { Block } from '@/core/markdown/block.ts'
import type { ToolCall } from '@/core/protocol/chat-request.ts'
import type { RunError, RunStatus, Usage } from '@/core/protocol/stream-event.ts'
import type { SearchResult } from './search-result.ts'

/** One channel of a run at one moment; parts that did not change keep their identity. */
export type ChannelSnapshot = {
  /** UTF-16 units of raw text received. */
  readonly length: number
  readonly blocks: readonly Block[]
  readonly regions: readonly Region[]
  readonly possible: readonly Region[]
  readonly malformed: number
  readonly mentions: readonly Mention[]
}

/** Everything the screen shows of a run at one moment. Times are milliseconds of one monotonic clock. */
export type RunSnapshot = {
  readonly status: RunStatus
  readonly reasoning: ChannelSnapshot
  readonly answer: ChannelSnapshot
  /** Calls of functions that the model asked for, as far as they have come. */
  readonly toolCalls: readonly ToolCall[]
  /** What built-in web search found. */
  readonly searchResults: readonly SearchResult[]
  readonly finishReason: string | null
  readonly error: RunError | null
  readonly usage: Usage | null
  readonly startedAtMs: number
  readonly firstTokenAtMs: number | null
  /** First visible answer text; the end of the reasoning. */
  readonly answerAtMs: number | null
  readonly endedAtMs: number | null
  /** Last byte of the answer, comments included; null before the first. */
  readonly lastByteAtMs: number | null
  /** Last event that said something; null before the first. */
  readonly lastContentAtMs: number | null
}
