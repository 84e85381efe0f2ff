import { describe, expect, it } from 'vitest'
import { decodeText, eventStream, joinRun } from '@/testing/decode-run.ts'
import { finishOutcome } from './finish-outcome.ts'

function decode(...choices: readonly object[]) {
  const chunks = choices.map((fields) => ({ choices: [{ index: 0, delta: {}, ...fields }] }))
  const body = `${eventStream({ choices: [{ delta: { content: 'a' } }] }, ...chunks)}data: [DONE]\n\n`
  return joinRun(decodeText(body, { wire: 'chat-completions' }))
}

describe('finishOutcome', () => {
  it.each([
    ['STOP', 'complete'],
    ['MAX_TOKENS', 'length'],
    ['Length', 'length'],
    ['CONTENT_FILTER', 'filtered'],
    ['pause_turn', 'truncated'],
    ['full_moon', 'complete'],
    ['constructor', 'complete'],
  ])('reads %s', (word, status) => {
    expect(finishOutcome(word).status).toBe(status)
  })
})

describe('the finish reason of a chat completion', () => {
  it('is shown as the server wrote it', () => {
    expect(decode({ finish_reason: 'MAX_TOKENS' })).toMatchObject({
      status: 'length',
      finishReason: 'MAX_TOKENS',
    })
  })

  it('is read where SGLang writes an object', () => {
    expect(decode({ finish_reason: { type: 'abort', message: 'gone' } })).toMatchObject({
      status: 'error',
      finishReason: 'abort',
      error: { kind: 'server' },
    })
    expect(decode({ finish_reason: { type: 'stop', matched: 151 } })).toMatchObject({
      status: 'complete',
      finishReason: 'stop',
    })
  })

  it('is the first one where two are given', () => {
    expect(decode({ finish_reason: 'length' }, { finish_reason: 'stop' })).toMatchObject({
      status: 'length',
      finishReason: 'length',
    })
  })

  it('comes with the word of the provider behind the gateway where that is another', () => {
    const said = decode({ finish_reason: 'stop', native_finish_reason: 'network_error' })
    expect(said).toMatchObject({
      status: 'complete',
      metadata: { native_finish_reason: 'network_error' },
    })
    const same = decode({ finish_reason: 'stop', native_finish_reason: 'STOP' })
    expect(same.metadata).not.toHaveProperty('native_finish_reason')
  })
})
