import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { StreamEvent } from '@/core/protocol/stream-event.ts'
import { answerDelta, COMPLETE, createFakePorts } from '@/testing/fake-ports.ts'
import { resetStores, VLLM_ENDPOINT } from '@/testing/fresh-conversation.ts'
import { createAppActions } from './app-actions.ts'
import { useComposerStore } from './composer-store.ts'
import { useConversationStore } from './conversation-store.ts'
import { useEndpointStore } from './endpoint-store.ts'
import { usePreferenceStore } from './preference-store.ts'

const CALLED: StreamEvent = { type: 'end', status: 'complete', finishReason: 'tool_calls' }
const TOOLS = '[{"type":"function","function":{"name":"crop","parameters":{}}}]'

const toolCall = (id: string, text: string, index = 0): StreamEvent => ({
  type: 'tool-call-delta',
  index,
  id,
  name: 'crop',
  arguments: text,
})

function setUp() {
  const fake = createFakePorts()
  const app = createAppActions(fake.ports)
  useEndpointStore.getState().save({ ...VLLM_ENDPOINT, model: 'm' })
  /** Answers the next request of an action, and returns its messages. */
  const during = async (act: () => Promise<void>, ...events: readonly StreamEvent[]) => {
    const before = fake.requests.length
    const done = act()
    await vi.waitFor(() => expect(fake.requests.length).toBe(before + 1))
    const request = fake.requests.at(-1)
    request?.end(...events)
    await done
    return request?.body['messages']
  }
  const ask = (text: string, ...events: readonly StreamEvent[]) => {
    useComposerStore.getState().setText(text)
    return during(app.ask, ...events)
  }
  return { ...fake, app, ask, during }
}

const lastRunId = () => useConversationStore.getState().turns.at(-1)?.runIds.at(-1) ?? ''
const calls = (...ids: readonly string[]) => ({ tool_calls: ids.map((id) => ({ id })) })
const result = (id: string, content: string) => ({ role: 'tool', tool_call_id: id, content })

beforeEach(() => {
  resetStores()
  usePreferenceStore.getState().setParameter('tools', TOOLS)
})

describe('sending the results of calls', () => {
  test('goes on with the same turn, over several rounds', async () => {
    const { app, ask, during } = setUp()
    await ask('Look.', answerDelta('Let me see.'), toolCall('a', '{"x":1}'), CALLED)
    const second = await during(
      () => app.sendToolResults(lastRunId(), { a: 'red' }),
      toolCall('b', '{}'),
      toolCall('c', '{}', 1),
      CALLED,
    )
    expect(second).toMatchObject([
      { role: 'user', content: 'Look.' },
      { role: 'assistant', content: 'Let me see.', ...calls('a') },
      result('a', 'red'),
    ])
    const third = await during(
      () => app.sendToolResults(lastRunId(), { b: 'green', c: 'blue' }),
      answerDelta('All colours.'),
      COMPLETE,
    )
    expect(third).toMatchObject([
      { role: 'user' },
      { role: 'assistant', ...calls('a') },
      result('a', 'red'),
      { role: 'assistant', ...calls('b', 'c') },
      result('b', 'green'),
      result('c', 'blue'),
    ])
    expect(useConversationStore.getState().turns).toHaveLength(1)
  })

  test('stays part of the conversation while functions are offered, and only its answer afterwards', async () => {
    const { app, ask, during } = setUp()
    await ask('Look.', toolCall('a', '{}'), CALLED)
    await during(
      () => app.sendToolResults(lastRunId(), { a: 'red' }),
      answerDelta('It is red.'),
      COMPLETE,
    )
    expect(await ask('Sure?', answerDelta('Yes.'), COMPLETE)).toMatchObject([
      { role: 'user' },
      { role: 'assistant', ...calls('a') },
      result('a', 'red'),
      { role: 'assistant', content: 'It is red.' },
      { role: 'user', content: 'Sure?' },
    ])
    usePreferenceStore.getState().setParameter('tools', undefined)
    const messages = await ask('Really?', answerDelta('Yes.'), COMPLETE)
    expect(messages).toHaveLength(5)
    expect(JSON.stringify(messages)).not.toContain('tool_calls')
  })

  test('never sends a call without a result', async () => {
    const { app, ask, requests } = setUp()
    await ask('Look.', answerDelta('Wait.'), toolCall('a', '{}'), toolCall('b', '{}', 1), CALLED)
    await app.sendToolResults(lastRunId(), { a: 'red' })
    expect(requests).toHaveLength(1)
    const messages = await ask('Never mind.', answerDelta('Fine.'), COMPLETE)
    expect(messages).toMatchObject([
      { role: 'user' },
      { role: 'assistant', content: 'Wait.' },
      { role: 'user' },
    ])
    expect(JSON.stringify(messages)).not.toContain('tool_calls')
  })

  test('waits while another run is under way', async () => {
    const { app, ask, requests } = setUp()
    await ask('Look.', toolCall('a', '{}'), CALLED)
    const runId = lastRunId()
    useComposerStore.getState().setText('Something else?')
    const asked = app.ask()
    await vi.waitFor(() => expect(requests).toHaveLength(2))
    await app.sendToolResults(runId, { a: 'red' })
    expect(requests).toHaveLength(2)
    requests[1]?.end(COMPLETE)
    await asked
  })

  test('knows the functions that were offered, whatever is offered now', async () => {
    const { app, ask } = setUp()
    await ask('Look.', toolCall('a', '{}'), CALLED)
    usePreferenceStore.getState().setParameter('tools', undefined)
    expect(app.offeredTools(lastRunId())).toBe(TOOLS)
  })
})
