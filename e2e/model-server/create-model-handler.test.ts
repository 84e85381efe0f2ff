import { expect, test } from 'vitest'
import { startServer } from '../../server/testing/loopback-server.ts'
import { createModelHandler } from './create-model-handler.ts'
import type { ModelScript } from './model-script.ts'

async function startModelServer() {
  const origin = await startServer(createModelHandler())
  const post = (path: string, value: unknown, signal?: AbortSignal) =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1:4173' },
      body: JSON.stringify(value),
      ...(signal === undefined ? {} : { signal }),
    })
  return {
    origin,
    post,
    script: (script: ModelScript, session = '') => post(`${session}/__script`, script),
    ask: (value: unknown = { stream: true }, session = '', signal?: AbortSignal) =>
      post(`${session}/v1/chat/completions`, value, signal),
    readRequests: async () => (await fetch(`${origin}/__requests`)).json(),
  }
}

test('streams what the script says, whatever the size of its pieces', async () => {
  const server = await startModelServer()
  const texts: string[] = []
  for (const chunkBytes of [1, 7, 100_000]) {
    await server.script({ reasoning: 'é', answer: '🟦', chunkBytes })
    texts.push(await (await server.ask()).text())
  }
  expect(texts[0]).toContain('"reasoning_content":"é"')
  expect(texts[0]).toMatch(/\[DONE\]\n\n$/)
  expect(new Set(texts).size).toBe(1)
})

test('waits at a hold until it is released, and says when a stream waits there', async () => {
  const server = await startModelServer()
  await server.script({ answer: 'before<hold:box>after', deltaCharacters: 10 })
  const answer = await server.ask()
  await fetch(`${server.origin}/__held?name=box`)
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('before')) text += (await reader?.read())?.value ?? ''
  expect(text).not.toContain('after')
  await server.post('/__release', { name: 'box' })
  for (;;) {
    const part = await reader?.read()
    if (part === undefined || part.done) break
    text += part.value
  }
  expect(text).toContain('after')
})

test('serves scripts for one question before the standing one', async () => {
  const server = await startModelServer()
  await server.script({ status: 503 })
  await server.script({ status: 429, headers: { 'retry-after': '3' }, next: true })
  const first = await server.ask()
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '3'])
  expect((await server.ask()).status).toBe(503)
})

test('keeps sessions apart', async () => {
  const server = await startModelServer()
  await server.script({ status: 503 }, '/s/one')
  expect((await server.ask(undefined, '/s/one')).status).toBe(503)
  expect((await server.ask(undefined, '/s/two')).status).toBe(200)
})

test.each([
  ['cut', false],
  ['reset', false],
  ['eof', true],
  ['error-event', true],
  ['bad-json', true],
] as const)('after the fault %s, whether the body ends cleanly is %s', async (fault, isClean) => {
  const server = await startModelServer()
  await server.script({ answer: 'one<hold:x><fault>two', deltaCharacters: 10, fault })
  const answer = await server.ask()
  await server.post('/__release', { name: 'x' })
  const outcome = await answer.text().catch(() => null)
  expect(outcome !== null).toBe(isClean)
  if (fault !== 'bad-json') expect(outcome ?? '').not.toContain('two')
})

test.each(['stall', 'silent', 'comment-stall'] as const)(
  'after the fault %s the request stays open until the client leaves',
  async (fault) => {
    const server = await startModelServer()
    await server.script({ answer: '<hold:x><fault>', fault })
    const abort = new AbortController()
    const asked = server.ask(undefined, '', abort.signal).then((answer) => answer.text())
    const failed = expect(asked).rejects.toThrow()
    if (fault !== 'silent') await fetch(`${server.origin}/__held?name=x`)
    await expect.poll(async () => (await server.readRequests())[0]?.state).toBe('open')
    abort.abort()
    await failed
    await expect.poll(async () => (await server.readRequests())[0]?.state).toBe('aborted')
  },
)

test('remembers every request as it came', async () => {
  const server = await startModelServer()
  await server.ask({ stream: true, model: 'm' })
  expect(await server.readRequests()).toMatchObject([
    {
      method: 'POST',
      path: '/v1/chat/completions',
      headers: { 'content-type': 'application/json' },
      body: { stream: true, model: 'm' },
      state: 'answered',
    },
  ])
  await server.post('/__reset', {})
  expect(await server.readRequests()).toEqual([])
})

test('answers as one completion to a request that does not stream', async () => {
  const server = await startModelServer()
  await server.script({ reasoning: 'r<hold:never>', answer: 'a' })
  const { choices } = await (await server.ask({})).json()
  expect(choices[0].message).toEqual({ role: 'assistant', content: 'a', reasoning_content: 'r' })
})

test('lets other origins read, as llama.cpp does, unless told not to', async () => {
  const server = await startModelServer()
  expect((await server.ask()).headers.get('access-control-allow-origin')).toBe(
    'http://127.0.0.1:4173',
  )
  await server.script({ cors: false })
  expect((await server.ask()).headers.has('access-control-allow-origin')).toBe(false)
})

test('asks for the key, where the script has one', async () => {
  const server = await startModelServer()
  await server.script({ key: 'right' })
  expect((await server.ask()).status).toBe(401)
  const models = await fetch(`${server.origin}/v1/models`, {
    headers: { authorization: 'Bearer right' },
  })
  expect((await models.json()).data[0].id).toBe('glm-4.5v-tiny')
})

test.each([[{ answr: 'x' }], [{ fault: 'no-such' }], [{ chunkBytes: 0 }], ['text']])(
  'refuses the script %j',
  async (script) => {
    const server = await startModelServer()
    const answer = await server.post('/__script', script)
    expect(answer.status).toBe(400)
  },
)
