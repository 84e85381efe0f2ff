import type { RequestListener } from 'node:http'
import { toRelayPath } from '../../src/core/protocol/relay-path.ts'
import { createRelay, type RelayOptions } from '../relay.ts'
import { startServer } from './loopback-server.ts'

type StartOptions = RelayOptions & {
  readonly keys?: Iterable<[string, string]>
  readonly hostnames?: readonly string[]
  /** Origins that must be public; the others may be private, as the servers of these tests are. */
  readonly publicOrigins?: readonly string[]
}

/** A server with the relay before a handler that answers 404. */
export async function startRelay(
  origins: readonly string[],
  { keys = [], hostnames = [], publicOrigins = [], ...options }: StartOptions = {},
): Promise<string> {
  const settings = {
    origins: new Set([...origins, ...publicOrigins]),
    privateOrigins: new Set(origins),
    keys: new Map(keys),
    hostnames: new Set(hostnames),
  }
  const relay = createRelay(settings, options)
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
