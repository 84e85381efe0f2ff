import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import { securityHeaders } from './security-headers.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.jsonl': 'application/jsonl',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.sse': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

const compressible = /^text\/|json|javascript|svg|wasm|ttf/
/** Vite puts a hash of the content into every file name below `assets/`. */
const hashedPath = /^\/assets\/.+-[\w-]{8,}\.\w+$/

type StaticFile = {
  readonly headers: OutgoingHttpHeaders
  readonly etag: string
  readonly body: Buffer
  readonly gzip: Buffer | null
}

export type StaticHandler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Serves the files that `folder` holds now. They are read once and found by their exact path, so no path can lead
 * out of the folder and a build that runs meanwhile cannot mix two versions.
 */
export async function createStaticHandler(folder: string): Promise<StaticHandler> {
  const files = await readFiles(folder)
  return (request, response) => {
    const pathname = readPathname(request.url ?? '/')
    const file = files.get(pathname === '/' ? '/index.html' : pathname)
    const kind = pathname === '/preview.html' ? 'preview' : 'page'
    for (const [name, value] of Object.entries(securityHeaders(kind))) {
      response.setHeader(name, value)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end()
    } else if (file === undefined) {
      const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
      response.writeHead(404, headers).end('Not found\n')
    } else {
      sendFile(request, response, file)
    }
  }
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: StaticFile): void {
  response.setHeader('ETag', file.etag)
  response.setHeader('Vary', 'Accept-Encoding')
  const known = request.headers['if-none-match']?.split(',').map((etag) => etag.trim())
  if (known?.includes(file.etag)) {
    response.writeHead(304, { 'Cache-Control': file.headers['cache-control'] }).end()
    return
  }
  const accepted = request.headers['accept-encoding'] ?? ''
  const gzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(`${accepted}`) ? file.gzip : null
  const body = gzip ?? file.body
  response.writeHead(200, {
    ...file.headers,
    'content-length': body.length,
    ...(gzip === null ? {} : { 'content-encoding': 'gzip' }),
  })
  // Node leaves the body of an answer to HEAD out by itself.
  response.end(body)
}

function readPathname(path: string): string {
  const [encoded = '/'] = path.split(/[?#]/, 1)
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const files = new Map<string, StaticFile>()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const pathname = `/${relative(folder, path).split(sep).join('/')}`
    files.set(pathname, prepareFile(pathname, await readFile(path)))
  }
  return files
}

function prepareFile(pathname: string, body: Buffer): StaticFile {
  const type = contentTypes[extname(pathname).toLowerCase()] ?? 'application/octet-stream'
  const gzip = compressible.test(type) && body.length > 1024 ? gzipSync(body) : null
  return {
    headers: {
      'content-type': type,
      'cache-control': hashedPath.test(pathname)
        ? 'public, max-age=31536000, immutable'
        : 'no-cache',
    },
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    body,
    gzip: gzip !== null && gzip.length < body.length ? gzip : null,
  }
}
