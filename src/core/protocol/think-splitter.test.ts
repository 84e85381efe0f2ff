import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createThinkSplitter, splitWholeContent } from './think-splitter.ts'

function run(deltas: readonly string[], knowsReasoning = false) {
  const splitter = createThinkSplitter()
  if (knowsReasoning) {
    splitter.noteReasoning()
  }
  const steps = [...deltas.map((delta) => splitter.push(delta)), splitter.end()]
  const pieces = steps.flatMap((step) => step.pieces)
  const join = (channel: string) =>
    pieces.flatMap((piece) => (piece.channel === channel ? [piece.text] : [])).join('')
  return {
    reasoning: join('reasoning'),
    answer: join('answer'),
    answerStartsAt: steps.flatMap((step) => step.answerStartsAt ?? []),
  }
}

describe('createThinkSplitter', () => {
  it.each([
    ['plain text', 'hello', { reasoning: '', answer: 'hello' }],
    ['one thought', '<think>why</think>ok', { reasoning: 'why', answer: 'ok' }],
    [
      'space before the thought',
      '\n<think>why</think>\n\nok',
      { reasoning: 'why', answer: '\n\nok' },
    ],
    ['an empty thought', '<think></think>ok', { reasoning: '', answer: 'ok' }],
    ['two thoughts', '<think>a</think>\n<think>b</think>ok', { reasoning: 'ab', answer: 'ok' }],
    ['a thought without end', '<think>why', { reasoning: 'why', answer: '' }],
    [
      'a mention in the answer',
      'the tag <think> opens',
      { reasoning: '', answer: 'the tag <think> opens' },
    ],
    ['a quoted end', 'write `</think>` here', { reasoning: '', answer: 'write `</think>` here' }],
    ['half a tag at the end', 'a <thi', { reasoning: '', answer: 'a <thi' }],
    ['half an opening tag alone', ' <thi', { reasoning: '', answer: ' <thi' }],
    ['half a closing tag at the end', '<think>a</thi', { reasoning: 'a</thi', answer: '' }],
    ['white space alone', ' \n', { reasoning: '', answer: ' \n' }],
    ['other tags', '<thinking>a', { reasoning: '', answer: '<thinking>a' }],
  ])('splits %s', (_title, text, expected) => {
    expect(run([text])).toEqual({ ...expected, answerStartsAt: [] })
    expect(run([...text])).toEqual({ ...expected, answerStartsAt: [] })
  })

  it('tells how much of the answer was reasoning at an end that was never opened', () => {
    expect(run(['why ', 'not</th', 'ink>ok'])).toEqual({
      reasoning: '',
      answer: 'why notok',
      answerStartsAt: [7],
    })
  })

  it('takes a stray end tag as text where the server sends reasoning apart', () => {
    expect(run(['a</think>b'], true)).toEqual({
      reasoning: '',
      answer: 'a</think>b',
      answerStartsAt: [],
    })
  })

  it('holds white space until the answer begins', () => {
    const splitter = createThinkSplitter()
    expect(splitter.push('\n').pieces).toEqual([])
    expect(
      splitter
        .push(' ok')
        .pieces.map((piece) => piece.text)
        .join(''),
    ).toBe('\n ok')
  })

  it('gives the same result for any pieces', () => {
    const token = fc.constantFrom(
      '<think>',
      '</think>',
      '<',
      'th',
      'ink>',
      '/',
      'a',
      ' ',
      '\n',
      '`',
    )
    fc.assert(
      fc.property(fc.array(token, { maxLength: 14 }), fc.boolean(), (tokens, knows) => {
        const text = tokens.join('')
        const whole = run([text], knows)
        expect(run(tokens, knows)).toEqual(whole)
        expect(run([...text], knows)).toEqual(whole)
      }),
      { seed: 3, numRuns: 5000 },
    )
  })
})

describe('splitWholeContent', () => {
  it.each([
    ['<think>why</think>ok', false, 'why', 'ok'],
    ['why</think>ok', false, 'why', 'ok'],
    ['why</think>ok', true, '', 'why</think>ok'],
    ['ok', false, '', 'ok'],
  ])('splits %s', (content, hasReasoning, reasoning, answer) => {
    expect(splitWholeContent(content, hasReasoning)).toEqual({ reasoning, answer })
  })
})
