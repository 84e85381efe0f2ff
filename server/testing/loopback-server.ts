import {
  createServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type RequestListener,
  request,
} from 'node:http'
import { connect, createServer as createTcpServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A real server on a free loopback port that lives as long as the test. Returns its origin. */
export async function startServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('not listening')
  return `http://127.0.0.1:${address.port}`
}

/** A TCP server that does with each connection what no HTTP server would. Returns its origin. */
export async function startTcpServer(connect: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    // The other side may hang up at any time; that is no failure of a test.
    socket.on('error', () => socket.destroy())
    connect(socket)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('not listening')
  return `http://127.0.0.1:${address.port}`
}

export type RawAnswer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

type RawRequest = {
  readonly method?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string
}

/** Sends a request with exactly these headers and this path, as `fetch` would not. */
export function sendRaw(
  origin: string,
  path: string,
  options: RawRequest = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const { method = 'GET', headers = {} } = options
    const sent = request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      readText(answer).then(
        (text) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }),
        reject,
      )
    })
    sent.on('error', reject)
    sent.end(options.body)
  })
}

/** Sends exactly these bytes, which need not be HTTP, and returns what came back until the connection was closed. */
export function sendBytes(origin: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(origin)
    const parts: Buffer[] = []
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'))
    socket.on('data', (part: Buffer) => parts.push(part))
    // A server may hang up on what it does not like; what it said until then is the answer.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(Buffer.concat(parts).toString('utf8')))
  })
}

export async function readText(stream: AsyncIterable<Buffer | string>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}
