import type { ErrorKind, RetryAdvice } from './stream-event.ts'

type CodeMeaning = { readonly kind: ErrorKind; readonly retry: RetryAdvice }

const GROUPS: readonly (readonly [
  codes: readonly string[],
  kind: ErrorKind,
  retry: RetryAdvice,
])[] = [
  [['1000', '1001', '1002', '1003', '1004'], 'auth', 'never'],
  [['1100', '1110', '1111', '1112', '1121'], 'account', 'never'],
  [['1113'], 'billing', 'never'],
  [['1120', '1200', '1230', '1234'], 'server', 'auto'],
  [['1210', '1213', '1214', '1215'], 'request', 'never'],
  [['1211', '1212', '1220', '1221', '1222'], 'model', 'never'],
  // The same request id is still running: only a person can tell whether to ask again.
  [['1231'], 'request', 'user'],
  [['1261'], 'context-length', 'never'],
  [['1300', '1301'], 'content-filter', 'never'],
  [['1302', '1303', '1305', '1312'], 'rate-limit', 'auto'],
  [['1304', '1308', '1310'], 'quota', 'never'],
  [['1309', '1311', '1313'], 'plan', 'never'],
]

/**
 * Business codes of Z.ai and BigModel. Their HTTP status alone misleads: 429 stands for rate, balance and ban.
 * Source: https://docs.z.ai/api-reference/api-code and https://docs.bigmodel.cn/cn/api/api-code
 */
export const BUSINESS_CODES: ReadonlyMap<string, CodeMeaning> = new Map(
  GROUPS.flatMap(([codes, kind, retry]) => codes.map((code) => [code, { kind, retry }] as const)),
)
