import type { JsonRecord, Rules } from './field-rules.ts'
import type { StrictDialect } from './strict-dialect.ts'

/** The rules of the fields that switch thinking in a dialect. */
export function thinkingRules(dialect: StrictDialect): Rules {
  return Object.fromEntries(dialect.thinking.map(({ field, rule }) => [field, rule]))
}

/** Whether a request wants the model to think: the first switch that says so decides. */
export function readThinking(body: JsonRecord, model: string, dialect: StrictDialect): boolean {
  if (dialect.modelRules?.[model]?.isForced) return true
  const said = dialect.thinking.flatMap(({ field, read }) => read(body[field]) ?? [])
  return said[0] ?? dialect.thinksByDefault
}
