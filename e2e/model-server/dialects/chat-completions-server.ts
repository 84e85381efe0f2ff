import { checkResults } from './check-results.ts'
import {
  anything,
  byField,
  either,
  integer,
  type JsonRecord,
  list,
  object,
  oneOf,
  type Rule,
  type Rules,
  text,
  toList,
  toRecord,
  toText,
} from './field-rules.ts'
import { readMarks } from './read-marks.ts'
import { pictureText, readPicture } from './read-picture.ts'
import { readThinking, thinkingRules } from './read-thinking.ts'
import { readWords } from './read-words.ts'
import type { Answer, Question, StrictDialect } from './strict-dialect.ts'
import { cutText, type WireServer } from './wire-server.ts'

const textPart: Rule = object({ type: anything, text: text() }, ['text'])

function userContent(dialect: StrictDialect): Rule {
  const url = object({ url: pictureText(dialect.pictures), detail: oneOf('auto', 'low', 'high') }, [
    'url',
  ])
  const part = byField('type', {
    text: textPart,
    image_url: object({ type: anything, image_url: url }, ['image_url']),
    ...dialect.parts,
  })
  // A list that is wrong must say where, not that it is no string.
  return (value, path) =>
    Array.isArray(value) ? list(part, { minimum: 1 })(value, path) : text()(value, path)
}

function messageRules(dialect: StrictDialect): Rules {
  const plain = dialect.hasPlainRoles ? text() : either(list(textPart), text())
  const call = object(
    {
      id: text(),
      type: oneOf('function'),
      index: integer(),
      function: object({ name: text(), arguments: text() }, ['name', 'arguments']),
    },
    ['id', 'function'],
  )
  const role = { role: anything }
  return {
    system: object({ ...role, content: plain }, ['content']),
    user: object({ ...role, content: userContent(dialect) }, ['content']),
    assistant: object({ ...role, content: plain, tool_calls: list(call) }),
    tool: object({ ...role, content: plain, tool_call_id: text(), name: text() }, [
      'content',
      'tool_call_id',
    ]),
  }
}

/** Z.ai: a conversation "must not consist of system or assistant messages only". */
const hasUser: Rule = (value, path) =>
  toList(value).some((message) => ['user', 'tool'].includes(toText(toRecord(message)['role'])))
    ? null
    : { kind: 'invalid', path, detail: 'must hold a user message' }

const hasResults: Rule = (value, path) => {
  const messages = toList(value).map(toRecord)
  const calls = messages.flatMap((message) => toList(message['tool_calls']).map(toRecord))
  const results = messages.filter(({ role }) => role === 'tool')
  return checkResults(
    calls.map(({ id }) => toText(id)),
    results.map((result) => toText(result['tool_call_id'])),
    path,
  )
}

function rule(dialect: StrictDialect): Rule {
  const messages = list(byField('role', messageRules(dialect)), { minimum: 1 })
  return object(
    {
      model: text({ minimum: 1 }),
      messages: (value, path) =>
        messages(value, path) ?? hasUser(value, path) ?? hasResults(value, path),
      stream: oneOf(true, false),
      ...dialect.fields,
      ...thinkingRules(dialect),
    },
    ['model', 'messages'],
  )
}

function understand(value: unknown, dialect: StrictDialect): Question {
  const body = toRecord(value)
  const messages = toList(body['messages']).map(toRecord)
  const users = messages.filter(({ role }) => role === 'user')
  const parts = users.flatMap(({ content }) => toList(content).map(toRecord))
  const stop = body['stop']
  const model = toText(body['model'])
  return {
    model,
    streams: body['stream'] === true,
    thinks: readThinking(body, model, dialect),
    text: readWords(users.at(-1)?.['content']),
    system: readWords(messages.find(({ role }) => role === 'system')?.['content']),
    said: wordsOf(messages, 'assistant'),
    results: wordsOf(messages, 'tool'),
    pictures: parts.flatMap((part) => {
      const reading = readPicture(toText(toRecord(part['image_url'])['url']), dialect.pictures)
      return part['type'] === 'image_url' && reading.ok ? [reading.picture] : []
    }),
    stop: typeof stop === 'string' ? [stop] : toList(stop).map(toText),
    asksForUsage: toRecord(body['stream_options'])['include_usage'] === true,
    keepsMarks: readMarks(body, dialect),
  }
}

/** What one role says; a turn without a word, as one of calls alone, is left out. */
function wordsOf(messages: readonly JsonRecord[], role: string): readonly string[] {
  return messages
    .filter((message) => message['role'] === role)
    .map(({ content }) => readWords(content))
    .filter((words) => words !== '')
}

function usageFields({ usage }: Answer, dialect: StrictDialect): JsonRecord {
  return {
    prompt_tokens: usage.prompt,
    completion_tokens: usage.completion,
    total_tokens: usage.prompt + usage.completion,
    ...(dialect.reasoning === 'details' ? { cost: 0.0001 } : {}),
  }
}

function reasoningFields(piece: string, dialect: StrictDialect): JsonRecord {
  switch (dialect.reasoning) {
    case 'details': {
      const detail = { type: 'reasoning.text', text: piece, format: 'unknown', index: 0 }
      return { content: '', reasoning: piece, reasoning_details: [detail] }
    }
    case 'think-tags':
      return { content: piece }
    case 'reasoning':
      return { reasoning: piece }
    default:
      return { reasoning_content: piece }
  }
}

function writeStream(
  question: Question,
  answer: Answer,
  dialect: StrictDialect,
): readonly string[] {
  const habits = dialect.habits ?? []
  const isSparse = habits.includes('absent-not-null')
  const head = {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: question.model,
  }
  const event = (value: JsonRecord) => `data: ${JSON.stringify({ ...head, ...value })}\n\n`
  const chunk = (delta: JsonRecord, more: JsonRecord = {}, reason: string | null = null) => {
    const choice = {
      index: 0,
      delta: isSparse ? { role: 'assistant', ...delta } : delta,
      ...(reason === null && isSparse ? {} : { finish_reason: reason }),
    }
    return event({ choices: [choice], ...more })
  }
  const hasUsage = dialect.usage === 'always' || question.asksForUsage
  const usage = hasUsage ? { usage: usageFields(answer, dialect) } : {}
  const inline = dialect.reasoning === 'think-tags' && answer.reasoning !== ''
  const thoughts = inline ? `<think>${answer.reasoning}</think>` : answer.reasoning
  const isTwice = dialect.usagePlace === 'second-finish'
  return [
    ...(habits.includes('processing-comments') ? [': OPENROUTER PROCESSING\n\n'] : []),
    // A server may begin with white space before the reasoning; it is no answer yet.
    ...(isSparse ? [] : [chunk({ role: 'assistant', content: isTwice ? '\n' : '' })]),
    ...cutText(thoughts).map((piece) => chunk(reasoningFields(piece, dialect))),
    ...cutText(answer.text).map((piece) => chunk({ content: piece })),
    chunk({ content: '' }, dialect.usagePlace === 'finish-chunk' ? usage : {}, 'stop'),
    ...(isTwice ? [chunk({ content: '' }, usage, 'stop')] : []),
    ...(dialect.usagePlace === 'own-chunk' && hasUsage ? [event({ choices: [], ...usage })] : []),
    'data: [DONE]\n\n',
  ]
}

function writeWhole(question: Question, answer: Answer, dialect: StrictDialect): JsonRecord {
  const inline = dialect.reasoning === 'think-tags' && answer.reasoning !== ''
  const thoughts =
    inline || answer.reasoning === '' ? {} : reasoningFields(answer.reasoning, dialect)
  const content = inline ? `<think>${answer.reasoning}</think>${answer.text}` : answer.text
  const message = { role: 'assistant', ...thoughts, content }
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: question.model,
    choices: [{ index: 0, message, finish_reason: 'stop' }],
    usage: usageFields(answer, dialect),
  }
}

export const chatCompletionsServer: WireServer = {
  path: '/chat/completions',
  streamType: 'text/event-stream;charset=UTF-8',
  rule,
  understand,
  writeStream,
  writeWhole,
}
