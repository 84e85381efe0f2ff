// @vitest-environment jsdom
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Region } from '@/core/grounding/region.ts'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import { createChannelDocument } from '@/core/markdown/channel-document.ts'
import type { ChannelSnapshot, RunSnapshot } from '@/core/run/run-snapshot.ts'
import { useViewerStore } from '@/state/viewer-store.ts'
import { makeRegion } from '@/testing/make-region.ts'
import { CopyContext } from '@/ui/copy-context.ts'
import { RunView, type RunViewProps } from './run-view.tsx'

const CUP = makeRegion({
  label: 'cup',
  coords: [1, 2, 3, 4],
  rect: [0.001, 0.002, 0.003, 0.004],
  source: [4, 15],
})

const DRAFT: Region = { ...CUP, channel: 'reasoning' }

function channel(raw: string, regions: readonly Region[] = []): ChannelSnapshot {
  const mentions = [...raw.matchAll(/\[\[[^\]]*\]\]/g)].map(({ index, 0: text }) => ({
    start: index,
    end: index + text.length,
    regions: [0],
    possible: regions.length === 0,
  }))
  const blocks = createChannelDocument().update(raw, { mentions, settledLength: raw.length }, true)
  return { length: raw.length, blocks, regions, possible: [CUP], malformed: 0, mentions }
}

const EMPTY = channel('')

const THINKING: RunSnapshot = {
  status: 'streaming',
  reasoning: channel('I look at the table.'),
  answer: EMPTY,
  finishReason: null,
  error: null,
  usage: null,
  startedAtMs: 1000,
  firstTokenAtMs: 1840,
  answerAtMs: null,
  endedAtMs: null,
  toolCalls: [],
  searchResults: [],
  lastByteAtMs: null,
  lastContentAtMs: null,
}

const ANSWERING: RunSnapshot = { ...THINKING, answer: channel('A cup.'), answerAtMs: 14_240 }

const DONE: RunSnapshot = {
  ...ANSWERING,
  status: 'complete',
  finishReason: 'stop',
  endedAtMs: 16_900,
  usage: { promptTokens: 1214, completionTokens: 574 },
}

const SHOWN: ShownRegion = { key: 'answer:0', region: CUP, number: 1, hue: 3, confirmed: false }

let nowMs = 0
const PROPS: Omit<RunViewProps, 'snapshot'> = {
  regionAt: (_channel, _index, possible) => (possible ? CUP : SHOWN),
  failure: null,
  readRaw: () => ({
    reasoning: 'I look at the table.',
    answer: '<|begin_of_box|>A cup.<|end_of_box|>',
  }),
  onErrorAction: () => {},
  readNow: () => nowMs,
}

function show(snapshot: RunSnapshot, props: Partial<RunViewProps> = {}) {
  const view = render(<RunView {...PROPS} {...props} snapshot={snapshot} />)
  return {
    rerender: (next: RunSnapshot) =>
      view.rerender(<RunView {...PROPS} {...props} snapshot={next} />),
  }
}

beforeAll(() => import('./answer-body.tsx'))
beforeEach(() => {
  nowMs = 4200
  useViewerStore.setState({ litKey: null, heldKey: null, flight: null })
})
afterEach(() => vi.useRealTimers())

const fold = () => screen.getByTestId('reasoning')

describe('a run', () => {
  test('before its first token, a quiet clock runs', () => {
    vi.useFakeTimers()
    show({ ...THINKING, status: 'preparing', reasoning: EMPTY, firstTokenAtMs: null })
    expect(screen.getByText('Waiting for the first token 3.2 s')).toBeDefined()
    nowMs = 4300
    act(() => vi.advanceTimersByTime(100))
    expect(screen.getByText('Waiting for the first token 3.3 s')).toBeDefined()
    expect(screen.queryByTestId('reasoning')).toBeNull()
  })

  test('says its status, and how much of each channel it shows', () => {
    show(ANSWERING)
    expect(screen.getByTestId('run').dataset['status']).toBe('streaming')
    expect(screen.getByTestId('answer').dataset['length']).toBe('6')
    expect(fold().dataset['length']).toBe('20')
  })

  test('its line holds the figures, in words and as data', () => {
    show(DONE)
    const stats = screen.getByTestId('run-stats')
    expect(stats.dataset).toMatchObject({
      ttftMs: '840',
      durationMs: '15900',
      promptTokens: '1214',
      completionTokens: '574',
      reasoningMs: '12400',
    })
    expect([...stats.children].map((part) => part.textContent)).toEqual([
      '0.84 s to first token',
      '15.9 s',
      '1,214 in, 574 out',
      '38.1 tokens/s',
      '',
    ])
  })

  test('an answer that came in one piece has no first token and no time of thought', () => {
    show({ ...DONE, firstTokenAtMs: 16_900, answerAtMs: 16_900 }, { isStreamed: false })
    const stats = screen.getByTestId('run-stats')
    expect(stats.textContent).not.toContain('to first token')
    expect(stats.dataset['ttftMs']).toBeUndefined()
    expect(stats.dataset['durationMs']).toBe('15900')
    expect(screen.getByRole('button', { name: 'Thought' })).toBeDefined()
  })

  test('at the token limit it speaks of Continue where that is offered', () => {
    show({ ...DONE, status: 'length' }, { endActions: [{ id: 'continue', name: 'Continue' }] })
    expect(screen.getByText(/Continue goes on from here/)).toBeDefined()
  })

  test('what took its place is named, and not the user', () => {
    show({ ...DONE, status: 'stopped' }, { interruption: 'Replay ended by another.' })
    expect(screen.getByText('Replay ended by another.')).toBeDefined()
    expect(screen.queryByText(/Stopped by you/)).toBeNull()
  })

  test('without usage it makes no tokens up', () => {
    show({ ...DONE, usage: null })
    const stats = screen.getByTestId('run-stats')
    expect(stats.textContent).not.toContain('token/s')
    expect(stats.dataset['completionTokens']).toBeUndefined()
  })

  test.each([
    [{ status: 'length' }, /reached the token limit/],
    [{ status: 'filtered' }, /content filter/],
    [{ status: 'unverified' }, /may not be whole/],
    [{ status: 'stopped' }, /^Stopped by you after 15\.9 s\.$/],
    [{ status: 'truncated' }, /What arrived is kept/],
    [{ finishReason: 'repetition' }, /gave “repetition”/],
  ] as const)('%j is said in one sentence', (change, sentence) => {
    show({ ...DONE, ...change })
    expect(screen.getByText(sentence)).toBeDefined()
  })

  test('a failure stands below the kept text, with its actions', async () => {
    const onErrorAction = vi.fn()
    const failure = {
      kind: 'stream-cut',
      title: 'The connection broke',
      body: 'Kept.',
      actions: [
        { id: 'continue', name: 'Continue' },
        { id: 'retry', name: 'Retry' },
      ],
    } as const
    show({ ...DONE, status: 'truncated' }, { failure, onErrorAction })
    const error = screen.getByTestId('run-error')
    expect(error.dataset['kind']).toBe('stream-cut')
    expect(screen.getByTestId('answer').textContent).toBe('A cup.')
    await userEvent.click(within(error).getByRole('button', { name: 'Retry' }))
    expect(onErrorAction).toHaveBeenCalledWith('retry')
  })

  test('Raw shows the untouched text in place of the rendered one', async () => {
    show(DONE)
    const raw = screen.getByRole('button', { name: 'Raw' })
    await userEvent.click(raw)
    expect(screen.getByTestId('raw-answer').textContent).toBe(
      '<|begin_of_box|>A cup.<|end_of_box|>',
    )
    expect(screen.getByTestId('answer').hidden).toBe(true)
    await userEvent.click(raw)
    expect(screen.queryByTestId('raw-answer')).toBeNull()
  })

  test('Copy answer copies, and says so', async () => {
    const copy = vi.fn(async () => true)
    render(
      <CopyContext value={copy}>
        <RunView {...PROPS} snapshot={DONE} readCopy={() => 'A cup.'} />
      </CopyContext>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'Copy answer' }))
    expect(copy).toHaveBeenCalledWith('A cup.')
    expect(await screen.findByText('Copied')).toBeDefined()
  })

  test('Copy answer is offered only where there is an answer', () => {
    const { rerender } = show({ ...DONE, status: 'error', answer: EMPTY, reasoning: EMPTY })
    expect(screen.queryByRole('button', { name: 'Copy answer' })).toBeNull()
    rerender(DONE)
    expect(screen.getByRole('button', { name: 'Copy answer' })).toBeDefined()
  })

  test('a notice that goes away with the focus hands it to the notice of the ending', () => {
    const running: RunSnapshot = { ...THINKING, status: 'preparing', reasoning: EMPTY }
    const pause = { title: 'Busy', happened: 'Busy.', attempt: 2, attempts: 3, dueAtMs: 9000 }
    const view = render(<RunView {...PROPS} snapshot={running} pause={pause} />)
    screen.getByRole('button', { name: 'Cancel' }).focus()
    view.rerender(<RunView {...PROPS} snapshot={running} pause={null} />)
    expect(document.activeElement).toBe(screen.getByTestId('run'))
    const failure = {
      kind: 'overloaded',
      title: 'Busy',
      body: 'Busy.',
      actions: [{ id: 'retry', name: 'Retry' }],
    } as const
    const ended: RunSnapshot = { ...running, status: 'error', endedAtMs: 5000 }
    view.rerender(<RunView {...PROPS} snapshot={ended} pause={null} failure={failure} />)
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Retry' }))
  })

  test('the focus stays where the reader put it when a notice goes away', () => {
    const running: RunSnapshot = { ...THINKING, status: 'preparing', reasoning: EMPTY }
    const pause = { title: 'Busy', happened: 'Busy.', attempt: 2, attempts: 3, dueAtMs: 9000 }
    const view = render(<RunView {...PROPS} snapshot={running} pause={pause} />)
    screen.getByRole('button', { name: 'Cancel' }).focus()
    const elsewhere = document.body.appendChild(document.createElement('button'))
    elsewhere.focus()
    view.rerender(<RunView {...PROPS} snapshot={running} pause={null} />)
    expect(document.activeElement).toBe(elsewhere)
    elsewhere.remove()
  })

  test('Inspect is offered where there is something to inspect', async () => {
    const onInspect = vi.fn()
    show(DONE, { onInspect })
    await userEvent.click(screen.getByRole('button', { name: 'Inspect' }))
    expect(onInspect).toHaveBeenCalledOnce()
  })

  test('Regenerate is offered where it is possible', async () => {
    const onRegenerate = vi.fn()
    show(DONE, { onRegenerate })
    await userEvent.click(screen.getByRole('button', { name: 'Regenerate' }))
    expect(onRegenerate).toHaveBeenCalledOnce()
  })
})

describe('the reasoning', () => {
  test('is open while the model thinks, and folds when the answer begins', () => {
    const { rerender } = show(THINKING)
    expect(fold().dataset['open']).toBe('true')
    expect(screen.getByRole('button', { name: 'Thinking 2.4 s' })).toBeDefined()
    rerender(ANSWERING)
    expect(fold().dataset['open']).toBe('false')
    expect(screen.getByRole('button', { name: 'Thought for 12.4 s' })).toBeDefined()
    expect(fold().textContent).not.toContain('I look')
  })

  test('stays as the reader left it', async () => {
    const { rerender } = show(THINKING)
    await userEvent.click(screen.getByRole('region', { name: 'Reasoning text' }))
    rerender(ANSWERING)
    expect(fold().dataset['open']).toBe('true')
    await userEvent.click(screen.getByRole('button', { name: /^Thought/ }))
    expect(fold().dataset['open']).toBe('false')
  })

  test('stays in sight where no answer came', () => {
    show({ ...THINKING, status: 'length', endedAtMs: 5000 })
    expect(fold().dataset['open']).toBe('true')
    expect(screen.getByRole('button', { name: /^Thought for 3\.2 s/ })).toBeDefined()
  })

  test.each([
    [0, 'Thought'],
    [49, 'Thought'],
    [50, 'Thought for 0.05 s'],
  ])('that came within %d ms reads "%s"', (thinkingMs, words) => {
    show({ ...ANSWERING, answerAtMs: (THINKING.firstTokenAtMs ?? 0) + thinkingMs })
    expect(screen.getByRole('button', { name: words })).toBeDefined()
  })

  test('counts its drafts', () => {
    show({ ...DONE, reasoning: channel('at [[1,2,3,4]]', [DRAFT, DRAFT]) }, { droppedDrafts: 1 })
    expect(screen.getByRole('button', { name: /2 drafts, 1 dropped$/ })).toBeDefined()
  })
})

describe('a chip', () => {
  test('lights its region under the pointer and flies to it on a click', async () => {
    show({ ...DONE, answer: channel('at [[1,2,3,4]]', [CUP]) })
    const chip = await screen.findByRole('button', { name: 'Region 1, cup: 1 2 3 4' })
    await userEvent.hover(chip)
    expect(useViewerStore.getState().litKey).toBe('answer:0')
    expect(chip.dataset['lit']).toBe('true')
    await userEvent.unhover(chip)
    expect(useViewerStore.getState().litKey).toBeNull()
    await userEvent.click(chip)
    expect(useViewerStore.getState().flight).toEqual({ key: 'answer:0', count: 1 })
  })

  test('says in its title what the drawn box does not show', async () => {
    const region: Region = { ...CUP, flags: ['flipped'] }
    show(
      { ...DONE, answer: channel('at [[1,2,3,4]]', [region]) },
      { regionAt: () => ({ ...SHOWN, region }) },
    )
    const chip = await screen.findByRole('button', { name: 'Region 1, cup: 1 2 3 4' })
    expect(chip.title).toBe('Corners were the other way round')
  })

  test('of a region that is only possible is no button and has no number', async () => {
    const flipped: Region = { ...CUP, flags: ['flipped'] }
    show({ ...DONE, answer: channel('at [[1,2,3,4]]') }, { regionAt: () => flipped })
    const chip = await screen.findByText('1 2 3 4')
    expect(chip.closest('button')).toBeNull()
    expect(chip.title).toMatch(/^Possible region: .+ not drawn\. Corners were the other way round$/)
  })
})

describe('a long answer', () => {
  test('is wrapped by sections once they are full, and keeps every block', async () => {
    const raw = Array.from({ length: 40 }, (_, index) => `Line ${index}`).join('\n\n')
    show({ ...DONE, answer: channel(raw) })
    const answer = screen.getByTestId('answer')
    await screen.findByText('Line 39')
    expect(answer.querySelectorAll('p')).toHaveLength(40)
    expect(answer.querySelectorAll('.answer-section')).toHaveLength(2)
  })
})
