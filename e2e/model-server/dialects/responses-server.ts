import { checkResults } from './check-results.ts'
import {
  anything,
  byField,
  type JsonRecord,
  list,
  object,
  oneOf,
  type Rule,
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

const roleOfUser = oneOf('user', 'system', 'developer')

/** Here `image_url` is a string. */
function userMessage(dialect: StrictDialect): Rule {
  const part = byField('type', {
    input_text: object({ type: anything, text: text() }, ['text']),
    input_image: object(
      {
        type: anything,
        image_url: pictureText(dialect.pictures),
        detail: oneOf('auto', 'low', 'high'),
      },
      ['image_url'],
    ),
  })
  const content: Rule = (value, path) =>
    Array.isArray(value) ? list(part, { minimum: 1 })(value, path) : text()(value, path)
  return object({ type: oneOf('message'), role: roleOfUser, content, id: text(), status: text() }, [
    'role',
    'content',
  ])
}

/** An earlier answer: words, or an output message, which has an id, a status and annotations (resources/responses). */
function answerMessage({ wantsOutputItems }: StrictDialect): Rule {
  const hasAll = wantsOutputItems !== true
  const words = object(
    { type: anything, text: text(), annotations: list(anything), logprobs: list(anything) },
    hasAll ? ['text', 'annotations'] : ['text'],
  )
  const outputText = byField('type', { output_text: words })
  const fields = { type: oneOf('message'), role: oneOf('assistant'), id: text(), status: text() }
  const asItem = object({ ...fields, content: list(outputText, { minimum: 1 }) }, [
    ...['type', 'role', 'content'],
    ...(hasAll ? ['id', 'status'] : []),
  ])
  const asWords = object({ ...fields, content: text() }, ['role', 'content'])
  return (value, path) =>
    hasAll && !Array.isArray(toRecord(value)['content'])
      ? asWords(value, path)
      : asItem(value, path)
}

function inputRule(dialect: StrictDialect): Rule {
  const user = userMessage(dialect)
  const answer = answerMessage(dialect)
  const message: Rule = (value, path) =>
    toRecord(value)['role'] === 'assistant' ? answer(value, path) : user(value, path)
  const item: Rule = (value, path) => {
    const type = toRecord(value)['type']
    return type === undefined || type === 'message'
      ? message(value, path)
      : byField('type', {
          function_call: object(
            {
              type: anything,
              id: text(),
              call_id: text(),
              name: text(),
              arguments: text(),
              status: text(),
            },
            ['call_id', 'name', 'arguments'],
          ),
          function_call_output: object(
            { type: anything, id: text(), call_id: text(), output: text(), status: text() },
            ['call_id', 'output'],
          ),
        })(value, path)
  }
  return (value, path) =>
    Array.isArray(value)
      ? (list(item, { minimum: 1 })(value, path) ?? hasResults(value, path))
      : text()(value, path)
}

const hasResults: Rule = (value, path) => {
  const items = toList(value).map(toRecord)
  const idsOf = (type: string): readonly string[] =>
    items.filter((item) => item['type'] === type).map((item) => toText(item['call_id']))
  return checkResults(idsOf('function_call'), idsOf('function_call_output'), path)
}

function rule(dialect: StrictDialect): Rule {
  return object(
    {
      model: text({ minimum: 1 }),
      input: inputRule(dialect),
      stream: oneOf(true, false),
      ...dialect.fields,
      ...thinkingRules(dialect),
    },
    ['model', 'input'],
  )
}

function understand(value: unknown, dialect: StrictDialect): Question {
  const body = toRecord(value)
  const model = toText(body['model'])
  const items = toList(body['input']).map(toRecord)
  const users = items.filter(({ role }) => role === 'user')
  const parts = users.flatMap(({ content }) => toList(content).map(toRecord))
  const { stop } = body
  const instructions = toText(body['instructions'])
  const system = items.find(({ role }) => role === 'system' || role === 'developer')
  return {
    model,
    streams: body['stream'] === true,
    thinks: readThinking(body, model, dialect),
    text: readWords(users.at(-1)?.['content'] ?? body['input']),
    system: instructions === '' ? readWords(system?.['content']) : instructions,
    said: items.filter(({ role }) => role === 'assistant').map(({ content }) => readWords(content)),
    results: items
      .filter(({ type }) => type === 'function_call_output')
      .map(({ output }) => toText(output)),
    pictures: parts.flatMap((part) => {
      const reading = readPicture(toText(part['image_url']), dialect.pictures)
      return part['type'] === 'input_image' && reading.ok ? [reading.picture] : []
    }),
    stop: typeof stop === 'string' ? [stop] : toList(stop).map(toText),
    asksForUsage: true,
    keepsMarks: readMarks(body, dialect),
  }
}

function outputItems(answer: Answer, dialect: StrictDialect): readonly JsonRecord[] {
  const isSummary = dialect.reasoning === 'reasoning_summary_text'
  const summary = { type: 'summary_text', text: answer.reasoning }
  const thoughts = { type: 'reasoning_text', text: answer.reasoning }
  const reasoning = {
    id: 'rs_1',
    type: 'reasoning',
    summary: isSummary ? [summary] : [],
    content: isSummary ? [] : [thoughts],
  }
  const content = [{ type: 'output_text', text: messageText(answer, dialect), annotations: [] }]
  const message = { id: 'msg_1', type: 'message', status: 'completed', role: 'assistant', content }
  return hasReasoningItem(answer, dialect) ? [reasoning, message] : [message]
}

const hasReasoningItem = (answer: Answer, dialect: StrictDialect): boolean =>
  answer.reasoning !== '' && dialect.reasoning !== 'think-tags'

const messageText = (answer: Answer, dialect: StrictDialect): string =>
  dialect.reasoning === 'think-tags' && answer.reasoning !== ''
    ? `<think>${answer.reasoning}</think>${answer.text}`
    : answer.text

function wholeResponse(question: Question, answer: Answer, dialect: StrictDialect): JsonRecord {
  const { prompt, completion } = answer.usage
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    status: 'completed',
    model: question.model,
    error: null,
    incomplete_details: null,
    output: outputItems(answer, dialect),
    usage: {
      input_tokens: prompt,
      output_tokens: completion,
      total_tokens: prompt + completion,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens_details: { reasoning_tokens: answer.reasoning.length },
    },
  }
}

function writeStream(
  question: Question,
  answer: Answer,
  dialect: StrictDialect,
): readonly string[] {
  let number = 0
  const event = (type: string, fields: JsonRecord): string => {
    const data = { type, sequence_number: number, ...fields }
    number += 1
    return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`
  }
  const whole = wholeResponse(question, answer, dialect)
  const begun = { ...whole, status: 'in_progress', output: [], usage: null }
  const items = outputItems(answer, dialect).flatMap((item, output_index) => {
    const place = { item_id: item['id'], output_index }
    const isReasoning = item['type'] === 'reasoning'
    const isSummary = isReasoning && dialect.reasoning === 'reasoning_summary_text'
    const kind = isSummary ? 'reasoning_summary_text' : 'reasoning_text'
    const type = `response.${isReasoning ? kind : 'output_text'}`
    const part = isSummary ? { summary_index: 0 } : { content_index: 0 }
    const words = isReasoning ? answer.reasoning : messageText(answer, dialect)
    return [
      event('response.output_item.added', { output_index, item: { ...item, content: [] } }),
      ...cutText(words).map((delta) => event(`${type}.delta`, { ...place, ...part, delta })),
      event(`${type}.done`, { ...place, ...part, text: words }),
      event('response.output_item.done', { output_index, item }),
    ]
  })
  return [
    event('response.created', { response: begun }),
    event('response.in_progress', { response: begun }),
    ...items,
    event('response.completed', { response: whole }),
    ...(dialect.habits?.includes('done-at-end') ? ['data: [DONE]\n\n'] : []),
  ]
}

export const responsesServer: WireServer = {
  path: '/responses',
  streamType: 'text/event-stream',
  rule,
  understand,
  writeStream,
  writeWhole: wholeResponse,
}
