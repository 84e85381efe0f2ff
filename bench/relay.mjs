/**
 * How long the relay holds a piece of an answer, and how long a Stop takes to reach the model server:
 *
 *     node bench/relay.mjs [--json <file>]
 *
 * The relay runs as `npm start` runs it, built and in a process of its own; server and client live in this process, so
 * both read one clock. The same stream without the relay stands beside it for comparison.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { build } from 'vite'

const chunks = 200
const aborts = 20
/** A fast model speaks about a hundred tokens a second. */
const chunkEveryMs = 10
const goals = { chunkMs: 50, abortMs: 200 }

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({ options: { json: { type: 'string' } } })

/** A model server that stamps each piece with the time at which it lets go of it, and notices who leaves. */
async function startModelServer() {
  const noticed = new Map()
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost')
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.on('close', () => noticed.get(url.search)?.(performance.now()))
    for (let sent = 0; sent < chunks && !response.destroyed; sent += 1) {
      response.write(`data: ${performance.now()}\n\n`)
      await wait(chunkEveryMs)
    }
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, origin: `http://127.0.0.1:${server.address().port}`, noticed }
}

async function startRelay(folder, upstream) {
  await mkdir(join(folder, 'dist'))
  await writeFile(join(folder, 'dist', 'index.html'), '<title>Sightline</title>')
  const outDir = join(folder, 'dist-server')
  await build({ root, logLevel: 'silent', build: { ssr: 'server/start.ts', outDir } })
  const relay = spawn(process.execPath, [join(outDir, 'start.js')], {
    env: { PORT: '0', SIGHTLINE_RELAY_ORIGINS: upstream, SIGHTLINE_LOG: 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface(relay.stdout)) {
    const origin = /^Sightline runs at (\S+)$/.exec(line)?.[1]
    if (origin !== undefined)
      return { relay, base: `${origin}/relay/http/${new URL(upstream).host}` }
  }
  throw new Error('The relay did not start.')
}

/** Milliseconds from the server's write to the client's read, one for each piece. */
async function measureChunks(base) {
  const answer = await fetch(`${base}/v1`)
  const decoder = new TextDecoder()
  const times = []
  for await (const bytes of answer.body) {
    const now = performance.now()
    // Two pieces in one read are two pieces: the first of them came late.
    for (const [, sentAt] of decoder.decode(bytes).matchAll(/data: ([\d.]+)\n\n/g)) {
      times.push(now - Number(sentAt))
    }
  }
  if (times.length !== chunks) throw new Error(`${times.length} of ${chunks} pieces arrived whole.`)
  return times
}

/** Milliseconds from the client's abort to the end of the connection at the server. */
async function measureAborts(base, noticed) {
  const times = []
  for (let run = 0; run < aborts; run += 1) {
    const search = `?run=${run}`
    const left = new Promise((resolve) => noticed.set(search, resolve))
    const abort = new AbortController()
    const answer = await fetch(`${base}/v1${search}`, { signal: abort.signal })
    await answer.body.getReader().read()
    const startedAt = performance.now()
    abort.abort()
    times.push((await left) - startedAt)
  }
  return times
}

function summarise(name, times, goalMs) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share) => sorted[Math.ceil(share * sorted.length) - 1]
  const [medianMs, p95Ms, maxMs] = [at(0.5), at(0.95), at(1)].map((ms) => Number(ms.toFixed(2)))
  return { name, samples: times.length, medianMs, p95Ms, maxMs, goalMs, met: p95Ms < goalMs }
}

const folder = await mkdtemp(join(tmpdir(), 'sightline-bench-'))
const model = await startModelServer()
const { relay, base } = await startRelay(folder, model.origin)
try {
  // The first requests warm both processes up; they are not counted.
  await measureChunks(base)
  const rows = [
    summarise('chunk through the relay', await measureChunks(base), goals.chunkMs),
    summarise('chunk without it', await measureChunks(model.origin), goals.chunkMs),
    summarise('abort through the relay', await measureAborts(base, model.noticed), goals.abortMs),
    summarise('abort without it', await measureAborts(model.origin, model.noticed), goals.abortMs),
  ]
  console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])))
  if (values.json !== undefined) {
    await mkdir(dirname(values.json), { recursive: true })
    const report = { node: process.version, date: new Date().toISOString(), chunkEveryMs, rows }
    await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`)
  }
  if (rows.some(({ met }) => !met)) process.exitCode = 1
} finally {
  relay.kill()
  model.server.close()
  model.server.closeAllConnections()
  await rm(folder, { recursive: true })
}
