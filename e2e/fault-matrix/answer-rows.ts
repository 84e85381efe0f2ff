import type { ModelScript } from '../model-server/model-script.ts'
import type { FaultRow, UnitRow } from './fault-row.ts'

const FAILED = 'The answer failed.'
const MEND = ['Edit connection', 'Choose another model', 'Retry'] as const
const AGAIN = ['Retry', 'Choose another model'] as const

const nothing = { reasoning: '', answer: '', kind: null, offered: [], said: FAILED } as const

/** A refusal that asking again would not change: one request. */
function refused(status: number, kind: string, offered: readonly string[]): FaultRow {
  return {
    ...nothing,
    group: 'HTTP status',
    fault: String(status),
    script: { status },
    course: 'plain',
    status: 'error',
    kind,
    offered,
    requests: 1,
  }
}

/** A problem that may pass: three requests. */
function passing(fault: string, kind: string, script: ModelScript, firstPause?: number): FaultRow {
  return {
    ...nothing,
    group: 'HTTP status',
    fault,
    script,
    course: 'retries',
    status: 'error',
    kind,
    offered: AGAIN,
    requests: 3,
    ...(firstPause === undefined ? {} : { firstPause }),
  }
}

/** Browsers show these headers to pages of other origins only if the server says so. */
function limited(headers: Readonly<Record<string, string>>): ModelScript {
  const exposed = { 'access-control-expose-headers': 'retry-after, retry-after-ms, date' }
  return { status: 429, headers: { ...exposed, ...headers } }
}

export const statusRows: readonly FaultRow[] = [
  refused(400, 'request', MEND),
  refused(401, 'auth', ['Edit key', 'Edit connection', 'Retry']),
  refused(403, 'auth', ['Edit key', 'Edit connection', 'Retry']),
  refused(404, 'request', MEND),
  passing('408', 'server', { status: 408 }),
  refused(409, 'request', ['Retry']),
  refused(413, 'request', ['Start over']),
  refused(422, 'request', MEND),
  passing('429, retry-after-ms', 'rate-limit', limited({ 'retry-after-ms': '7000' }), 7),
  passing('429, Retry-After in seconds', 'rate-limit', limited({ 'retry-after': '8' }), 8),
  passing(
    '429, Retry-After as a date',
    'rate-limit',
    limited({
      date: 'Sat, 22 Aug 2026 12:00:00 GMT',
      'retry-after': 'Sat, 22 Aug 2026 12:00:09 GMT',
    }),
    9,
  ),
  passing('500', 'server', { status: 500 }),
  passing('502 with a web page', 'server', { status: 502, fault: 'html' }),
  passing('503', 'server', { status: 503 }),
  passing('504', 'server', { status: 504 }),
  passing('529', 'overloaded', { status: 529 }),
]

const odd = { ...nothing, group: 'Odd 200', course: 'plain', requests: 1 } as const
const whole = {
  ...odd,
  status: 'complete',
  reasoning: 'I look.',
  answer: 'At [[100,200,300,500]].',
  said: 'The answer is complete, 1 region.',
} as const

export const oddRows: readonly FaultRow[] = [
  {
    ...odd,
    fault: 'JSON that reports an error',
    script: { body: JSON.stringify({ error: { code: '1302', message: 'Rate limit reached' } }) },
    course: 'retries',
    status: 'error',
    kind: 'rate-limit',
    offered: AGAIN,
    requests: 3,
  },
  {
    ...odd,
    fault: 'a web page',
    script: { fault: 'html' },
    status: 'error',
    kind: 'not-an-api',
    offered: ['Edit connection', 'Retry'],
  },
  {
    ...whole,
    fault: 'one completion instead of a stream',
    script: {
      body: JSON.stringify({
        object: 'chat.completion',
        choices: [
          {
            index: 0,
            finish_reason: 'stop',
            message: {
              role: 'assistant',
              reasoning_content: whole.reasoning,
              content: whole.answer,
            },
          },
        ],
      }),
    },
  },
  {
    ...odd,
    fault: 'an empty body',
    script: { fault: 'empty' },
    status: 'error',
    kind: 'protocol',
    offered: ['Retry', 'Edit connection'],
  },
  {
    ...whole,
    fault: 'a stream that calls itself plain text',
    script: { reasoning: whole.reasoning, answer: whole.answer, contentType: 'text/plain' },
  },
]

const network = { ...nothing, group: 'Network', status: 'error', kind: 'network' } as const
const unreachable = {
  ...network,
  script: {},
  course: 'retries',
  offered: ['Retry', 'Edit connection'],
  requests: 3,
} as const

export const networkRows: readonly (FaultRow | UnitRow)[] = [
  {
    ...network,
    fault: 'offline',
    script: {},
    course: 'plain',
    address: 'unknown-host',
    isOffline: true,
    offered: ['Retry'],
    requests: 1,
  },
  { ...unreachable, fault: 'connection refused', address: 'free-port' },
  { ...unreachable, fault: 'unknown host', address: 'unknown-host' },
  {
    ...network,
    fault: 'CORS refusal',
    script: { cors: false },
    course: 'plain',
    offered: ['Turn on relay', 'Retry', 'Edit connection'],
    requests: 1,
  },
  {
    group: 'Network',
    fault: 'mixed content',
    status: 'error',
    kind: 'network',
    offered: ['Edit connection', 'Retry'],
    requests: 1,
    said: FAILED,
    heldBy: 'network-failure.test.ts, describe-failure.test.ts',
  },
  {
    ...network,
    fault: 'redirect',
    script: { fault: 'redirect' },
    course: 'plain',
    offered: ['Turn on relay', 'Retry', 'Edit connection'],
    requests: 1,
  },
]
