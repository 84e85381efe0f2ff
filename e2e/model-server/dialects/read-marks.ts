import type { JsonRecord } from './field-rules.ts'
import type { StrictDialect } from './strict-dialect.ts'

/** Whether the special tokens that mark a box come through in the answer to a request. */
export function readMarks(body: JsonRecord, { marks }: StrictDialect): boolean {
  return marks === 'kept' || (marks === 'on-request' && body['skip_special_tokens'] === false)
}
