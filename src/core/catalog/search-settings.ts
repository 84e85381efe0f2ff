import type { ParameterId } from './types.ts'

/** The settings of built-in web search, without its switch: they are sent only while it is on. */
export const SEARCH_SETTINGS: readonly ParameterId[] = [
  'search_result',
  'search_prompt',
  'search_count',
  'search_domain_filter',
  'search_recency_filter',
]
