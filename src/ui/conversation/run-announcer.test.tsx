// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRunAccumulator } from '@/core/run/run-accumulator.ts'
import { describeRun } from '@/state/add-run.ts'
import { patchRun, useConversationStore } from '@/state/conversation-store.ts'
import { RunAnnouncer } from './run-announcer.tsx'

const ERROR = { kind: 'server', retry: 'auto', code: null, message: '' } as const

function said(): string {
  return screen.getByRole('status').textContent ?? ''
}

beforeEach(() => {
  vi.useFakeTimers()
  const { snapshot } = createRunAccumulator({
    startedAtMs: performance.now(),
    profile: 'glm',
    images: [],
  })
  const run = describeRun('run', 'turn', { kind: 'demo', demoId: 'd' }, snapshot())
  const turn = { id: 'turn', question: '', attachments: [], runIds: ['run'] }
  useConversationStore.setState({ turns: [turn], runs: { run } })
})
afterEach(() => {
  vi.useRealTimers()
  useConversationStore.setState(useConversationStore.getInitialState(), true)
})

test('a silence is told once when it gets longer, not each second', () => {
  render(<RunAnnouncer />)
  const heard = new Set<string>()
  for (let second = 0; second < 100; second += 1) {
    act(() => vi.advanceTimersByTime(1000))
    heard.add(said())
  }
  expect([...heard]).toEqual([
    'Sent.',
    'Still waiting.',
    'No answer yet. A long video may take minutes.',
    'The server has gone silent. Give up, or keep waiting.',
  ])
})

test('a pause is told once, without its seconds', () => {
  render(<RunAnnouncer />)
  const retry = { attempt: 2, attempts: 3, dueAtMs: performance.now() + 60_000, error: ERROR }
  act(() => patchRun('run', { retry }))
  const first = said()
  expect(first).toBe('The request failed. Trying again, 2 of 3.')
  act(() => vi.advanceTimersByTime(30_000))
  expect(said()).toBe(first)
})
