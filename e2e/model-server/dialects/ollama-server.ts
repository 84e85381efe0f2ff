import { checkResults } from './check-results.ts'
import {
  anything,
  byField,
  type JsonRecord,
  list,
  object,
  oneOf,
  type Rule,
  record,
  text,
  toList,
  toRecord,
  toText,
} from './field-rules.ts'
import { readMarks } from './read-marks.ts'
import { pictureText, readPicture } from './read-picture.ts'
import { readThinking, thinkingRules } from './read-thinking.ts'
import type { Answer, Question, StrictDialect } from './strict-dialect.ts'
import { cutText, type WireServer } from './wire-server.ts'

/** Pictures stand beside the words, as bare base64. */
function rule(dialect: StrictDialect): Rule {
  const role = { role: anything, content: text() }
  const call = object({ id: text(), function: object({ name: text(), arguments: record }) }, [
    'function',
  ])
  const message = byField('role', {
    system: object(role, ['content']),
    user: object({ ...role, images: list(pictureText(dialect.pictures)) }, ['content']),
    assistant: object({ ...role, thinking: text(), tool_calls: list(call) }),
    tool: object({ ...role, tool_name: text(), tool_call_id: text() }, ['content']),
  })
  const messages = list(message, { minimum: 1 })
  return object(
    {
      model: text({ minimum: 1 }),
      messages: (value, path) => messages(value, path) ?? hasResults(value, path),
      stream: oneOf(true, false),
      ...dialect.fields,
      ...thinkingRules(dialect),
    },
    ['model', 'messages'],
  )
}

/** Results are told apart by the name of the function; calls have no ids here. */
const hasResults: Rule = (value, path) => {
  const messages = toList(value).map(toRecord)
  const calls = messages.flatMap((message) => toList(message['tool_calls']).map(toRecord))
  const results = messages.filter(({ role }) => role === 'tool')
  return checkResults(
    calls.map((call) => toText(toRecord(call['function'])['name'])),
    results.map((result) => toText(result['tool_name'])),
    path,
  )
}

function understand(value: unknown, dialect: StrictDialect): Question {
  const body = toRecord(value)
  const model = toText(body['model'])
  const messages = toList(body['messages']).map(toRecord)
  const users = messages.filter(({ role }) => role === 'user')
  const stop = toRecord(body['options'])['stop']
  return {
    model,
    // The only wire that streams unless it is told not to.
    streams: body['stream'] !== false,
    thinks: readThinking(body, model, dialect),
    text: toText(users.at(-1)?.['content']),
    system: toText(messages.find(({ role }) => role === 'system')?.['content']),
    said: wordsOf(messages, 'assistant'),
    results: wordsOf(messages, 'tool'),
    pictures: users.flatMap(({ images }) =>
      toList(images).flatMap((image) => {
        const reading = readPicture(toText(image), dialect.pictures)
        return reading.ok ? [reading.picture] : []
      }),
    ),
    stop: toList(stop).map(toText),
    asksForUsage: true,
    keepsMarks: readMarks(body, dialect),
  }
}

function wordsOf(messages: readonly JsonRecord[], role: string): readonly string[] {
  return messages
    .filter((message) => message['role'] === role)
    .map(({ content }) => toText(content))
    .filter((words) => words !== '')
}

function lastLine(question: Question, answer: Answer): JsonRecord {
  return {
    model: question.model,
    created_at: '2026-01-01T00:00:00Z',
    message: { role: 'assistant', content: '' },
    done: true,
    done_reason: 'stop',
    total_duration: 2_000_000,
    prompt_eval_count: answer.usage.prompt,
    eval_count: answer.usage.completion,
    eval_duration: 1_000_000,
  }
}

function writeStream(question: Question, answer: Answer): readonly string[] {
  const { model } = question
  const line = (value: JsonRecord): string => `${JSON.stringify(value)}\n`
  const words = (fields: JsonRecord): string =>
    line({
      model,
      created_at: '2026-01-01T00:00:00Z',
      message: { role: 'assistant', content: '', ...fields },
      done: false,
    })
  return [
    ...cutText(answer.reasoning).map((thinking) => words({ thinking })),
    ...cutText(answer.text).map((content) => words({ content })),
    line(lastLine(question, answer)),
  ]
}

function writeWhole(question: Question, answer: Answer): JsonRecord {
  const thinking = answer.reasoning === '' ? {} : { thinking: answer.reasoning }
  const message = { role: 'assistant', content: answer.text, ...thinking }
  return { ...lastLine(question, answer), message }
}

export const ollamaServer: WireServer = {
  path: '/chat',
  streamType: 'application/x-ndjson',
  rule,
  understand,
  writeStream,
  writeWhole,
}
