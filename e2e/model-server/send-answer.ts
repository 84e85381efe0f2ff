import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Fault, ModelScript } from './model-script.ts'
import { planCompletion, planStream, type Step } from './plan-stream.ts'
import type { Session } from './session.ts'

const page = '<!doctype html><title>Welcome</title><p>This is a page, not an API.</p>'
const pingMs = 50

/** Answers a question as the script says. */
export async function sendAnswer(
  response: ServerResponse,
  session: Session,
  script: ModelScript,
  request: { readonly streams: boolean; readonly asksForUsage: boolean },
): Promise<void> {
  if (script.hold !== undefined && script.holdAt === 'headers') {
    await session.hold(script.hold, response)
  }
  if (sendWithoutStream(response, script)) return
  const status = script.status ?? 200
  const isJson = !request.streams || script.body !== undefined || status >= 400
  const type =
    script.contentType ?? (isJson ? 'application/json; charset=utf-8' : 'text/event-stream')
  response.writeHead(status, {
    'Content-Type': type,
    'X-Accel-Buffering': 'no',
    ...script.headers,
  })
  response.flushHeaders()
  const steps = planStream(withBody(script, request.streams), request.asksForUsage)
  for (const step of steps) {
    if (response.destroyed) return
    const goesOn = await takeStep(response, session, script, step)
    if (!goesOn) return
  }
  response.end()
}

/** The script with the body spelled out where the answer is no stream. */
function withBody(script: ModelScript, streams: boolean): ModelScript {
  const status = script.status ?? 200
  if (script.body !== undefined) return script
  if (status >= 400) {
    const error = { message: `Scripted status ${status}`, type: 'scripted_error', code: status }
    return { ...script, body: JSON.stringify({ error }) }
  }
  return streams ? script : { ...script, body: JSON.stringify(planCompletion(script)) }
}

function sendWithoutStream(response: ServerResponse, script: ModelScript): boolean {
  const { headers = {} } = script
  switch (script.fault) {
    case 'silent':
      return true
    case 'html':
      response
        .writeHead(script.status ?? 200, { 'Content-Type': 'text/html', ...headers })
        .end(page)
      return true
    case 'redirect':
      response.writeHead(script.status ?? 302, { Location: 'redirected', ...headers }).end()
      return true
    case 'empty':
      response.writeHead(script.status ?? 200, {
        'Content-Type': script.contentType ?? 'text/event-stream',
        ...headers,
      })
      response.end()
      return true
    default:
      return false
  }
}

/** Returns whether the stream goes on. */
async function takeStep(
  response: ServerResponse,
  session: Session,
  script: ModelScript,
  step: Step,
): Promise<boolean> {
  if (step.kind === 'hold') await session.hold(step.name, response)
  else if (step.kind === 'fault') return script.fault ? fail(response, script.fault) : true
  else await write(response, step.bytes, script.delayMs ?? 0)
  return true
}

async function write(response: ServerResponse, bytes: Uint8Array, delayMs: number): Promise<void> {
  if (delayMs > 0) await wait(delayMs)
  if (response.destroyed || response.write(bytes)) return
  const left = new AbortController()
  const leave = () => left.abort()
  response.once('close', leave)
  await once(response, 'drain', { signal: left.signal }).catch(() => undefined)
  response.off('close', leave)
}

async function fail(response: ServerResponse, fault: Fault): Promise<boolean> {
  switch (fault) {
    case 'reset':
      response.socket?.resetAndDestroy()
      return false
    case 'cut':
      response.socket?.destroySoon()
      return false
    case 'eof':
      response.end()
      return false
    case 'comment-stall':
      while (!response.destroyed) {
        response.write(': ping\n\n')
        await wait(pingMs)
      }
      return false
    case 'error-event': {
      const error = { code: 500, message: 'Scripted error in the stream', type: 'server_error' }
      response.end(`data: ${JSON.stringify({ error })}\n\ndata: [DONE]\n\n`)
      return false
    }
    case 'bad-json':
      response.write('data: {"choices":[{"index":0,"delta":{"content":"bro\n\n')
      return true
    default:
      return false
  }
}
