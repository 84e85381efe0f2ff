import { SEARCH_SETTINGS } from '@/core/catalog/search-settings.ts'
import type { ParameterId } from '@/core/catalog/types.ts'
import type { ParameterValues } from './chosen-parameters.ts'

/** What has no effect while sampling is off (`core/catalog/canonical-sampling.ts`). */
const SAMPLED: readonly ParameterId[] = ['temperature', 'top_p']
const OF_TOOLS: readonly ParameterId[] = ['tool_choice', 'tool_stream']

/** Why a parameter is not sent, though the provider takes it: another one has to be set first. Null where it is. */
export function unmetCondition(id: ParameterId, values: ParameterValues): string | null {
  if (SAMPLED.includes(id) && values.do_sample === false)
    return 'Sampling is off, so this is not sent.'
  if (SEARCH_SETTINGS.includes(id) && values.web_search !== true) return 'Turn on web search first.'
  const { tools } = values
  const hasTools = typeof tools === 'string' && tools.trim() !== ''
  return OF_TOOLS.includes(id) && !hasTools ? 'Add tools first.' : null
}
