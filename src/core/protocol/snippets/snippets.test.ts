import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { transformWithOxc } from 'vite'
import { afterAll, describe, expect, it } from 'vitest'
import { readText, startServer } from '../../../../server/testing/loopback-server.ts'
import type { WireRequest } from '../chat-request.ts'
import type { Wire } from '../stream-event.ts'
import { curlSnippet } from './curl-snippet.ts'
import { keyVariableFor } from './key-variable.ts'
import { pythonOpenaiSnippet } from './python-openai-snippet.ts'
import { pythonZaiSnippet } from './python-zai-snippet.ts'
import { writeRecordedSnippet } from './recorded-address.ts'
import { typescriptSnippet } from './typescript-snippet.ts'

const run = promisify(execFile)
const KEY = 'test-key-1234'
const folder = mkdtempSync(path.join(tmpdir(), 'sightline-snippets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function hasProgram(name: string): boolean {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    process.stdout.write(`snippets: ${name} is not installed, its tests are skipped\n`)
    return false
  }
}
const HAS_CURL = hasProgram('curl')
const HAS_PYTHON = hasProgram('python3')

const PATHS: Readonly<Record<Wire, string>> = {
  'chat-completions': '/v1/chat/completions',
  responses: '/v1/responses',
  messages: '/v1/messages',
  ollama: '/api/chat',
}
const WIRES = Object.keys(PATHS) as readonly Wire[]

/** A text that breaks every quoting that is not meant for any text. */
const NASTY =
  'It\'s "so"\\n\nJSON\n$HOME `id` $(id) %s {0} \\u0041 \u2028 é 😀 """ \'\'\' $\u007b1} <b>\r\tend\\'
const PICTURE = Buffer.from(Uint8Array.from({ length: 400_000 }, (_, index) => index)).toString(
  'base64',
)

/** Bodies as the app builds them, with everything that is spelled differently in some language. */
function bodyFor(wire: Wire, stream: boolean, text = NASTY): Readonly<Record<string, unknown>> {
  const common = {
    model: 'glm-4.6v',
    stream,
    temperature: 0.8,
    top_p: 1,
    thinking: { type: 'enabled', budget_tokens: null },
    chat_template_kwargs: { enable_thinking: false, on: true },
    stop: ['END', "it's"],
  }
  switch (wire) {
    case 'chat-completions':
      return {
        ...common,
        max_tokens: 1024,
        messages: [
          { role: 'system', content: text },
          {
            role: 'user',
            content: [
              { type: 'image_url', image_url: { url: PICTURE } },
              { type: 'text', text },
            ],
          },
        ],
      }
    case 'responses':
      return { ...common, instructions: text, input: [{ role: 'user', content: text }] }
    case 'messages':
      return { ...common, max_tokens: 9, messages: [{ role: 'user', content: text }] }
    case 'ollama':
      return { ...common, messages: [{ role: 'user', content: text, images: [PICTURE] }] }
  }
}

function requestFor(origin: string, wire: Wire, body: unknown): WireRequest {
  return {
    url: `${origin}${PATHS[wire]}`,
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'text/event-stream, application/json',
      ...(wire === 'messages' ? { 'anthropic-version': '2023-06-01' } : {}),
    },
    body: JSON.stringify(body),
    keyHeader: wire === 'messages' ? 'x-api-key' : 'authorization',
  }
}

const sse = (...events: readonly unknown[]) =>
  events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')

/** "Hmm" is thought and "Ja ä" is said, on every wire, as a stream and whole. */
const ANSWERS: Readonly<Record<Wire, readonly [stream: string, whole: unknown]>> = {
  'chat-completions': [
    `${sse(
      { choices: [{ index: 0, delta: { role: 'assistant', content: null } }] },
      { choices: [{ index: 0, delta: { reasoning_content: 'Hmm' } }] },
      { choices: [{ index: 0, delta: { content: 'Ja ä' } }] },
      { choices: [], usage: {} },
    )}data: [DONE]\n\n`,
    { choices: [{ message: { reasoning: 'Hmm', content: 'Ja ä' } }] },
  ],
  responses: [
    `event: x\n${sse(
      { type: 'response.created', response: {} },
      { type: 'response.reasoning_text.delta', delta: 'Hmm' },
      { type: 'response.output_text.delta', delta: 'Ja ä' },
      { type: 'response.completed', response: {} },
    )}`,
    {
      output: [
        { type: 'reasoning', summary: [{ text: 'Hmm' }] },
        { type: 'message', content: [{ text: 'Ja ä' }] },
      ],
    },
  ],
  messages: [
    `event: x\n${sse(
      { type: 'message_start', message: {} },
      { type: 'content_block_delta', delta: { type: 'thinking_delta', thinking: 'Hmm' } },
      { type: 'content_block_delta', delta: { type: 'text_delta', text: 'Ja ä' } },
      { type: 'message_stop' },
    )}`,
    {
      content: [
        { type: 'thinking', thinking: 'Hmm' },
        { type: 'text', text: 'Ja ä' },
      ],
    },
  ],
  ollama: [
    [{ message: { thinking: 'Hmm', content: '' } }, { message: { content: 'Ja ä' }, done: true }]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
    { message: { thinking: 'Hmm', content: 'Ja ä' }, done: true },
  ],
}

type Seen = { readonly url: string; readonly headers: IncomingHttpHeaders; readonly body: unknown }

/** A model server on loopback that keeps what it was asked, and answers in pieces of seven bytes. */
async function startModelServer() {
  const seen: Seen[] = []
  const origin = await startServer(async (incoming, response) => {
    const body: unknown = JSON.parse(await readText(incoming))
    seen.push({ url: incoming.url ?? '', headers: incoming.headers, body })
    const wire = WIRES.find((known) => PATHS[known] === incoming.url) ?? 'chat-completions'
    const streams = typeof body === 'object' && body !== null && 'stream' in body && body.stream
    sendInPieces(response, streams ? ANSWERS[wire][0] : JSON.stringify(ANSWERS[wire][1]))
  })
  return { origin, seen }
}

function sendInPieces(response: ServerResponse, text: string): void {
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += 7)
    response.write(bytes.subarray(start, start + 7))
  response.end()
}

function writeProgram(name: string, source: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, source)
  return file
}

function sourceOf(snippet: ReturnType<typeof curlSnippet>): string {
  if (!snippet.ok) throw new Error(snippet.error)
  return snippet.value
}

const env = { ...process.env, API_KEY: KEY, NO_PROXY: '*' }

async function runTypescript(source: string): Promise<string> {
  const { code } = await transformWithOxc(source, 'ask.mts')
  const { stdout } = await run(process.execPath, [writeProgram('ask.mjs', code)], { env })
  return stdout
}

async function runShell(source: string): Promise<string> {
  const { stdout } = await run('bash', [writeProgram('ask.sh', source)], { env })
  return stdout
}

/** Stand-ins that do with their arguments what the packages do, and print the request instead of sending it. */
const STAND_IN = `
import json, sys
class Thing:
    def __init__(self, **fields): self.__dict__.update(fields)
def create_at(client, path, **fields):
    body = {k: v for k, v in fields.items() if k not in ("extra_body", "extra_headers")}
    body.update(fields.get("extra_body") or {})
    sys.stderr.write(json.dumps({"url": client.base_url + path, "key": client.api_key, "body": body,
        "headers": {**client.default_headers, **(fields.get("extra_headers") or {})}}))
    delta = Thing(content="Ja ä", reasoning_content=None, reasoning=None)
    thought = Thing(content=None, reasoning_content="Hmm")
    if path == "/responses":
        if not body.get("stream"): return Thing(output_text="HmmJa ä")
        return [Thing(type="response.created"), Thing(type="response.reasoning_text.delta", delta="Hmm"),
            Thing(type="response.output_text.delta", delta="Ja ä")]
    if not body.get("stream"):
        return Thing(choices=[Thing(message=Thing(content="Ja ä", reasoning="Hmm"))])
    return [Thing(choices=[]), Thing(choices=[Thing(delta=thought)]), Thing(choices=[Thing(delta=delta)])]
class Endpoint:
    def __init__(self, client, path): self.client, self.path = client, path
    def create(self, *, model, **fields): return create_at(self.client, self.path, model=model, **fields)
class Client:
    def __init__(self, *, api_key, base_url, default_headers=None):
        self.api_key, self.base_url, self.default_headers = api_key, base_url, default_headers or {}
        self.chat = Thing(completions=Endpoint(self, "/chat/completions"))
        self.responses = Endpoint(self, "/responses")
`
if (HAS_PYTHON) {
  writeProgram('openai.py', `${STAND_IN}\nOpenAI = Client\n`)
  writeProgram('zai.py', `${STAND_IN}\nZaiClient = Client\nZhipuAiClient = Client\n`)
}

async function runPython(source: string) {
  const file = writeProgram('ask.py', source)
  const { stdout, stderr } = await run('python3', [file], {
    env: { ...env, PYTHONPATH: folder, PYTHONIOENCODING: 'utf-8', PYTHONDONTWRITEBYTECODE: '1' },
  })
  return { stdout, call: JSON.parse(stderr) }
}

const CASES = WIRES.flatMap((wire) => [[wire, true] as const, [wire, false] as const])

describe.skipIf(!HAS_CURL)('the curl snippet', () => {
  it.each(CASES)('sends the app’s own %s request, streamed: %s', async (wire, stream) => {
    const { origin, seen } = await startModelServer()
    const body = bodyFor(wire, stream)
    const snippet = sourceOf(curlSnippet(requestFor(origin, wire, body), wire))
    const printed = await runShell(snippet)
    expect(seen).toEqual([
      { url: PATHS[wire], headers: expect.objectContaining(headersOf(wire)), body },
    ])
    expect(printed).toBe(stream ? ANSWERS[wire][0] : JSON.stringify(ANSWERS[wire][1]))
    expect(snippet).not.toContain(KEY)
  })

  it('carries any question', async () => {
    const { origin, seen } = await startModelServer()
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        const request = requestFor(origin, 'ollama', { stream: false, prompt: text, [text]: text })
        await runShell(sourceOf(curlSnippet(request, 'ollama')))
        expect(seen.at(-1)?.body).toEqual({ stream: false, prompt: text, [text]: text })
      }),
      { seed: 3, numRuns: 25, examples: [["'\nJSON\n"], ['\\'], ["'\\''"], ['$(id)`id`!!']] },
    )
  })
})

describe('the TypeScript snippet', () => {
  it.each(CASES)(
    'sends the app’s own %s request, streamed: %s, and prints both channels',
    async (wire, stream) => {
      const { origin, seen } = await startModelServer()
      const body = bodyFor(wire, stream)
      const snippet = sourceOf(typescriptSnippet(requestFor(origin, wire, body), wire))
      const printed = await runTypescript(snippet)
      expect(seen).toEqual([
        { url: PATHS[wire], headers: expect.objectContaining(headersOf(wire)), body },
      ])
      expect(printed.replaceAll('\n', '')).toBe('HmmJa ä')
      expect(snippet).not.toContain(KEY)
    },
  )

  it('carries any question', async () => {
    const { origin, seen } = await startModelServer()
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        const body = JSON.parse(`{"stream":false,${JSON.stringify(text)}:${JSON.stringify(text)}}`)
        await runTypescript(
          sourceOf(typescriptSnippet(requestFor(origin, 'ollama', body), 'ollama')),
        )
        expect(JSON.stringify(seen.at(-1)?.body)).toBe(JSON.stringify(body))
      }),
      {
        seed: 3,
        numRuns: 15,
        examples: [['__proto__'], ['`$' + '{1}`'], ["'\\"], ['\u2028</script>']],
      },
    )
  })
})

function headersOf(wire: Wire): Readonly<Record<string, string>> {
  return wire === 'messages'
    ? { 'x-api-key': KEY, 'anthropic-version': '2023-06-01', 'content-type': 'application/json' }
    : { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' }
}

describe.skipIf(!HAS_PYTHON)('the Python snippets', () => {
  it.each([
    ['openai', pythonOpenaiSnippet, 'chat-completions', true],
    ['openai', pythonOpenaiSnippet, 'chat-completions', false],
    ['openai', pythonOpenaiSnippet, 'responses', true],
    ['openai', pythonOpenaiSnippet, 'responses', false],
    ['zai', pythonZaiSnippet, 'chat-completions', true],
    ['zai', pythonZaiSnippet, 'chat-completions', false],
  ] as const)('%s: calls with the app’s own request', async (_, write, wire, stream) => {
    const body = bodyFor(wire, stream)
    const snippet = sourceOf(write(requestFor('http://127.0.0.1:1', wire, body), wire))
    const { stdout, call } = await runPython(snippet)
    expect(call).toEqual({
      url: `http://127.0.0.1:1${PATHS[wire]}`,
      key: KEY,
      body,
      headers: {},
    })
    expect(stdout.replaceAll('\n', '')).toBe('HmmJa ä')
    expect(snippet).not.toContain(KEY)
  })

  it('carries any question', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        const body = { model: text, stream: true, messages: [{ content: text, [text]: [text] }] }
        const request = requestFor('http://127.0.0.1:1', 'chat-completions', body)
        const { call } = await runPython(sourceOf(pythonOpenaiSnippet(request, 'chat-completions')))
        expect(call.body).toEqual(body)
      }),
      { seed: 3, numRuns: 15, examples: [['"""\\'], ['\\N{DASH}'], ['{x}%s'], ["'\n\r\u2028"]] },
    )
  })

  it('keeps values that zai-sdk would move, and a header that it does not know', async () => {
    const body = { model: 'm', messages: [], temperature: 0, top_p: 1 }
    const request = requestFor('http://127.0.0.1:1', 'chat-completions', body)
    const snippet = pythonZaiSnippet(
      { ...request, headers: { ...request.headers, 'Accept-Language': 'en' } },
      'chat-completions',
    )
    expect(sourceOf(snippet)).toContain('extra_body={"temperature": 0, "top_p": 1},')
    const { call } = await runPython(sourceOf(snippet))
    expect(call).toMatchObject({ body, headers: { 'Accept-Language': 'en' } })
  })
})

describe('a snippet that cannot be', () => {
  const body = bodyFor('chat-completions', true)
  const request = requestFor('http://127.0.0.1:1', 'chat-completions', body)

  it.each([
    ['zai-sdk on another wire', () => pythonZaiSnippet(request, 'messages'), /Chat Completions/],
    [
      'zai-sdk elsewhere',
      () => pythonZaiSnippet({ ...request, url: 'http://h/x' }, 'chat-completions'),
      /end in/,
    ],
    [
      'zai-sdk with a picture that it would change',
      () =>
        pythonZaiSnippet(
          requestFor('http://h', 'chat-completions', { url: 'data:image/png;base64,AA' }),
          'chat-completions',
        ),
      /pictures/,
    ],
    [
      'zai-sdk with another key header',
      () => pythonZaiSnippet({ ...request, keyHeader: 'x-api-key' }, 'chat-completions'),
      /key/,
    ],
    ['openai on Messages', () => pythonOpenaiSnippet(request, 'messages'), /Responses/],
    ['openai on Ollama', () => pythonOpenaiSnippet(request, 'ollama'), /Responses/],
    [
      'a demo',
      () => curlSnippet({ ...request, url: 'demo://a/chat/completions' }, 'chat-completions'),
      /network/,
    ],
    ['a body that is none', () => typescriptSnippet({ ...request, body: null }, 'ollama'), /body/],
    [
      'a body that is nested three thousand levels deep',
      () => {
        const deep = `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`
        return pythonOpenaiSnippet({ ...request, body: deep }, 'chat-completions')
      },
      /too deep/,
    ],
    ['a body that is a list', () => curlSnippet({ ...request, body: '[]' }, 'ollama'), /body/],
  ] as const)('says why: %s', (_, write, sentence) => {
    expect(write()).toMatchObject({ ok: false, error: expect.stringMatching(sentence) })
  })
})

describe('a snippet for the request of a recording', () => {
  const write = (url: string) =>
    writeRecordedSnippet(
      { ...requestFor('http://h', 'ollama', { model: 'm' }), url },
      'ollama',
      curlSnippet,
      '#',
    )

  it.each([
    ['https://evil.example/v1/chat/completions', 'evil.example'],
    ['http://127.0.0.1:8000', '127.0.0.1:8000'],
    ['https://[2001:db8::1]:8443/v1', '[2001:db8::1]:8443'],
  ])('names the host that a stranger chose in its first line: %s', (url, host) => {
    const [first, second] = sourceOf(write(url)).split('\n')
    expect(first).toBe(`# The address comes from the recording: ${host}`)
    expect(second).toContain(`'${url}'`)
  })

  it.each(['https://host.test;touch$IFS-x/v1', "https://host'/v1", 'https://h\u202eost/v1'])(
    'is refused where the host is no plain one: %j',
    (url) => expect(write(url)).toMatchObject({ ok: false, error: expect.stringMatching(/host/) }),
  )
})

describe('keyVariableFor', () => {
  it.each([
    ['https://api.z.ai/api/paas/v4/chat/completions', 'ZAI_API_KEY'],
    ['https://API.Z.AI/api/paas/v4/chat/completions', 'ZAI_API_KEY'],
    ['https://api.z.ai.evil.test/api/paas/v4', 'API_KEY'],
    ['http://localhost:8000/v1/chat/completions', 'API_KEY'],
    ['', 'API_KEY'],
  ])('names the variable for %s', (url, name) => {
    expect(keyVariableFor(url)).toBe(name)
  })
})
