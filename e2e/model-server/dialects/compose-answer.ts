import type { Answer, Question } from './strict-dialect.ts'

/** Stands at the end of every answer, so that a request can stop before it. */
export const lastWord = 'Done.'

/** An answer that says what was understood: the words, the pictures with their sizes, the system prompt, what came before. */
export function composeAnswer(question: Question): Answer {
  const sizes = question.pictures.map(({ width, height }) => `${width}x${height}`)
  const place = question.keepsMarks
    ? '<|begin_of_box|>[[0,0,999,999]]<|end_of_box|>'
    : '[[0,0,999,999]]'
  const sentences = [
    `Heard: ${question.text}.`,
    ...(sizes.length > 0 ? [`Seen: ${sizes.join(', ')} at ${place}.`] : []),
    ...(question.system === '' ? [] : [`Told: ${question.system}.`]),
    ...question.said.map((words) => `Said: ${words}.`),
    ...question.results.map((words) => `Result: ${words}.`),
    lastWord,
  ]
  const whole = sentences.join(' ')
  const stops = question.stop
    .map((word) => ({ word, at: whole.indexOf(word) }))
    .filter(({ word, at }) => word !== '' && at !== -1)
    .sort((a, b) => a.at - b.at)
  const stop = stops[0]
  const text = stop === undefined ? whole : whole.slice(0, stop.at)
  const reasoning = question.thinks ? `The user says "${question.text}".` : ''
  const completion = reasoning.length + text.length
  return {
    reasoning,
    text,
    stoppedAt: stop?.word ?? null,
    usage: { prompt: 100 + question.text.length, completion },
  }
}
