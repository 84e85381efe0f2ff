import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Wire } from '@/core/protocol/stream-event.ts'
import { readText } from '../../../server/testing/loopback-server.ts'
import { chatCompletionsServer } from './chat-completions-server.ts'
import { composeAnswer } from './compose-answer.ts'
import { desktopDialects } from './desktop-dialects.ts'
import type { Fault } from './fault-styles.ts'
import { type JsonRecord, type Problem, toRecord, toText } from './field-rules.ts'
import { hostedDialects } from './hosted-dialects.ts'
import { messagesServer } from './messages-server.ts'
import { ollamaServer } from './ollama-server.ts'
import { openWeightDialects } from './open-weight-dialects.ts'
import { responsesServer } from './responses-server.ts'
import type { StrictDialect } from './strict-dialect.ts'
import { transformersDialects } from './transformers-dialects.ts'
import type { WireServer } from './wire-server.ts'
import { zhipuDialects } from './zhipu-dialects.ts'

/** Every provider and wire that the documents know. */
export const dialects: readonly StrictDialect[] = [
  ...zhipuDialects,
  ...hostedDialects,
  ...openWeightDialects,
  ...desktopDialects,
  ...transformersDialects,
]

/** The key that every server wants which knows keys. */
export const rightKey = 'right-key'

const servers: Readonly<Record<Wire, WireServer>> = {
  'chat-completions': chatCompletionsServer,
  responses: responsesServer,
  messages: messagesServer,
  ollama: ollamaServer,
}

/**
 * A model server that speaks one dialect and nothing else: a field it does not know, a picture in the wrong form, a
 * header that no preflight would pass, the wrong key or model is refused in the provider's own words. What it
 * understood it says in its answer.
 */
export function createDialectHandler(dialectId: string): RequestListener {
  const dialect = dialects.find(({ id }) => id === dialectId)
  if (dialect === undefined) throw new Error(`no dialect ${dialectId}`)
  return (request, response) => {
    answer(request, response, dialect).catch(() => response.destroy())
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  dialect: StrictDialect,
): Promise<void> {
  const server = servers[dialect.wire]
  const body = parse(await readText(request))
  const fault = findFault(request, body, dialect)
  if (fault !== null) {
    const { status, body: words } = dialect.faults(fault)
    sendJson(response, status, words)
    return
  }
  const question = server.understand(body, dialect)
  const composed = composeAnswer(question)
  if (!question.streams) {
    sendJson(response, 200, server.writeWhole(question, composed, dialect))
    return
  }
  response.writeHead(200, { 'Content-Type': server.streamType })
  for (const piece of server.writeStream(question, composed, dialect)) response.write(piece)
  response.end()
}

/** What is wrong with a request, in the order in which servers look: path, headers, key, body, model. */
function findFault(request: IncomingMessage, body: unknown, dialect: StrictDialect): Fault | null {
  const server = servers[dialect.wire]
  const path = request.url ?? '/'
  if (request.method !== 'POST' || path !== `${dialect.basePath}${server.path}`) {
    return { kind: 'path', path }
  }
  const name = findForeignHeader(request, dialect)
  if (name !== null) return { kind: 'header', name }
  const keyFault = checkKey(request, dialect)
  if (keyFault !== null) return keyFault
  if (body === undefined) return { kind: 'not-json' }
  const model = toText(toRecord(body)['model'])
  if (model !== '' && !dialect.models.includes(model)) return { kind: 'model', model }
  const problem = server.rule(dialect)(body, '') ?? checkModel(toRecord(body), model, dialect)
  return problem === null ? null : { kind: 'field', problem }
}

/** Headers that a browser or Node sends by itself, or may send without asking. */
const freeHeader =
  /^(?:host|connection|content-length|transfer-encoding|user-agent|accept|accept-encoding|accept-language|origin|referer|pragma|cache-control|sec-.*)$/

/** A header that would not pass a preflight with a fixed list: Authorization, Content-Type and what the wire needs. */
function findForeignHeader(request: IncomingMessage, dialect: StrictDialect): string | null {
  const isMessages = dialect.wire === 'messages'
  const allowed = [
    'authorization',
    'content-type',
    ...(isMessages ? ['x-api-key', 'anthropic-version'] : []),
  ]
  const foreign = Object.keys(request.headers).find(
    (header) => !allowed.includes(header) && !freeHeader.test(header),
  )
  if (foreign !== undefined) return foreign
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return 'content-type'
  const isVersioned = request.headers['anthropic-version'] === '2023-06-01'
  return isMessages && !isVersioned ? 'anthropic-version' : null
}

function checkKey(request: IncomingMessage, dialect: StrictDialect): Fault | null {
  const bearer = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1]
  const own = request.headers['x-api-key']
  const sent = {
    bearer: [bearer],
    'x-api-key': [own],
    either: [own, bearer],
    none: [rightKey],
  }[dialect.key].filter((key) => key !== undefined)
  if (sent.length === 0) return { kind: 'key-missing' }
  return sent.includes(rightKey) ? null : { kind: 'key-wrong' }
}

/** What one model takes less than its provider. */
function checkModel(body: JsonRecord, model: string, dialect: StrictDialect): Problem | null {
  const rule = dialect.modelRules?.[model]
  const lacking = rule?.lacks?.find((name) => body[name] !== undefined)
  if (lacking !== undefined) {
    return { kind: 'unknown', path: lacking, detail: `is not a known field of ${model}` }
  }
  const maximum = rule?.maxTokens ?? Number.POSITIVE_INFINITY
  const path = ['max_tokens', 'max_output_tokens'].find((name) => Number(body[name] ?? 0) > maximum)
  return path === undefined
    ? null
    : { kind: 'invalid', path, detail: `must be at most ${maximum} for ${model}` }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(value))
}
