import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { RunError, StreamEvent } from '@/core/protocol/stream-event.ts'
import { answerDelta, COMPLETE, createFakePorts, reasoningDelta } from '@/testing/fake-ports.ts'
import { lastRun, resetStores, VLLM_ENDPOINT } from '@/testing/fresh-conversation.ts'
import { createAppActions } from './app-actions.ts'
import { useComposerStore } from './composer-store.ts'
import { useDialogStore } from './dialog-store.ts'
import { useEndpointStore } from './endpoint-store.ts'
import { usePreferenceStore } from './preference-store.ts'

const OTHER = { ...VLLM_ENDPOINT, id: 'other', baseUrl: 'http://localhost:9000/v1' } as const

const fail = (changes: Partial<RunError> = {}): StreamEvent => ({
  type: 'end',
  status: 'error',
  finishReason: null,
  error: { kind: 'server', retry: 'auto', code: '503', message: 'Busy.', ...changes },
})

const CUT: StreamEvent = {
  type: 'end',
  status: 'truncated',
  finishReason: null,
  error: { kind: 'stream-cut', retry: 'user', code: null, message: 'Cut.' },
}

/** The app with an endpoint; pauses end when the test says so. */
function setUp() {
  const fake = createFakePorts()
  const pauses: { readonly milliseconds: number; readonly end: () => void }[] = []
  const wait = (milliseconds: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve())
      pauses.push({ milliseconds, end: resolve })
    })
  const app = createAppActions({ ...fake.ports, clock: { ...fake.ports.clock, wait } })
  useEndpointStore.getState().save(VLLM_ENDPOINT)
  const request = async (number: number) => {
    await vi.waitFor(() => expect(fake.requests.length).toBe(number))
    const sent = fake.requests[number - 1]
    if (!sent) throw new Error('nothing was sent')
    return sent
  }
  const pause = async (number: number) => {
    await vi.waitFor(() => expect(pauses.length).toBe(number))
    const begun = pauses[number - 1]
    if (!begun) throw new Error('nothing waits')
    return begun
  }
  const ask = () => {
    useComposerStore.getState().setText('Where?')
    return app.ask()
  }
  return { ...fake, app, ask, request, pause, pauses }
}

beforeEach(resetStores)

describe('a passing failure', () => {
  test('is asked again twice, each time after a pause that says so, and then stands', async () => {
    const { app, ask, request, pause } = setUp()
    const asked = ask()
    for (const attempt of [2, 3]) {
      const sent = await request(attempt - 1)
      sent.end({ type: 'metadata', id: 'x' }, fail())
      const { milliseconds, end } = await pause(attempt - 1)
      expect(milliseconds).toBe(attempt === 2 ? 500 : 1000)
      expect(lastRun().retry).toMatchObject({ attempt, attempts: 3, error: { code: '503' } })
      expect(lastRun().snapshot.status).toBe('preparing')
      end()
    }
    const last = await request(3)
    last.end(fail())
    await asked
    expect(lastRun()).toMatchObject({ retry: null, snapshot: { status: 'error' } })
    expect(app.readRaw(lastRun().id).answer).toBe('')
  })

  test('leads to a whole answer when it has passed', async () => {
    const { ask, request, pause } = setUp()
    const asked = ask()
    ;(await request(1)).end(fail())
    ;(await pause(1)).end()
    ;(await request(2)).end(answerDelta('There.'), COMPLETE)
    await asked
    expect(lastRun()).toMatchObject({ retry: null, snapshot: { status: 'complete' } })
  })

  test('can be tried again at once', async () => {
    const { app, ask, request, pause } = setUp()
    const asked = ask()
    ;(await request(1)).end(fail())
    await pause(1)
    app.tryNow(lastRun().id)
    ;(await request(2)).end(answerDelta('There.'), COMPLETE)
    await asked
    expect(lastRun().snapshot.status).toBe('complete')
  })

  test('ends with its error when the pause is called off', async () => {
    const { app, ask, request, pause, requests } = setUp()
    const asked = ask()
    ;(await request(1)).end(fail())
    await pause(1)
    app.stop()
    await asked
    expect(lastRun()).toMatchObject({
      retry: null,
      snapshot: { status: 'error', error: { code: '503', message: 'Busy.' } },
    })
    expect(requests).toHaveLength(1)
  })

  test.each([
    ['reasoning', reasoningDelta('I look')],
    ['an answer', answerDelta('At')],
    ['a call', { type: 'tool-call-delta', index: 0, id: 'c', name: 'f', arguments: '' }],
  ] as const)('is never asked again by itself once %s was shown', async (_what, shown) => {
    const { ask, request, pauses } = setUp()
    const asked = ask()
    const sent = await request(1)
    sent.emit(shown)
    sent.end(fail())
    await asked
    expect(lastRun().snapshot.status).toBe('error')
    expect(pauses).toEqual([])
  })

  test.each(['user', 'never'] as const)(
    'is left to the user where the advice is %s',
    async (retry) => {
      const { ask, request, pauses } = setUp()
      const asked = ask()
      ;(await request(1)).end(fail({ retry }))
      await asked
      expect(lastRun().snapshot.status).toBe('error')
      expect(pauses).toEqual([])
    },
  )

  test.each([
    ['30', 30_000],
    ['120', 120_000],
  ])('waits as long as the server asks: %s s', async (value, milliseconds) => {
    const { ask, request, pause } = setUp()
    void ask()
    const sent = await request(1)
    sent.options.onResponse?.({ status: 429, headers: [['retry-after', value]] }, 1)
    sent.end(fail())
    expect((await pause(1)).milliseconds).toBe(milliseconds)
  })

  test('is not waited for where the server asks for more than two minutes, but the time is kept', async () => {
    const { ask, request, pauses } = setUp()
    const asked = ask()
    const sent = await request(1)
    sent.options.onResponse?.({ status: 429, headers: [['retry-after', '121']] }, 1)
    sent.end(fail())
    await asked
    expect(pauses).toEqual([])
    expect(lastRun()).toMatchObject({ retryAfterMs: 121_000, snapshot: { status: 'error' } })
  })
})

test('each request has an ID of its own, where the user set one', async () => {
  const { app, ask, request, requests, pause } = setUp()
  useEndpointStore.getState().save({
    ...VLLM_ENDPOINT,
    providerId: 'zai',
    baseUrl: 'https://api.z.ai/api/paas/v4',
  })
  usePreferenceStore.getState().setParameter('request_id', 'my-request')
  const asked = ask()
  ;(await request(1)).end(fail())
  ;(await pause(1)).end()
  ;(await request(2)).end(answerDelta('There.'), COMPLETE)
  await asked
  const again = app.regenerate(lastRun().id)
  ;(await request(3)).end(COMPLETE)
  await again
  expect(requests.map(({ body }) => body['request_id'])).toEqual([
    'my-request',
    'my-request-2',
    'my-request-3',
  ])
})

describe('going on with an answer', () => {
  const SAID = 'The cup is at <|begin_of_box|>[[100,200,30'

  async function breakOff(said = SAID) {
    const given = setUp()
    const asked = given.ask()
    ;(await given.request(1)).end(reasoningDelta('I look.'), answerDelta(said), CUT)
    await asked
    const first = lastRun().id
    const continued = given.app.mendRun(first, 'continue')
    return { ...given, first, continued, second: await given.request(2) }
  }

  test('sends it as it is, unfinished and without thinking', async () => {
    const { second } = await breakOff()
    expect(second.body['messages']).toMatchObject([
      { role: 'user', content: 'Where?' },
      { role: 'assistant', content: SAID },
    ])
    expect(second.body).toMatchObject({
      continue_final_message: true,
      chat_template_kwargs: { enable_thinking: false },
    })
  })

  test('makes a box whole that was cut, in a run of its own', async () => {
    const { app, first, continued, second } = await breakOff()
    second.end(answerDelta('0,500]]<|end_of_box|>.'), COMPLETE)
    await continued
    const run = lastRun()
    expect(run.follow).toEqual({ kind: 'continuation', runId: first })
    expect(app.readRaw(run.id)).toEqual({
      reasoning: 'I look.',
      answer: `${SAID}0,500]]<|end_of_box|>.`,
    })
    expect(run.snapshot.answer.regions).toMatchObject([{ coords: [100, 200, 300, 500] }])
    expect(app.readRaw(first).answer).toBe(SAID)
  })

  test('joins exactly where it broke off behind white space, which templates strip', async () => {
    const { app, continued, second } = await breakOff('The cup is at \n')
    expect(second.body['messages']).toMatchObject([{}, { content: 'The cup is at' }])
    second.end(answerDelta(' the left.'), COMPLETE)
    await continued
    expect(app.readRaw(lastRun().id).answer).toBe('The cup is at the left.')
  })

  test('does not double what the server says again', async () => {
    const { app, continued, second } = await breakOff()
    second.emit(answerDelta(SAID.slice(0, 9)))
    second.end(answerDelta(`${SAID.slice(9)}0,500]].`), COMPLETE)
    await continued
    expect(app.readRaw(lastRun().id).answer).toBe(`${SAID}0,500]].`)
  })

  test.each([
    ['continue', 'server', 2],
    // Beside "Continue", "Retry" asks anew.
    ['retry', 'server', 1],
    // Without it, "Retry" is the same request once more.
    ['retry', 'auth', 2],
  ] as const)(
    'keeps what was there when it fails too; %s after %s sends %i messages',
    async (action, kind, count) => {
      const { app, continued, second, request } = await breakOff()
      second.end(fail({ kind, retry: 'user' }))
      await continued
      expect(app.readRaw(lastRun().id).answer).toBe(SAID)
      void app.mendRun(lastRun().id, action)
      expect((await request(3)).body['messages']).toHaveLength(count)
    },
  )
})

describe('a button below a run', () => {
  /** A run of an endpoint that is not the active one any more. */
  async function failElsewhere(error: Partial<RunError>) {
    const given = setUp()
    const asked = given.ask()
    ;(await given.request(1)).end(fail({ retry: 'user', ...error }))
    await asked
    useEndpointStore.getState().save(OTHER)
    return { ...given, runId: lastRun().id }
  }

  test('asks the endpoint of the run again, as it is saved now', async () => {
    const { app, runId, request } = await failElsewhere({})
    useEndpointStore.setState(({ endpoints }) => ({
      endpoints: endpoints.map((row) => (row.id === 'e' ? { ...row, model: 'mended' } : row)),
    }))
    void app.mendRun(runId, 'retry')
    const { options, body } = await request(2)
    expect(options.request.url).toMatch(/^http:\/\/localhost:8000/)
    expect(body['model']).toBe('mended')
    expect(useEndpointStore.getState().activeId).toBe('other')
  })

  test('turns on the relay for it, and for no other', async () => {
    const { app, runId, request } = await failElsewhere({ kind: 'network', code: 'cors' })
    void app.mendRun(runId, 'use-relay')
    expect((await request(2)).options.transport).toBe('relay')
    expect(useEndpointStore.getState().endpoints.map((row) => [row.id, row.usesRelay])).toEqual([
      ['e', true],
      ['other', false],
    ])
  })

  test('switches it to the wire that its server speaks', async () => {
    const { app, runId, request } = await failElsewhere({
      kind: 'protocol',
      code: 'wire:responses',
    })
    void app.mendRun(runId, 'change-wire')
    expect((await request(2)).options).toMatchObject({
      wire: 'responses',
      request: { url: 'http://localhost:8000/v1/responses' },
    })
  })

  test.each([
    ['edit-key', 'key'],
    ['edit-connection', 'baseUrl'],
    ['choose-model', 'model'],
  ] as const)('opens it in the dialog: %s', async (action, field) => {
    const { app, runId } = await failElsewhere({})
    await app.mendRun(runId, action)
    expect(useDialogStore.getState().connect?.prefill).toEqual({ kind: 'endpoint', id: 'e', field })
  })
})

test('a picture that can no longer be read ends the run with an error', async () => {
  const { ports } = createFakePorts()
  const encode = () => Promise.reject(new Error('gone'))
  const app = createAppActions({ ...ports, images: { ...ports.images, encode } })
  useEndpointStore.getState().save(VLLM_ENDPOINT)
  await app.attach([{ blob: new Blob(['x'], { type: 'image/png' }), name: 'a.png' }])
  useComposerStore.getState().setText('Where?')
  await app.ask()
  expect(lastRun().snapshot).toMatchObject({
    status: 'error',
    error: { kind: 'request', code: 'unreadable-picture' },
  })
})
