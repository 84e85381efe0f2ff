import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build, createServer, type InlineConfig, preview } from 'vite'
import { expect, onTestFinished, test, vi } from 'vitest'
import { toRelayPath } from '../src/core/protocol/relay-path.ts'
import { startServer } from './testing/loopback-server.ts'

const root = join(import.meta.dirname, '..')
const config: InlineConfig = {
  root,
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'silent',
}

/** The three ways in which the relay stands beside the page; each takes the server that it may forward to. */
const mounts: readonly (readonly [name: string, mount: (upstream: string) => Promise<string>])[] = [
  ['vite dev', mountInDev],
  ['vite preview', mountInPreview],
  ['npm start', async (upstream) => (await startBuilt(upstream)).origin],
]

const slow = 60_000

test.each(mounts)(
  'under %s each piece of an answer arrives before the next one exists',
  async (_name, mount) => {
    const pieces = 50
    let writeNext = (): void => undefined
    const upstream = await startServer((_request, response) => {
      let written = 0
      writeNext = () => {
        if (written === pieces) response.end()
        else response.write(`data: ${written}\n\n`)
        written += 1
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    })
    const answer = await fetch(`${await mount(upstream)}${toPath(upstream)}`)
    const seen: string[] = []
    writeNext()
    for await (const bytes of answer.body ?? []) {
      seen.push(new TextDecoder().decode(bytes))
      writeNext()
    }
    expect(seen).toEqual(Array.from({ length: pieces }, (_, at) => `data: ${at}\n\n`))
    expect(answer.headers.get('content-encoding')).toBeNull()
  },
  slow,
)

test.each(mounts)(
  'under %s the server learns that the browser stopped',
  async (_name, mount) => {
    let stopped = (): void => undefined
    const serverSawStop = new Promise<void>((resolve) => {
      stopped = resolve
    })
    const stream: RequestListener = (_request, response) => {
      response.on('close', stopped)
      response.write('data: one\n\n')
    }
    const upstream = await startServer(stream)
    const abort = new AbortController()
    const answer = await fetch(`${await mount(upstream)}${toPath(upstream)}`, {
      signal: abort.signal,
    })
    await answer.body?.getReader().read()
    abort.abort()
    await expect(serverSawStop).resolves.toBeUndefined()
  },
  slow,
)

test(
  'npm start logs a request on standard output, unless the log is off',
  async () => {
    const upstream = await startServer((_request, response) => response.end('{}'))
    const { host } = new URL(upstream)
    const loud = await startBuilt(upstream)
    const quiet = await startBuilt(upstream, { SIGHTLINE_LOG: 'off' })
    for (const { origin } of [loud, quiet]) await fetch(`${origin}${toPath(upstream)}?key=canary`)
    expect(await loud.nextLine()).toMatch(
      new RegExp(`^[\\d-]+T[\\d:.]+Z GET ${host}/v1 200 \\d+ B \\d+ ms$`),
    )
    await quiet.stop()
    expect(await quiet.nextLine()).toBe('')
  },
  slow,
)

function toPath(upstream: string): string {
  return toRelayPath(`${upstream}/v1`) ?? ''
}

/** What Vite reads of the environment when it mounts the relay, for as long as the test. */
function allow(upstream: string): void {
  vi.stubEnv('SIGHTLINE_RELAY_ORIGINS', upstream)
  vi.stubEnv('SIGHTLINE_LOG', 'off')
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-mount-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

async function mountInDev(upstream: string): Promise<string> {
  allow(upstream)
  const server = await createServer({
    ...config,
    mode: 'development',
    cacheDir: await makeFolder(),
    optimizeDeps: { noDiscovery: true },
    server: { host: '127.0.0.1', port: 0, hmr: false, ws: false, watch: null },
  })
  onTestFinished(() => server.close())
  await server.listen()
  return originOf(server.httpServer?.address())
}

async function mountInPreview(upstream: string): Promise<string> {
  allow(upstream)
  const server = await preview({
    ...config,
    mode: 'production',
    build: { outDir: await makeFolder() },
    preview: { host: '127.0.0.1', port: 0 },
  })
  onTestFinished(() => server.close())
  return originOf(server.httpServer.address())
}

function originOf(address: unknown): string {
  if (typeof address !== 'object' || address === null || !('port' in address)) {
    throw new Error('not listening')
  }
  return `http://127.0.0.1:${address.port}`
}

/** Builds the server as `npm start` does and runs it in a process of its own. */
async function startBuilt(upstream: string, environment: Readonly<Record<string, string>> = {}) {
  const folder = await makeFolder()
  const outDir = join(folder, 'dist-server')
  await mkdir(join(folder, 'dist'))
  await writeFile(join(folder, 'dist', 'index.html'), '<title>Sightline</title>')
  await build({ ...config, mode: 'production', build: { ssr: 'server/start.ts', outDir } })
  const server = spawn(process.execPath, [join(outDir, 'start.js')], {
    env: { PORT: '0', SIGHTLINE_RELAY_ORIGINS: upstream, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => {
    server.once('close', () => resolve())
  })
  const stop = (): Promise<void> => {
    server.kill()
    return ended
  }
  onTestFinished(stop)
  const lines = createInterface(server.stdout)[Symbol.asyncIterator]()
  /** The next line of its standard output; empty when there is none to come. */
  const nextLine = async (): Promise<string> => `${(await lines.next()).value ?? ''}`
  const [, origin = ''] = /^Sightline runs at (\S+)$/.exec(await nextLine()) ?? []
  return { origin, nextLine, stop }
}
