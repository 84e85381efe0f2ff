import type { RequestListener } from 'node:http'
import { toRelayPath } from '../../src/core/protocol/relay-path.ts'
import { createRelay } from '../relay.ts'
import { startServer } from './loopback-server.ts'

/** A server with the relay before a handler that answers 404. */
export async function startRelay(
  origins: readonly string[],
  options: { keys?: Iterable<[string, string]>; hostnames?: readonly string[] } = {},
): Promise<string> {
  const relay = createRelay({
    origins: new Set(origins),
    keys: new Map(options.keys ?? []),
    hostnames: new Set(options.hostnames ?? []),
  })
  return startServer((request, response) =>
    relay(request, response, () => response.writeHead(404).end('not the relay')),
  )
}

/** A model server and a relay that knows it; `path` gives the relay's path to it. */
export async function startRelayTo(listener: RequestListener) {
  const upstream = await startServer(listener)
  const relay = await startRelay([upstream])
  const path = (rest: string) => toRelayPath(`${upstream}${rest}`) ?? ''
  return { upstream, relay, path }
}
