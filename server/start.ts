import { createServer } from 'node:http'
import { join } from 'node:path'
import { createConfiguredRelay } from './configured-relay.ts'
import { containFailures, nameFailure } from './contain-failures.ts'
import { listenOnLoopback } from './listen.ts'
import { createStaticHandler } from './serve-static.ts'

const defaultPort = 4173

function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return defaultPort
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new Error(`PORT must be a number from 0 to 65535, not "${text}".`)
}

async function start(): Promise<void> {
  const port = readPort(process.env['PORT'])
  const serveStatic = await createStaticHandler(join(import.meta.dirname, '..', 'dist'))
  const relay = createConfiguredRelay(process.env)
  const server = createServer(
    containFailures(
      (request, response) => relay(request, response, () => serveStatic(request, response)),
      (line) => console.error(line),
    ),
  )
  const address = await listenOnLoopback(server, port, process.env['STRICT_PORT'] === '1')
  // The requests share nothing, so what one of them breaks in a later callback must not end the others either.
  process.on('uncaughtException', (error) => {
    console.error(`A request failed: ${nameFailure(error)}`)
  })
  console.log(`Sightline runs at ${address}`)
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
