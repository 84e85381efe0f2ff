// @vitest-environment jsdom
import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRunAccumulator } from '@/core/run/run-accumulator.ts'
import { RunProgress } from './run-progress.tsx'

let nowMs = 0
const readNow = () => nowMs
const onStop = vi.fn()
const onTryNow = vi.fn()

function show(bytes: number | null, content: number | null) {
  const run = createRunAccumulator({ startedAtMs: 0, profile: 'glm', images: [] })
  if (content !== null) run.push([{ type: 'answer-delta', text: 'A cup' }], content * 1000)
  if (bytes !== null) run.noteBytes(bytes * 1000)
  const props = { snapshot: run.snapshot(), readNow, onStop, onTryNow }
  render(<RunProgress {...props} pause={null} />)
}

/** Seconds of the clock, and one tick of the timers that read it. */
function wait(seconds: number) {
  nowMs = seconds * 1000
  act(() => vi.advanceTimersByTime(1000))
}

beforeEach(() => {
  vi.useFakeTimers()
  nowMs = 0
  onStop.mockReset()
  onTryNow.mockReset()
})
afterEach(() => vi.useRealTimers())

test('before the first byte a clock runs, then a quiet line, a warning and a notice take its place', () => {
  show(null, null)
  wait(14)
  expect(screen.getByText('Waiting for the first token 14.0 s')).toBeDefined()
  wait(15)
  expect(screen.getByText('Still waiting, 15 s…')).toBeDefined()
  expect(screen.queryByText(/Waiting for the first token/)).toBeNull()
  wait(60)
  expect(
    screen.getByText(/^No answer yet after 60 s\. .+ long video may take minutes/),
  ).toBeDefined()
  wait(90)
  expect(screen.getByText(/^Nothing has come from the server for 90 s\./)).toBeDefined()
})

test('an answer that comes in one piece is awaited whole', () => {
  const run = createRunAccumulator({ startedAtMs: 0, profile: 'glm', images: [] })
  const props = { snapshot: run.snapshot(), readNow, onStop, onTryNow, pause: null }
  render(<RunProgress {...props} isStreamed={false} />)
  wait(3)
  expect(screen.getByText('Waiting for the whole answer 3.0 s')).toBeDefined()
})

test('a stall that comments mask is named, and says that the text is kept', () => {
  show(94, 1)
  wait(96)
  expect(
    screen.getByText(
      'The server keeps the connection open but has sent nothing for 95 s. What arrived is kept if you stop.',
    ),
  ).toBeDefined()
})

test('whoever keeps waiting is asked again after as long a silence', () => {
  show(null, null)
  wait(100)
  fireEvent.click(screen.getByRole('button', { name: 'Keep waiting' }))
  wait(101)
  expect(screen.queryByTestId('run-silence')).toBeNull()
  wait(191)
  fireEvent.click(screen.getByRole('button', { name: 'Give up' }))
  expect(onStop).toHaveBeenCalledOnce()
})

test('a page that comes back into sight knows at once how long nothing came', () => {
  show(10, 10)
  nowMs = 610_000
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'))
  })
  expect(screen.getByText(/^Nothing has come from the server for 600 s\./)).toBeDefined()
})

test('a pause counts down, and can be hurried or called off', () => {
  const run = createRunAccumulator({ startedAtMs: 0, profile: 'glm', images: [] })
  const pause = {
    title: 'The server failed',
    happened: 'Z.ai had a problem of its own.',
    attempt: 2,
    attempts: 3,
    dueAtMs: 3000,
  }
  const props = { snapshot: run.snapshot(), readNow, onStop, onTryNow }
  render(<RunProgress {...props} pause={pause} />)
  expect(screen.getByRole('heading', { name: 'The server failed' })).toBeDefined()
  expect(screen.getByText('Z.ai had a problem of its own.')).toBeDefined()
  expect(screen.getByText('Trying again in 3 s (try 2 of 3)')).toBeDefined()
  wait(2.5)
  expect(screen.getByText('Trying again in 1 s (try 2 of 3)')).toBeDefined()
  expect(screen.queryByText(/Waiting for the first token/)).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Try now' }))
  expect(onTryNow).toHaveBeenCalledOnce()
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(onStop).toHaveBeenCalledOnce()
})
