import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createStaticHandler } from './serve-static.ts'
import { sendRaw, startServer } from './testing/loopback-server.ts'

const script = `${'console.log(1);'.repeat(200)}`

async function startSite(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'sightline-static-'))
  onTestFinished(() => rm(parent, { recursive: true }))
  const folder = join(parent, 'dist')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(parent, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'index.html'), '<title>Sightline</title>')
  await writeFile(join(folder, 'preview.html'), '<title>Preview</title>')
  await writeFile(join(folder, 'assets', 'index-Ab3_x9Qz.js'), script)
  return startServer(await createStaticHandler(folder))
}

test('serves the index at the root, to be asked for anew each time', async () => {
  const site = await startSite()
  for (const path of ['/', '/?a=1', '/index.html']) {
    const { status, headers, text } = await sendRaw(site, path)
    expect([status, text]).toEqual([200, '<title>Sightline</title>'])
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['cache-control']).toBe('no-cache')
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  }
})

test('lets files with a hash in their name be kept for ever', async () => {
  const { headers, text } = await sendRaw(await startSite(), '/assets/index-Ab3_x9Qz.js')
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8')
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(text).toBe(script)
})

test('compresses for those who accept it', async () => {
  const site = await startSite()
  const path = '/assets/index-Ab3_x9Qz.js'
  const zipped = await fetch(`${site}${path}`, { headers: { 'accept-encoding': 'br, gzip' } })
  expect(zipped.headers.get('content-encoding')).toBe('gzip')
  expect(await zipped.text()).toBe(script)
  const refused = await sendRaw(site, path, { headers: { 'accept-encoding': 'br, gzip;q=0' } })
  expect(refused.headers).not.toHaveProperty('content-encoding')
})

test('answers 304 to who has the file already', async () => {
  const site = await startSite()
  const { etag } = (await sendRaw(site, '/')).headers
  const again = await sendRaw(site, '/', { headers: { 'if-none-match': `"x", ${etag}` } })
  expect([again.status, again.text]).toEqual([304, ''])
})

test('answers HEAD with the headers alone', async () => {
  const { status, headers, text } = await sendRaw(await startSite(), '/', { method: 'HEAD' })
  expect([status, headers['content-length'], text]).toEqual([200, '24', ''])
})

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/..\\secret.txt',
  '//secret.txt',
  '/assets',
  '/assets/',
  '/%',
  '/missing.js',
])('answers 404 to %s', async (path) => {
  const { status, text } = await sendRaw(await startSite(), path)
  expect([status, text]).toEqual([404, 'Not found\n'])
})

test('refuses to be written to', async () => {
  expect((await sendRaw(await startSite(), '/', { method: 'POST' })).status).toBe(405)
})

test('gives the preview page its own, sandboxed policy', async () => {
  const { headers } = await sendRaw(await startSite(), '/preview.html')
  expect(headers['content-security-policy']).toContain('sandbox allow-scripts')
})
