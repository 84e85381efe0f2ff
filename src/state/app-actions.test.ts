import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { StreamEvent } from '@/core/protocol/stream-event.ts'
import { answerDelta, COMPLETE, createFakePorts, reasoningDelta } from '@/testing/fake-ports.ts'
import { lastRun, resetStores, VLLM_ENDPOINT } from '@/testing/fresh-conversation.ts'
import { createAppActions } from './app-actions.ts'
import { useComposerStore } from './composer-store.ts'
import { useConversationStore } from './conversation-store.ts'
import { useEndpointStore } from './endpoint-store.ts'
import { usePreferenceStore } from './preference-store.ts'

const picture = (name: string) => ({ blob: new Blob(['x'], { type: 'image/png' }), name })

function setUp() {
  const fake = createFakePorts()
  const app = createAppActions(fake.ports)
  useEndpointStore.getState().save(VLLM_ENDPOINT)
  const ask = async (text: string) => {
    const before = fake.requests.length
    useComposerStore.getState().setText(text)
    const asked = app.ask()
    await vi.waitFor(() => expect(fake.requests.length).toBe(before + 1))
    const request = fake.requests.at(-1)
    if (!request) throw new Error('nothing was sent')
    return { request, asked }
  }
  const answer = async (text: string, ...events: readonly StreamEvent[]) => {
    const { request, asked } = await ask(text)
    request.end(...events, COMPLETE)
    await asked
    return request
  }
  return { ...fake, app, ask, answer }
}

beforeEach(resetStores)

describe('asking', () => {
  test('sends question and pictures in order, and empties the composer', async () => {
    const { app, answer } = setUp()
    await app.attach([picture('a.png'), picture('b.png')])
    const { body } = await answer(' Where? ', answerDelta('There.'))
    expect(body['messages']).toEqual([
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: 'data:image/png;base64,blob:a.png' } },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,blob:b.png' } },
          { type: 'text', text: 'Where?' },
        ],
      },
    ])
    expect(useComposerStore.getState()).toMatchObject({ text: '', attachments: [] })
    expect(lastRun().snapshot.status).toBe('complete')
  })

  test('a follow-up sends earlier answers, but neither their reasoning nor box markup', async () => {
    const { answer } = setUp()
    await answer(
      'Where?',
      reasoningDelta('I think [[1,2,3,4]].'),
      answerDelta('At <|begin_of_box|>[[94,598,177,991]]<|end_of_box|>.'),
    )
    const { body } = await answer('Sure?', answerDelta('Yes.'))
    expect(body['messages']).toEqual([
      { role: 'user', content: 'Where?' },
      { role: 'assistant', content: 'At [[94,598,177,991]].' },
      { role: 'user', content: 'Sure?' },
    ])
  })

  test('a turn that got no answer is left out of the follow-up', async () => {
    const { answer } = setUp()
    await answer('Where?')
    const { body } = await answer('Hello?', answerDelta('Yes.'))
    expect(body['messages']).toEqual([{ role: 'user', content: 'Hello?' }])
  })

  test('the key of the origin goes along, and no other', async () => {
    const { answer, secrets } = setUp()
    secrets.set('http://localhost:8000', 'sk-right')
    secrets.set('http://localhost:8001', 'sk-wrong')
    const { options } = await answer('Where?', answerDelta('There.'))
    expect(options.key).toBe('sk-right')
  })

  test('the demo keeps a question of one’s own and says what to connect', async () => {
    const { app, requests } = setUp()
    useEndpointStore.getState().choose(null)
    useComposerStore.getState().setText('Where?')
    await app.ask()
    expect(requests).toHaveLength(0)
    expect(useComposerStore.getState()).toMatchObject({
      text: 'Where?',
      notice: { action: 'connect' },
    })
  })

  test('a value outside its range is never sent', async () => {
    const { app, requests } = setUp()
    usePreferenceStore.getState().setParameter('temperature', 9)
    useComposerStore.getState().setText('Where?')
    await app.ask()
    expect(requests).toHaveLength(0)
    expect(useComposerStore.getState().notice?.text).toMatch(/^Temperature must lie between/)
  })

  test('the thinking switch is sent for a model that has one', async () => {
    const { answer } = setUp()
    usePreferenceStore.getState().setThinking(false)
    const { body } = await answer('Where?', answerDelta('There.'))
    expect(body['chat_template_kwargs']).toEqual({ enable_thinking: false })
  })
})

describe('a run under way', () => {
  test('the store changes once per frame, however many pieces arrive', async () => {
    const { ask, runFrames } = setUp()
    const { request, asked } = await ask('Where?')
    const updates = vi.fn()
    const stopWatching = useConversationStore.subscribe(updates)
    for (let piece = 0; piece < 50; piece += 1) request.emit(answerDelta('word '))
    expect(updates).not.toHaveBeenCalled()
    runFrames()
    expect(updates).toHaveBeenCalledTimes(1)
    expect(lastRun().snapshot.answer.length).toBe(250)
    stopWatching()
    request.end(COMPLETE)
    await asked
  })

  test('stop keeps what came', async () => {
    const { app, ask } = setUp()
    const { request, asked } = await ask('Where?')
    request.emit(answerDelta('Half an'))
    app.stop()
    await asked
    expect(lastRun().snapshot).toMatchObject({ status: 'stopped', answer: { length: 7 } })
    expect(app.readRaw(lastRun().id).answer).toBe('Half an')
  })

  test('a new chat ends it and clears the screen', async () => {
    const { app, ask } = setUp()
    const { asked } = await ask('Where?')
    app.newChat()
    await asked
    expect(useConversationStore.getState()).toMatchObject({ turns: [], runs: {} })
  })
})

describe('asking again', () => {
  test('regenerating adds a run to the same question', async () => {
    const { app, answer, requests } = setUp()
    await answer('Where?', answerDelta('There.'))
    const again = app.regenerate(lastRun().id)
    await vi.waitFor(() => expect(requests).toHaveLength(2))
    requests[1]?.end(answerDelta('Here.'), COMPLETE)
    await again
    expect(useConversationStore.getState().turns).toMatchObject([{ question: 'Where?' }])
    expect(useConversationStore.getState().turns[0]?.runIds).toHaveLength(2)
    expect(requests[1]?.body['messages']).toEqual([{ role: 'user', content: 'Where?' }])
  })

  test('editing the last question replaces it and its answer', async () => {
    const { app, answer } = setUp()
    await app.attach([picture('a.png')])
    await answer('Where?', answerDelta('There.'))
    app.editLastQuestion()
    expect(useComposerStore.getState()).toMatchObject({
      text: 'Where?',
      attachments: [{ name: 'a.png' }],
    })
    await answer('What?', answerDelta('That.'))
    expect(useConversationStore.getState().turns).toMatchObject([
      { question: 'What?', attachments: [{ name: 'a.png' }] },
    ])
    expect(Object.keys(useConversationStore.getState().runs)).toHaveLength(1)
  })

  test('an edit can be taken back', async () => {
    const { app, answer } = setUp()
    await answer('Where?', answerDelta('There.'))
    app.editLastQuestion()
    app.cancelEdit()
    expect(useConversationStore.getState()).toMatchObject({
      editedTurnId: null,
      turns: [{ question: 'Where?' }],
    })
    expect(useComposerStore.getState().text).toBe('')
  })
})

describe('attachments', () => {
  test('a bad file is refused with its reason and takes no good one with it', async () => {
    const { app } = setUp()
    const bad = { blob: new Blob(['x'], { type: 'text/plain' }), name: 'notes.txt' }
    await app.attach([picture('a.png'), bad, picture('b.png')])
    expect(useComposerStore.getState().attachments).toMatchObject([
      { name: 'a.png', state: 'ready' },
      { name: 'notes.txt', state: 'rejected', reason: expect.stringMatching(/^notes\.txt/) },
      { name: 'b.png', state: 'ready' },
    ])
  })

  test('one that is removed gives its memory back', async () => {
    const { app, released } = setUp()
    await app.attach([picture('a.png')])
    app.removeAttachment(useComposerStore.getState().attachments[0]?.id ?? '')
    expect(released).toMatchObject([{ url: 'blob:a.png' }])
    expect(useComposerStore.getState().attachments).toEqual([])
  })

  test('one of an earlier question stays when it is taken out of an edit', async () => {
    const { app, answer, released } = setUp()
    await app.attach([picture('a.png')])
    await answer('Where?', answerDelta('There.'))
    app.editLastQuestion()
    app.removeAttachment(useComposerStore.getState().attachments[0]?.id ?? '')
    expect(released).toEqual([])
  })
})

describe('removing an endpoint', () => {
  test('forgets the key with the last endpoint of its origin', () => {
    const { app, secrets } = setUp()
    secrets.set('http://localhost:8000', 'sk')
    useEndpointStore.getState().save({ ...VLLM_ENDPOINT, id: 'f', model: 'other' })
    app.removeEndpoint('e')
    expect(secrets.get('http://localhost:8000')).toBe('sk')
    app.removeEndpoint('f')
    expect(secrets.size).toBe(0)
    expect(useEndpointStore.getState()).toMatchObject({ endpoints: [], activeId: null })
  })
})

describe('moving an endpoint to another address', () => {
  const moved = { ...VLLM_ENDPOINT, baseUrl: 'http://localhost:9000/v1' }

  test('keeps the key of the tab for its own origin', () => {
    const { app, secrets } = setUp()
    secrets.set('http://localhost:8000', 'sk')
    app.saveEndpoint(moved, '', 'tab')
    expect([...secrets]).toEqual([['http://localhost:8000', 'sk']])
  })

  test('takes a key off the device when no endpoint is left for it', () => {
    const { ports, secrets } = createFakePorts()
    const readTab = ports.secrets.read
    const read: typeof readTab = (origin) => {
      const kept = readTab(origin)
      return kept && { ...kept, place: 'device' }
    }
    const app = createAppActions({ ...ports, secrets: { ...ports.secrets, read } })
    useEndpointStore.getState().save(VLLM_ENDPOINT)
    secrets.set('http://localhost:8000', 'sk')
    app.saveEndpoint(moved, '', 'device')
    expect(secrets.size).toBe(0)
  })
})
