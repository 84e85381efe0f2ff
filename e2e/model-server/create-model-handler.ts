import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { findScriptMistake, isModelScript, type ModelScript } from './model-script.ts'
import { modelId } from './plan-stream.ts'
import { sendAnswer } from './send-answer.ts'
import { createSession, type Session } from './session.ts'

const sessionPath = /^(?:\/s\/([\w-]+))?(\/.*)$/

/**
 * A model server that does what its script says. `/v1/chat/completions` and `/v1/models` are the API; the paths that
 * begin with `/__` steer it: POST `/__script`, `/__release` and `/__reset`, GET `/__requests` and `/__held?name=`. Below
 * `/s/<name>` stands the same once more with a state of its own.
 */
export function createModelHandler(): RequestListener {
  const sessions = new Map<string, Session>()
  return (request, response) => {
    const match = sessionPath.exec(request.url ?? '/')
    const name = match?.[1] ?? ''
    const path = match?.[2] ?? '/'
    const session = sessions.get(name) ?? createSession()
    sessions.set(name, session)
    const handle = path.startsWith('/__') ? control : serveApi
    handle(request, response, session, path).catch(() => response.destroy())
  }
}

async function serveApi(
  request: IncomingMessage,
  response: ServerResponse,
  session: Session,
  path: string,
): Promise<void> {
  const method = request.method ?? 'GET'
  const body = await readBody(request)
  session.see({ method, path, headers: request.headers, body, state: 'open' }, response)
  const [pathname] = path.split('?')
  const isQuestion = method === 'POST' && pathname === '/v1/chat/completions'
  const script = isQuestion ? session.takeScript() : session.readDefault()
  if (script.cors ?? true) allowOrigin(request, response)
  if (method === 'OPTIONS') response.writeHead(200, { 'Content-Type': 'text/html' }).end()
  else if (script.key !== undefined && request.headers.authorization !== `Bearer ${script.key}`) {
    const error = { message: 'Invalid API Key', type: 'authentication_error', code: 401 }
    sendJson(response, 401, { error })
  } else if (isQuestion) await sendAnswer(response, session, script, readWishes(body))
  else if (method === 'GET' && pathname === '/v1/models') sendModels(response, script)
  else {
    const error = { message: 'File Not Found', type: 'not_found_error', code: 404 }
    sendJson(response, 404, { error })
  }
}

/** Cross-origin headers as llama.cpp sends them: the origin echoed, on errors too. */
function allowOrigin(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '')
  if (request.method !== 'OPTIONS') return
  response.setHeader('Access-Control-Allow-Credentials', 'true')
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, DELETE, OPTIONS')
  response.setHeader('Access-Control-Allow-Headers', '*')
}

function sendModels(response: ServerResponse, script: ModelScript): void {
  const ids = script.models ?? [modelId]
  const data = ids.map((id) => ({ id, object: 'model', created: 1, owned_by: 'test' }))
  sendJson(response, 200, { object: 'list', data })
}

function readWishes(body: unknown) {
  const { stream, stream_options: options } = toRecord(body)
  return { streams: stream === true, asksForUsage: toRecord(options)['include_usage'] === true }
}

async function control(
  request: IncomingMessage,
  response: ServerResponse,
  session: Session,
  path: string,
): Promise<void> {
  const url = new URL(path, 'http://127.0.0.1')
  const body = await readBody(request)
  switch (`${request.method} ${url.pathname}`) {
    case 'POST /__script': {
      if (!isModelScript(body)) return sendJson(response, 400, { error: findScriptMistake(body) })
      session.script(body)
      return sendJson(response, 200, {})
    }
    case 'POST /__release':
      session.release(String(toRecord(body)['name']))
      return sendJson(response, 200, {})
    case 'GET /__held':
      await session.waitUntilHeld(url.searchParams.get('name') ?? '')
      return sendJson(response, 200, {})
    case 'GET /__requests':
      return sendJson(response, 200, session.requests)
    case 'POST /__reset':
      session.reset()
      return sendJson(response, 200, {})
    default:
      return sendJson(response, 404, { error: `no ${request.method} ${url.pathname}` })
  }
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(value))
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  const text = Buffer.concat(parts).toString('utf8')
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
