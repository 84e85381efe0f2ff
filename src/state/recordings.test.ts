import { beforeEach, describe, expect, it } from 'vitest'
import { decodeRecording, type Recording } from '@/core/run/recording.ts'
import type { Ports } from '@/io/ports.ts'
import { answerDelta, COMPLETE, createFakePorts } from '@/testing/fake-ports.ts'
import { createAppActions } from './app-actions.ts'
import { useComposerStore } from './composer-store.ts'
import { useConversationStore } from './conversation-store.ts'
import { useEndpointStore } from './endpoint-store.ts'
import { usePreferenceStore } from './preference-store.ts'

const KEY = 'canary-key-0123456789'
const PICTURE = new Blob(['the picture'], { type: 'image/png' })
const hashOf = (blob: Blob) => blob.size.toString(16).padStart(64, '0')

function setup() {
  const fake = createFakePorts()
  const saved: { readonly name: string; readonly text: string }[] = []
  const kept = new Map<string, Recording>()
  const ports: Ports = {
    ...fake.ports,
    download: (name, _type, text) => void saved.push({ name, text }),
    recordings: {
      keep: (id, recording) => void kept.set(id, recording),
      forget: (id) => void kept.delete(id),
    },
    images: {
      ...fake.ports.images,
      encode: async (image) => ({ type: image.type, base64: btoa(await image.blob.text()) }),
    },
  }
  return { ...fake, ports, saved, kept, app: createAppActions(ports) }
}

beforeEach(() => {
  useConversationStore.setState(useConversationStore.getInitialState())
  useComposerStore.setState(useComposerStore.getInitialState())
  useEndpointStore.setState(useEndpointStore.getInitialState())
  useEndpointStore.getState().save({
    id: 'e',
    providerId: 'custom',
    name: 'Mine',
    baseUrl: 'https://host.test/v1',
    wire: 'chat-completions',
    model: 'org/glm 4.6v',
    usesRelay: false,
    corrections: {},
  })
})

/** Asks with a picture and lets the server answer; the run has ended. */
async function askOnce(context: ReturnType<typeof setup>) {
  const { app, requests, secrets } = context
  secrets.set('https://host.test', KEY)
  await app.attach([{ blob: PICTURE, name: 'a.png' }])
  useComposerStore.getState().setText(`Where? My key is ${KEY}`)
  const done = app.ask()
  await expect.poll(() => requests.length).toBe(1)
  const request = requests[0]
  if (!request) throw new Error('nothing was sent')
  const stream = `data: {"choices":[{"delta":{"content":"Here, ${KEY}"}}]}\n\ndata: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n`
  request.options.onResponse?.({ status: 200, headers: [['content-type', 'text/event-stream']] }, 5)
  request.options.onBytes?.(new TextEncoder().encode(stream), 10)
  request.end(answerDelta('Here'), COMPLETE)
  await done
  const runId = useConversationStore.getState().focusedRunId ?? ''
  return { runId }
}

const fileOf = (text: string, name = 'run.json') => ({
  blob: new Blob([text], { type: 'application/json' }),
  name,
})

describe('a run that is saved', () => {
  it('becomes a file that opens again, with its picture and without the key', async () => {
    const context = setup()
    const { runId } = await askOnce(context)
    const result = await context.app.saveRecording(runId, 0, true)
    expect(result).toEqual({ ok: true, value: 'sightline-org-glm-4.6v-2026-01-01.json' })
    const [file] = context.saved
    expect(file?.text).not.toContain(KEY)
    const decoded = decodeRecording(JSON.parse(file?.text ?? ''))
    expect(decoded).toMatchObject({
      ok: true,
      value: {
        endpoint: { provider: 'Mine', model: 'org/glm 4.6v', scripted: false },
        media: [{ name: 'a.png', sha256: hashOf(PICTURE), data: btoa('the picture') }],
        http: { status: 200 },
        ending: 'close',
      },
    })
  })

  it('leaves its picture out unless that is wished', async () => {
    const context = setup()
    const { runId } = await askOnce(context)
    await context.app.saveRecording(runId, 0, false)
    expect(context.saved[0]?.text).toContain('"data": null')
  })

  it('says why there is nothing to save', async () => {
    const context = setup()
    expect(await context.app.saveRecording('none', 0, false)).toMatchObject({ ok: false })
    expect(context.saved).toEqual([])
  })
})

async function savedFile(context: ReturnType<typeof setup>, withPictures: boolean) {
  const { runId } = await askOnce(context)
  await context.app.saveRecording(runId, 0, withPictures)
  return fileOf(context.saved[0]?.text ?? '')
}

describe('a recording that is opened', () => {
  it('is a turn of its own that asks only the replay, without a key', async () => {
    const context = setup()
    const file = await savedFile(context, true)
    context.app.newChat()
    useComposerStore.getState().setText('half a question')
    void context.app.attach([file])
    await expect.poll(() => context.requests.length).toBe(2)
    const { options } = context.requests[1] ?? {}
    const [id] = context.kept.keys()
    expect(options).toMatchObject({ transport: 'replay', key: null })
    expect(options?.request.url).toBe(`replay://${id}`)
    const { turns, runs, focusedRunId } = useConversationStore.getState()
    expect(turns).toHaveLength(1)
    expect(turns[0]?.attachments).toMatchObject([{ name: 'a.png', isStandIn: false }])
    expect(runs[focusedRunId ?? '']).toMatchObject({
      isReplay: true,
      providerName: 'Mine',
      model: 'org/glm 4.6v',
      origin: null,
    })
    expect(context.app.readExchanges(focusedRunId ?? '')[0]?.request.url).toBe(
      'https://host.test/v1/chat/completions',
    )
    expect(useComposerStore.getState().text).toBe('half a question')
  })

  it('takes a picture that is at hand, and a stand-in for one that is not', async () => {
    const context = setup()
    const file = await savedFile(context, false)
    const own = useConversationStore.getState().turns[0]?.attachments[0]?.image
    void context.app.attach([file])
    await expect.poll(() => context.requests.length).toBe(2)
    expect(useConversationStore.getState().turns[1]?.attachments[0]?.image).toBe(own)
    context.app.newChat()
    void context.app.attach([file])
    await expect.poll(() => context.requests.length).toBe(3)
    expect(useConversationStore.getState().turns[0]?.attachments).toMatchObject([
      { isStandIn: true, image: { width: 400, height: 300 } },
    ])
    context.app.newChat()
    expect(context.kept.size).toBe(0)
  })

  it('replays again on Regenerate, and is not asked again by itself when it replays an error', async () => {
    const context = setup()
    const opened = context.app.attach([await savedFile(context, true)])
    await expect.poll(() => context.requests.length).toBe(2)
    context.requests[1]?.end({
      type: 'end',
      status: 'error',
      finishReason: null,
      error: { kind: 'overloaded', retry: 'auto', code: null, message: 'busy' },
    })
    await opened
    expect(context.requests).toHaveLength(2)
    const runId = useConversationStore.getState().focusedRunId ?? ''
    void context.app.regenerate(runId)
    await expect.poll(() => context.requests.length).toBe(3)
    expect(context.requests[2]?.options.transport).toBe('replay')
  })

  it('has the times of the recording, however fast it is replayed', async () => {
    const context = setup()
    const file = await savedFile(context, true)
    usePreferenceStore.getState().setReplaySpeed('at-once')
    const recording = JSON.parse(await file.blob.text())
    recording.http.atMs = 300
    recording.chunks = [
      [840, 'a'],
      [2100, 'b'],
    ]
    void context.app.attach([fileOf(JSON.stringify(recording))])
    await expect.poll(() => context.requests.length).toBe(2)
    const { options, emit, end } = context.requests[1] ?? expect.unreachable()
    options.onResponse?.({ status: 200, headers: [] }, 5000)
    options.onBytes?.(new Uint8Array(1), 5001)
    emit(answerDelta('a'))
    options.onBytes?.(new Uint8Array(1), 5002)
    end(COMPLETE)
    context.runFrames()
    const { runs, focusedRunId } = useConversationStore.getState()
    await expect
      .poll(() => useConversationStore.getState().runs[focusedRunId ?? '']?.snapshot.status)
      .toBe('complete')
    expect(Object.keys(runs)).toHaveLength(2)
    expect(useConversationStore.getState().runs[focusedRunId ?? '']?.snapshot).toMatchObject({
      startedAtMs: 0,
      firstTokenAtMs: 840,
      endedAtMs: 2100,
    })
    const [exchange] = context.app.readExchanges(focusedRunId ?? '')
    expect(exchange?.response?.atMs).toBe(300)
    expect(exchange?.chunks.map(({ atMs }) => atMs)).toEqual([840, 2100])
    usePreferenceStore.getState().setReplaySpeed('1')
  })

  it('that takes the place of another one ended that, and not the user', async () => {
    const context = setup()
    const file = await savedFile(context, true)
    void context.app.attach([file])
    await expect.poll(() => context.requests.length).toBe(2)
    const first = useConversationStore.getState().focusedRunId ?? ''
    void context.app.attach([file])
    await expect.poll(() => context.requests.length).toBe(3)
    expect(useConversationStore.getState().runs[first]).toMatchObject({
      interruptedBy: 'recording',
      snapshot: { status: 'stopped' },
    })
  })

  it.each([
    ['no JSON', '{"version":2,', /no whole JSON/],
    ['JSON of something else', '{"name":"x"}', /version/],
    ['nothing', '', /no whole JSON/],
  ])('changes nothing where the file holds %s', async (_, text, sentence) => {
    const context = setup()
    useComposerStore.getState().setText('kept')
    await context.app.attach([fileOf(text, 'bad\u202e.json')])
    const { notice, text: kept, attachments } = useComposerStore.getState()
    expect(notice?.text).toMatch(sentence)
    expect(notice?.text).toMatch(/^bad\.json: /)
    expect([kept, attachments]).toEqual(['kept', []])
    expect(useConversationStore.getState().turns).toEqual([])
    expect(context.requests).toEqual([])
  })

  it('is refused where its picture is another one than was recorded', async () => {
    const context = setup()
    const file = await savedFile(context, true)
    context.app.newChat()
    const text = (await file.blob.text()).replace(btoa('the picture'), btoa('a picture'))
    await context.app.attach([fileOf(text)])
    expect(useComposerStore.getState().notice?.text).toMatch(/Picture 1/)
    expect(useConversationStore.getState().turns).toEqual([])
  })
})
