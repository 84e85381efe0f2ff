import { createServer } from 'node:http'
import { listenOnLoopback } from '../server/listen.ts'

/** A loopback port that nobody listens on. */
export async function findFreePort(): Promise<string> {
  const server = createServer()
  const { port } = new URL(await listenOnLoopback(server, 0, true))
  await new Promise((resolve) => {
    server.close(resolve)
  })
  return port
}
