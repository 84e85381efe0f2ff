import { hasThinkingSwitch } from '@/core/catalog/has-thinking-switch.ts'
import type { ThinkingSwitch } from '@/core/catalog/types.ts'
import type { ChatRequest } from './chat-request.ts'
import type { ChatTarget } from './chat-target.ts'
import type { JsonRecord } from './json-value.ts'
import type { RequestParameters } from './request-parameters.ts'

/** How a person wants the model to think. */
type Wish = {
  /** Null where the model has no switch, or nobody touched it. */
  readonly isOn: boolean | null
  /** A word of `reasoning_effort`; null for as the server does. */
  readonly effort: string | null
  /** Tokens; null for as the server does. */
  readonly budget: number | null
  /** The most tokens of the answer, thinking included; null where the server decides. */
  readonly maxTokens: number | null
}

/** Anthropic's servers refuse less. */
const LEAST_BUDGET = 1024
const BUDGET_WITHOUT_LIMIT = 4096

/** Tokens that may be thought: what was set, else half the answer, and always less than the whole of it. */
function thinkingBudget({ budget, maxTokens }: Wish): number {
  if (maxTokens === null) {
    return budget ?? BUDGET_WITHOUT_LIMIT
  }
  const wanted = budget ?? Math.max(LEAST_BUDGET, Math.floor(maxTokens / 2))
  return Math.min(wanted, maxTokens - 1)
}

function budgetFields(wish: Wish): JsonRecord {
  const isOn = wish.isOn ?? (wish.budget === null ? null : true)
  if (isOn === null) {
    return {}
  }
  const budget = thinkingBudget(wish)
  // With a single token to answer in there is nothing to think with.
  return isOn && budget > 0
    ? { thinking: { type: 'enabled', budget_tokens: budget } }
    : { thinking: { type: 'disabled' } }
}

const effortField = ({ effort }: Wish): JsonRecord =>
  effort === null ? {} : { reasoning_effort: effort }

const budgetField = ({ budget }: Wish): JsonRecord =>
  budget === null ? {} : { thinking_budget: budget }

const switchField = (wish: Wish, write: (isOn: boolean) => JsonRecord): JsonRecord => ({
  ...(wish.isOn === null ? {} : write(wish.isOn)),
  ...effortField(wish),
  ...budgetField(wish),
})

/** Left out, a server thinks as the model does by default; an effort would be a guess of ours. */
const effortWord = ({ isOn, effort }: Wish): string | null => (isOn === false ? 'none' : effort)

const FORMS: Readonly<Record<ThinkingSwitch, (wish: Wish) => JsonRecord>> = {
  'thinking-object': (wish) =>
    switchField(wish, (isOn) => ({ thinking: { type: isOn ? 'enabled' : 'disabled' } })),
  'enable-thinking': (wish) => switchField(wish, (isOn) => ({ enable_thinking: isOn })),
  'chat-template-kwargs': (wish) =>
    switchField(wish, (isOn) => ({ chat_template_kwargs: { enable_thinking: isOn } })),
  'reasoning-effort': (wish) => ({
    ...effortField({ ...wish, effort: effortWord(wish) }),
    ...budgetField(wish),
  }),
  'reasoning-enabled': ({ isOn, effort }) =>
    isOn === null && effort === null
      ? {}
      : { reasoning: { enabled: isOn ?? true, ...(effort === null ? {} : { effort }) } },
  'reasoning-object': (wish) => {
    const effort = effortWord(wish)
    return effort === null ? {} : { reasoning: { effort } }
  },
  'thinking-budget': budgetFields,
  think: ({ isOn, effort }) =>
    isOn === null && effort === null ? {} : { think: isOn === false ? false : (effort ?? true) },
  none: (wish) => switchField(wish, () => ({})),
}

/**
 * The fields that say whether and how much to think, in the form of the dialect. Nothing is said of it to a model
 * without a switch, unless an effort or a budget was set that it knows.
 *
 * @param maxTokens the limit of the answer that is sent along, null where none is
 */
export function thinkingFields(
  { dialect, profile }: ChatTarget,
  thinking: ChatRequest['thinking'],
  { reasoning_effort: effort, thinking_budget: budget }: RequestParameters['values'],
  maxTokens: number | null,
): JsonRecord {
  const isOn = hasThinkingSwitch(profile) ? thinking : null
  const isOff = isOn === false
  return FORMS[dialect.thinking]({
    isOn,
    effort: typeof effort === 'string' && !isOff ? effort : null,
    budget: typeof budget === 'number' && !isOff ? budget : null,
    maxTokens,
  })
}
