import { checkResults } from './check-results.ts'
import {
  anything,
  byField,
  integer,
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
import { type PictureRules, readPicture } from './read-picture.ts'
import { readThinking, thinkingRules } from './read-thinking.ts'
import { readWords } from './read-words.ts'
import type { Answer, Question, StrictDialect } from './strict-dialect.ts'
import { cutText, type WireServer } from './wire-server.ts'

const textBlock = object({ type: anything, text: text() }, ['text'])

/** `data` is bare base64 and `media_type` must be true: together they are what a data URL says. */
function asDataUrl(source: JsonRecord): string {
  const data = toText(source['data'])
  return data.startsWith('data:')
    ? `data:${data}`
    : `data:${toText(source['media_type'])};base64,${data}`
}

function imageSource(pictures: PictureRules): Rule {
  const shape = object({ type: oneOf('base64'), media_type: text(), data: text() }, [
    'type',
    'media_type',
    'data',
  ])
  return (value, path) => {
    const problem = shape(value, path)
    if (problem !== null) return problem
    const reading = readPicture(asDataUrl(toRecord(value)), pictures)
    return reading.ok ? null : { kind: 'media', path: `${path}.data`, detail: reading.refusal }
  }
}

function contentRule(dialect: StrictDialect): Rule {
  const block = byField('type', {
    text: textBlock,
    image: object({ type: anything, source: imageSource(dialect.pictures) }, ['source']),
    tool_use: object({ type: anything, id: text(), name: text(), input: record }, [
      'id',
      'name',
      'input',
    ]),
    tool_result: object({ type: anything, tool_use_id: text(), content: anything }, [
      'tool_use_id',
    ]),
  })
  return (value, path) =>
    Array.isArray(value) ? list(block, { minimum: 1 })(value, path) : text()(value, path)
}

function rule(dialect: StrictDialect): Rule {
  const message = object({ role: oneOf('user', 'assistant'), content: contentRule(dialect) }, [
    'role',
    'content',
  ])
  const messages = list(message, { minimum: 1 })
  const fields = object(
    {
      model: text({ minimum: 1 }),
      messages: (value, path) => messages(value, path) ?? checkTurns(value, path),
      max_tokens: integer({ minimum: 1 }),
      stream: oneOf(true, false),
      ...dialect.fields,
      ...thinkingRules(dialect),
    },
    ['model', 'messages', 'max_tokens'],
  )
  return (value, path) => fields(value, path) ?? checkBudget(toRecord(value))
}

/** Results stand in the turn of the user, and turns alternate. */
const checkTurns: Rule = (value, path) => {
  const turns = toList(value).map(toRecord)
  const twice = turns.findIndex(({ role }, index) => role === turns[index - 1]?.['role'])
  if (twice !== -1) {
    return { kind: 'invalid', path: `${path}[${twice}].role`, detail: 'must alternate' }
  }
  const blocks = turns.flatMap(({ content }) => toList(content).map(toRecord))
  return checkResults(
    blocks.filter(({ type }) => type === 'tool_use').map(({ id }) => toText(id)),
    blocks
      .filter(({ type }) => type === 'tool_result')
      .map((block) => toText(block['tool_use_id'])),
    path,
  )
}

/** The budget is a part of `max_tokens`. */
function checkBudget(body: JsonRecord) {
  const budget = toRecord(body['thinking'])['budget_tokens']
  if (typeof budget !== 'number' || budget < Number(body['max_tokens'])) return null
  const path = 'thinking.budget_tokens'
  return { kind: 'invalid', path, detail: 'must be less than max_tokens' } as const
}

function understand(value: unknown, dialect: StrictDialect): Question {
  const body = toRecord(value)
  const model = toText(body['model'])
  const messages = toList(body['messages']).map(toRecord)
  const users = messages.filter(({ role }) => role === 'user')
  const blocks = users.flatMap(({ content }) => toList(content).map(toRecord))
  return {
    model,
    streams: body['stream'] === true,
    thinks: readThinking(body, model, dialect),
    text: wordsOf(users).at(-1) ?? '',
    system: readWords(body['system']),
    said: wordsOf(messages.filter(({ role }) => role === 'assistant')),
    results: blocks
      .filter(({ type }) => type === 'tool_result')
      .map(({ content }) => readWords(content)),
    pictures: blocks.flatMap((block) => {
      const reading = readPicture(asDataUrl(toRecord(block['source'])), dialect.pictures)
      return block['type'] === 'image' && reading.ok ? [reading.picture] : []
    }),
    stop: toList(body['stop_sequences']).map(toText),
    asksForUsage: true,
    keepsMarks: readMarks(body, dialect),
  }
}

/** What turns say; one without a word, as one of results alone, is left out. */
function wordsOf(messages: readonly JsonRecord[]): readonly string[] {
  return messages.map(({ content }) => readWords(content)).filter((words) => words !== '')
}

function contentBlocks(answer: Answer): readonly JsonRecord[] {
  const thoughts = { type: 'thinking', thinking: answer.reasoning, signature: 'signed' }
  const words = { type: 'text', text: answer.text }
  return answer.reasoning === '' ? [words] : [thoughts, words]
}

function endFields(answer: Answer): JsonRecord {
  return answer.stoppedAt === null
    ? { stop_reason: 'end_turn', stop_sequence: null }
    : { stop_reason: 'stop_sequence', stop_sequence: answer.stoppedAt }
}

function writeStream(
  question: Question,
  answer: Answer,
  dialect: StrictDialect,
): readonly string[] {
  const event = (type: string, fields: JsonRecord): string =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`
  const begun = {
    ...writeWhole(question, answer),
    content: [],
    stop_reason: null,
    usage: { input_tokens: answer.usage.prompt, output_tokens: 0 },
  }
  const blocks = contentBlocks(answer).flatMap((block, index) => {
    const isThinking = block['type'] === 'thinking'
    const empty = isThinking ? { type: 'thinking', thinking: '' } : { type: 'text', text: '' }
    const words = isThinking ? answer.reasoning : answer.text
    const deltas = cutText(words).map((piece) =>
      isThinking
        ? { type: 'thinking_delta', thinking: piece }
        : { type: 'text_delta', text: piece },
    )
    const signature = isThinking ? [{ type: 'signature_delta', signature: 'signed' }] : []
    return [
      event('content_block_start', { index, content_block: empty }),
      ...[...deltas, ...signature].map((delta) => event('content_block_delta', { index, delta })),
      event('content_block_stop', { index }),
    ]
  })
  return [
    event('message_start', { message: begun }),
    event('ping', {}),
    ...blocks,
    event('message_delta', {
      delta: endFields(answer),
      usage: { output_tokens: answer.usage.completion },
    }),
    event('message_stop', {}),
    ...(dialect.habits?.includes('done-at-end') ? ['event: data\ndata: [DONE]\n\n'] : []),
  ]
}

function writeWhole(question: Question, answer: Answer): JsonRecord {
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: question.model,
    content: contentBlocks(answer),
    ...endFields(answer),
    usage: { input_tokens: answer.usage.prompt, output_tokens: answer.usage.completion },
  }
}

export const messagesServer: WireServer = {
  path: '/messages',
  streamType: 'text/event-stream',
  rule,
  understand,
  writeStream,
  writeWhole,
}
