import {
  anything,
  flag,
  integer,
  object,
  oneOf,
  type Rule,
  record,
  toRecord,
} from './field-rules.ts'

/** One way to switch thinking on and off: a field of the body, its rule, and what it says. */
export type ThinkingForm = {
  readonly field: string
  readonly rule: Rule
  /** Null where the field leaves it open. */
  readonly read: (value: unknown) => boolean | null
}

const readEffort = (value: unknown): boolean | null =>
  typeof value === 'string' ? value !== 'none' : null

const readType = (value: unknown): boolean | null => {
  const { type } = toRecord(value)
  return typeof type === 'string' ? type !== 'disabled' : null
}

const readFlag = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null)

/** Z.ai and BigModel. */
export const thinkingObject: ThinkingForm = {
  field: 'thinking',
  rule: object({ type: oneOf('enabled', 'disabled'), clear_thinking: flag }, ['type']),
  read: readType,
}

/** The object without anything but its type, as EmpirioLabs documents it. */
export const plainThinkingObject: ThinkingForm = {
  ...thinkingObject,
  rule: object({ type: oneOf('enabled', 'disabled') }, ['type']),
}

/** The messages wire: who enables thinking must say how many tokens it may take. */
export const thinkingBudget: ThinkingForm = {
  field: 'thinking',
  rule: (value, path) =>
    toRecord(value)['type'] === 'enabled'
      ? object({ type: anything, budget_tokens: integer({ minimum: 1024 }), display: anything }, [
          'budget_tokens',
        ])(value, path)
      : object({ type: oneOf('disabled', 'adaptive'), display: anything }, ['type'])(value, path),
  read: readType,
}

export const enableThinking: ThinkingForm = {
  field: 'enable_thinking',
  rule: flag,
  read: readFlag,
}

/** Goes to the chat template of the model, which may know other words as well. */
export const templateSwitch: ThinkingForm = {
  field: 'chat_template_kwargs',
  rule: record,
  read: (value) => readFlag(toRecord(value)['enable_thinking']),
}

const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']

export const reasoningEffort: ThinkingForm = {
  field: 'reasoning_effort',
  rule: oneOf(...efforts),
  read: readEffort,
}

/** The responses wire. */
export const effortObject: ThinkingForm = {
  field: 'reasoning',
  rule: object({ effort: oneOf(...efforts), summary: anything }),
  read: (value) => readEffort(toRecord(value)['effort']),
}

/** OpenRouter. */
export const reasoningObject: ThinkingForm = {
  field: 'reasoning',
  rule: object({
    enabled: flag,
    effort: oneOf('none', 'minimal', 'low', 'medium', 'high', 'xhigh'),
    max_tokens: integer({ minimum: 1 }),
    exclude: flag,
    summary: anything,
  }),
  read: (value) => readFlag(toRecord(value)['enabled']) ?? readEffort(toRecord(value)['effort']),
}

/** SGLang: both words, nothing else. */
export const enabledOrEffort: ThinkingForm = {
  ...reasoningObject,
  rule: object({ enabled: flag, effort: oneOf(...efforts), summary: anything }),
}

/** Ollama's own wire. */
export const think: ThinkingForm = {
  field: 'think',
  rule: oneOf(true, false, 'low', 'medium', 'high', 'max'),
  read: (value) => (typeof value === 'string' ? true : readFlag(value)),
}
