import { describe, expect, test } from 'vitest'
import { networkFailure } from '@/core/protocol/network-failure.ts'
import type { EndStatus, RunError } from '@/core/protocol/stream-event.ts'
import { createRunAccumulator } from '@/core/run/run-accumulator.ts'
import type { Run } from '@/state/conversation-store.ts'
import {
  describeEndActions,
  describeFailure,
  describeInterruption,
  describePause,
} from './describe-failure.ts'

const CUT: RunError = { kind: 'stream-cut', retry: 'user', code: null, message: '' }

function end(
  status: EndStatus,
  error: RunError | null,
  answer = 'A cup',
  changes: Partial<Run> = {},
): Run {
  const accumulator = createRunAccumulator({ startedAtMs: 0, profile: 'glm', images: [] })
  const said = [
    { type: 'reasoning-delta', text: 'I look.' },
    { type: 'answer-delta', text: answer },
  ] as const
  const last = { type: 'end', status, finishReason: null, ...(error && { error }) } as const
  accumulator.push([...said, last], 5)
  return {
    id: 'run',
    turnId: 'turn',
    providerName: 'vLLM',
    model: 'glm-4.6v',
    host: 'localhost:8000',
    origin: 'http://localhost:8000',
    corsNote: 'Start it with --allowed-origins.',
    usesRelay: false,
    isScripted: false,
    isReplay: false,
    wire: 'chat-completions',
    providerWires: ['chat-completions', 'responses'],
    follow: null,
    retry: null,
    retryAfterMs: null,
    tries: null,
    interruptedBy: null,
    isStreamed: true,
    asksForJson: false,
    canContinue: true,
    snapshot: accumulator.snapshot(),
    ...changes,
  }
}

const names = (actions: readonly { readonly name: string }[] = []) =>
  actions.map(({ name }) => name)

describe('Continue', () => {
  test.each([
    ['truncated', CUT],
    ['error', { ...CUT, kind: 'server' }],
  ] as const)('is offered first after %s, where there is an answer', (status, error) => {
    const offered = (run: Run) => names(describeFailure(run, false)?.actions)
    expect(offered(end(status, error))[0]).toBe('Continue')
    expect(offered(end(status, error, ''))).not.toContain('Continue')
    expect(offered(end(status, error, 'A cup', { canContinue: false }))).not.toContain('Continue')
  })

  test.each([
    ['length', ['Continue', 'Open parameters']],
    ['stopped', ['Continue']],
    ['complete', []],
    ['unverified', []],
  ] as const)('after %s: %j', (status, expected) => {
    expect(names(describeEndActions(end(status, null)))).toEqual(expected)
    const withoutAnswer = names(describeEndActions(end(status, null, '')))
    expect(withoutAnswer).toEqual(status === 'length' ? ['Open parameters'] : [])
  })
})

test('whoever can mend something can also ask again', () => {
  const error: RunError = { kind: 'auth', retry: 'never', code: '401', message: 'No key.' }
  expect(names(describeFailure(end('error', error), false)?.actions)).toEqual([
    'Edit key',
    'Edit connection',
    'Retry',
  ])
})

test('an error after the last retry says how often it was tried', () => {
  const error: RunError = { kind: 'server', retry: 'auto', code: null, message: '' }
  const { body } = describeFailure(end('error', error, '', { tries: 3 }), false) ?? {}
  expect(body).toMatch(/^vLLM had a problem of its own\. It was tried three times\. /)
  expect(describeFailure(end('error', error, ''), false)?.body).not.toContain('tried')
})

test.each([
  ['a replay', { isReplay: true, interruptedBy: 'recording' }, 'Replay ended by another.'],
  ['an answer', { interruptedBy: 'recording' }, 'Stopped because a recording was opened.'],
  ['a run that the user stopped', {}, null],
] as const)('what ended %s is told truly', (_, changes, sentence) => {
  expect(describeInterruption(end('stopped', null, 'A cup', changes))).toBe(sentence)
  expect(describeInterruption(end('complete', null, 'A cup', changes))).toBeNull()
})

test('a wrong wire names the one to switch to', () => {
  const error: RunError = { kind: 'protocol', retry: 'never', code: 'wire:responses', message: '' }
  expect(describeFailure(end('error', error, ''), false)).toMatchObject({
    title: 'This server speaks Responses',
    actions: [{ id: 'change-wire', name: 'Switch to Responses' }],
  })
})

test('mixed content, which no test page can cause, is a network error that retrying cannot mend', () => {
  const error = networkFailure({
    online: true,
    pageIsSecure: true,
    url: 'http://192.168.1.5:8000/v1',
    reachable: null,
  })
  expect(error).toMatchObject({ kind: 'network', retry: 'never', code: 'mixed-content' })
  expect(names(describeFailure(end('error', error, ''), false)?.actions)).toEqual([
    'Edit connection',
    'Retry',
  ])
})

test('a pause says what failed and what comes, and none is none', () => {
  const error: RunError = { kind: 'rate-limit', retry: 'auto', code: '429', message: 'Slow down.' }
  const retry = { attempt: 2, attempts: 3, dueAtMs: 9, error }
  expect(describePause(end('error', null, '', { retry }))).toEqual({
    title: 'Too many requests',
    happened: 'vLLM takes no more requests at this moment.',
    attempt: 2,
    attempts: 3,
    dueAtMs: 9,
  })
  expect(describePause(end('complete', null))).toBeNull()
})
