// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRunAccumulator } from '@/core/run/run-accumulator.ts'
import { describeRun } from '@/state/add-run.ts'
import { createAppActions } from '@/state/app-actions.ts'
import { useConversationStore } from '@/state/conversation-store.ts'
import { createFakePorts } from '@/testing/fake-ports.ts'
import { AppContext } from './app-context.ts'
import { AppFailure } from './app-failure.tsx'
import { RunFailure } from './conversation/run-failure.tsx'
import { FailureBoundary } from './failure-boundary.tsx'

let isBroken = true

function Content() {
  if (isBroken) throw new RangeError('Maximum call stack size exceeded')
  return <p>whole again</p>
}

function createActions() {
  const { ports } = createFakePorts()
  const readRaw = () => ({ reasoning: 'Hm.', answer: 'A cup.' })
  return { ...createAppActions(ports), readRaw, saveText: vi.fn(), copy: vi.fn() }
}

function addTurn() {
  const { snapshot } = createRunAccumulator({ startedAtMs: 0, profile: 'glm', images: [] })
  const run = describeRun('run', 'turn', { kind: 'demo', demoId: 'd' }, snapshot())
  const ended = { ...run, snapshot: { ...run.snapshot, status: 'complete' as const } }
  const turn = { id: 'turn', question: 'What is it?', attachments: [], runIds: ['run'] }
  useConversationStore.setState({ turns: [turn], runs: { run: ended } })
  return { run, ended }
}

beforeEach(() => {
  isBroken = true
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.restoreAllMocks()
  useConversationStore.setState(useConversationStore.getInitialState(), true)
})

test('an app that runs out of stack leaves no blank page: it says so, saves the text and comes back', () => {
  addTurn()
  const actions = createActions()
  render(
    <AppContext value={actions}>
      <FailureBoundary subject="" fallback={(tryAgain) => <AppFailure onTryAgain={tryAgain} />}>
        <Content />
      </FailureBoundary>
    </AppContext>,
  )
  expect(screen.getByRole('alert').textContent).toContain('could not draw this page')
  expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Save conversation' }))
  expect(actions.saveText).toHaveBeenCalledWith(
    'sightline-conversation.txt',
    'Question:\nWhat is it?\n\nReasoning:\nHm.\n\nAnswer:\nA cup.',
  )
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.getByRole('alert')).toBeTruthy()
  isBroken = false
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.getByText('whole again')).toBeTruthy()
})

test('an answer that cannot be drawn shows its text when it has ended, and keeps its status', () => {
  const { run, ended } = addTurn()
  const actions = createActions()
  const show = (shown: typeof run) => (
    <AppContext value={actions}>
      <FailureBoundary
        subject={shown.snapshot.status}
        fallback={(tryAgain) => <RunFailure run={shown} onTryAgain={tryAgain} />}
      >
        <Content />
      </FailureBoundary>
    </AppContext>
  )
  const { rerender } = render(show(run))
  expect(screen.getByTestId('run').dataset['status']).toBe('preparing')
  expect(screen.queryByText('A cup.')).toBeNull()
  rerender(show(ended))
  expect(screen.getByTestId('run').dataset['status']).toBe('complete')
  expect(screen.getByText('A cup.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Copy text' }))
  expect(actions.copy).toHaveBeenCalledWith('A cup.')
})

test('what failed for one subject is tried anew for the next', () => {
  const show = (subject: string) => (
    <FailureBoundary subject={subject} fallback={() => <p>broken</p>}>
      <Content />
    </FailureBoundary>
  )
  const { rerender } = render(show('a'))
  isBroken = false
  rerender(show('a'))
  expect(screen.getByText('broken')).toBeTruthy()
  rerender(show('b'))
  expect(screen.getByText('whole again')).toBeTruthy()
})
