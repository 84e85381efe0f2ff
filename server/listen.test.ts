import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { listenOnLoopback } from './listen.ts'
import { startServer } from './testing/loopback-server.ts'

function createTestServer() {
  const server = createServer((_request, response) => response.end())
  onTestFinished(() => {
    server.close()
  })
  return server
}

test('takes the next free port when the wanted one is taken', async () => {
  const taken = Number(new URL(await startServer(() => undefined)).port)
  const address = await listenOnLoopback(createTestServer(), taken, false)
  expect(Number(new URL(address).port)).toBeGreaterThan(taken)
  expect((await fetch(address)).status).toBe(200)
})

test('fails when the wanted port is taken and no other will do', async () => {
  const taken = Number(new URL(await startServer(() => undefined)).port)
  await expect(listenOnLoopback(createTestServer(), taken, true)).rejects.toThrow('EADDRINUSE')
})
