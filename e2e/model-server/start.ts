import { createServer } from 'node:http'
import { listenOnLoopback } from '../../server/listen.ts'
import { createModelHandler } from './create-model-handler.ts'

/** `start.js [port]`: without a port, or with 0, any free one. Says where it runs in one line. */
const port = Number(process.argv[2] ?? process.env['MODEL_SERVER_PORT'] ?? 0)

listenOnLoopback(createServer(createModelHandler()), port, true).then(
  (address) => console.log(`Model server runs at ${address}`),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  },
)
