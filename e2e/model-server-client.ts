import type { ModelScript } from './model-server/model-script.ts'
import type { SeenRequest } from './model-server/session.ts'

/** The model server as one test sees it: a session of its own. */
export type ModelServer = {
  readonly origin: string
  /** What a person would type as "Base URL". */
  readonly baseUrl: string
  /** Sets how questions are answered from now on, or (with `next`) how the next one is. */
  readonly script: (script: ModelScript) => Promise<void>
  /** Lets every stream go on that waits, or will wait, at this name. */
  readonly release: (name: string) => Promise<void>
  /** Resolves once a stream waits at this name: everything before it has been sent. */
  readonly untilHeld: (name: string) => Promise<void>
  readonly readRequests: () => Promise<readonly SeenRequest[]>
  /** The requests that asked a question, in order. */
  readonly readQuestions: () => Promise<readonly SeenRequest[]>
  readonly reset: () => Promise<void>
}

export function createModelServerClient(origin: string, sessionName: string): ModelServer {
  const session = `${origin}/s/${sessionName}`
  const send = async (path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${session}/__${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const value: unknown = await answer.json()
    if (!answer.ok) throw new Error(`model server: ${JSON.stringify(value)}`)
    return value
  }
  const readRequests = async (): Promise<readonly SeenRequest[]> => {
    const value = await send('requests')
    return Array.isArray(value) ? value : []
  }
  return {
    origin,
    baseUrl: `${session}/v1`,
    script: async (script) => {
      await send('script', script)
    },
    release: async (name) => {
      await send('release', { name })
    },
    untilHeld: async (name) => {
      await send(`held?name=${encodeURIComponent(name)}`)
    },
    readRequests,
    readQuestions: async () =>
      (await readRequests()).filter(
        ({ method, path }) => method === 'POST' && path.endsWith('/chat/completions'),
      ),
    reset: async () => {
      await send('reset', {})
    },
  }
}
