import { canonicalSampling } from '@/core/catalog/canonical-sampling.ts'
import { checkTools, type Tool } from '@/core/catalog/check-tools.ts'
import { takesParameter } from '@/core/catalog/find-parameter-refusal.ts'
import type { ParameterId, ParameterValue } from '@/core/catalog/types.ts'
import { parseObject } from './bounded-json.ts'
import type { ChatRequest } from './chat-request.ts'
import type { ChatTarget } from './chat-target.ts'
import type { JsonRecord } from './json-value.ts'

/** What is sent of the parameters of a question, before a wire has named it. */
export type RequestParameters = {
  /** Values by id: set, taken by provider, wire and model, and free of contradictions. */
  readonly values: Readonly<Partial<Record<ParameterId, ParameterValue>>>
  readonly tools: readonly Tool[]
  readonly systemPrompt: string | null
  readonly extraBody: JsonRecord
}

/** Parameters that mean nothing without another one. */
const NEEDS_TOOLS: readonly ParameterId[] = ['tool_choice', 'tool_stream']

function isSet(value: ParameterValue): boolean {
  return typeof value === 'number' ? Number.isFinite(value) : value !== '' && !isEmptyList(value)
}

function isEmptyList(value: ParameterValue): boolean {
  return Array.isArray(value) && value.length === 0
}

function textOf(value: ParameterValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

/**
 * Chooses what of a question's parameters is sent to a target. What its provider, wire or model does not take is
 * left out, and so is what is empty, what needs tools where there are none, and JSON that does not hold up (the panel
 * refuses it with a sentence before).
 */
export function requestParameters(target: ChatTarget, request: ChatRequest): RequestParameters {
  const { dialect, profile } = target
  const taken: Partial<Record<ParameterId, ParameterValue>> = {}
  for (const id of dialect.parameters) {
    const value = request.parameters[id]
    if (value !== undefined && isSet(value) && takesParameter(dialect, profile, id)) {
      taken[id] = value
    }
  }
  const { tools: toolText, system_prompt: prompt, extra_body: extra, ...rest } = taken
  const checked = checkTools(textOf(toolText))
  const tools = checked.ok ? checked.value : []
  const unused = tools.length === 0 ? NEEDS_TOOLS : []
  const useful = Object.entries(rest).filter(([id]) => !unused.some((name) => name === id))
  return {
    values: canonicalSampling(Object.fromEntries(useful), dialect),
    tools,
    systemPrompt: textOf(prompt).trim() === '' ? null : textOf(prompt),
    extraBody: parseObject(textOf(extra)) ?? {},
  }
}

/** Values under the names that a wire gives them, in the order of the names. */
export function namedFields(
  values: RequestParameters['values'],
  names: readonly (readonly [ParameterId, string])[],
): JsonRecord {
  return Object.fromEntries(
    names.flatMap(([id, name]) => {
      const value = values[id]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** Stop sequences as the list that every wire wants; empty where there are none. */
export function stopSequences({ stop }: RequestParameters['values']): readonly string[] {
  if (typeof stop === 'string') {
    return [stop]
  }
  return Array.isArray(stop) ? stop : []
}
