import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { ModelScript } from './model-script.ts'

/** A request that the server saw. */
export type SeenRequest = {
  readonly method: string
  /** Path and query below the session. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** The decoded JSON, the text if it is none, null without a body. */
  readonly body: unknown
  /** `aborted`: the connection closed before the answer was complete. */
  state: 'open' | 'answered' | 'aborted'
}

/** What one test scripts and sees; tests that run at the same time have a session each. */
export type Session = {
  readonly requests: readonly SeenRequest[]
  script: (script: ModelScript) => void
  /** The script for a question. */
  takeScript: () => ModelScript
  /** The script for everything else. */
  readDefault: () => ModelScript
  see: (request: SeenRequest, response: ServerResponse) => void
  /** Resolves when the name is released or the client has left. */
  hold: (name: string, response: ServerResponse) => Promise<void>
  release: (name: string) => void
  /** Resolves when a stream waits at the name. */
  waitUntilHeld: (name: string) => Promise<void>
  reset: () => void
}

const firstDefault: ModelScript = { reasoning: 'Let me look.', answer: 'Hello.' }

export function createSession(): Session {
  const requests: SeenRequest[] = []
  const responses = new Set<ServerResponse>()
  const queue: ModelScript[] = []
  let standing = firstDefault
  let holds = new Map<string, Hold>()
  const readHold = (name: string): Hold => {
    const hold = holds.get(name) ?? { reached: createSignal(), released: createSignal() }
    holds.set(name, hold)
    return hold
  }
  return {
    requests,
    script: (script) => {
      if (script.next ?? false) queue.push(script)
      else standing = script
    },
    takeScript: () => queue.shift() ?? standing,
    readDefault: () => standing,
    see: (request, response) => {
      requests.push(request)
      responses.add(response)
      response.on('close', () => {
        responses.delete(response)
        request.state = response.writableFinished ? 'answered' : 'aborted'
      })
    },
    hold: async (name, response) => {
      const { reached, released } = readHold(name)
      const closed = createSignal()
      response.once('close', closed.resolve)
      reached.resolve()
      await Promise.race([released.promise, closed.promise])
    },
    release: (name) => readHold(name).released.resolve(),
    waitUntilHeld: (name) => readHold(name).reached.promise,
    reset: () => {
      for (const hold of holds.values()) hold.released.resolve()
      for (const response of responses) response.destroy()
      holds = new Map()
      queue.length = 0
      requests.length = 0
      standing = firstDefault
    },
  }
}

type Signal = { readonly promise: Promise<void>; readonly resolve: () => void }
type Hold = { readonly reached: Signal; readonly released: Signal }

function createSignal(): Signal {
  let resolve = (): void => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
