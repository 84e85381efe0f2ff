import { describe, expect, test } from 'vitest'
import { DOCTOR_PICTURE } from '@/core/protocol/doctor-picture.ts'
import type { DoctorReport } from '@/core/protocol/doctor-step.ts'
import type { StreamEvent } from '@/core/protocol/stream-event.ts'
import type { SavedEndpoint } from '@/core/session/saved-endpoint.ts'
import {
  answerDelta,
  COMPLETE,
  createFakePorts,
  reasoningDelta,
  type SentRequest,
} from '@/testing/fake-ports.ts'
import { VLLM_ENDPOINT } from '@/testing/fresh-conversation.ts'
import { type Examination, examineConnection } from './connection-doctor.ts'

const MODELS = { object: 'list', data: [{ id: VLLM_ENDPOINT.model }, { id: 'zai-org/GLM-4.6V' }] }

const endWith = (error: Extract<StreamEvent, { type: 'end' }>['error']): StreamEvent => ({
  type: 'end',
  status: 'error',
  finishReason: null,
  ...(error ? { error } : {}),
})

/** Answers a request with a status, a body, and what the body means. */
function answer(
  sent: SentRequest | undefined,
  status: number,
  body: string,
  ...events: StreamEvent[]
) {
  sent?.options.onResponse?.({ status, headers: [] }, 5)
  sent?.options.onBytes?.(new TextEncoder().encode(body), 5)
  sent?.end(...events)
}

const notFound = endWith({ kind: 'request', retry: 'never', code: '404', message: 'Not Found' })

function begin(changes: Partial<SavedEndpoint> = {}, more: Partial<Examination> = {}) {
  const fake = createFakePorts()
  const abort = new AbortController()
  const reports: DoctorReport[] = []
  const endpoint = { ...VLLM_ENDPOINT, ...changes }
  const done = examineConnection(
    fake.ports,
    {
      endpoint,
      typedBaseUrl: endpoint.baseUrl,
      typedKey: '',
      relay: { isAvailable: false, holdsKey: false },
      ...more,
    },
    abort.signal,
    (report) => reports.push(report),
  )
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0))
  return {
    ...fake,
    abort,
    reports,
    done,
    settle,
    verdicts: () => reports.at(-1)?.steps.map(({ verdict }) => verdict),
    step: (id: string) => reports.at(-1)?.steps.find((step) => step.id === id),
  }
}

const stream = (text: string) =>
  `data: ${JSON.stringify({ choices: [{ delta: { reasoning: text } }] })}\n\n`

describe('examineConnection', () => {
  test('asks for the list and one question with a picture, and stops reading once all is known', async () => {
    const doctor = begin()
    answer(doctor.requests[0], 200, JSON.stringify(MODELS), notFound)
    await doctor.settle()
    const [list, question] = doctor.requests
    expect(list?.options.request).toMatchObject({
      method: 'GET',
      url: `${VLLM_ENDPOINT.baseUrl}/models`,
    })
    expect(question?.options.request.body).toContain(DOCTOR_PICTURE.base64)
    expect(question?.body).toMatchObject({
      stream: true,
      chat_template_kwargs: { enable_thinking: true },
    })
    question?.options.onResponse?.({ status: 200, headers: [] }, 5)
    question?.options.onBytes?.(new TextEncoder().encode(stream('The left half is red')), 6)
    question?.emit(reasoningDelta('The left half is red'))
    expect(question?.options.signal.aborted).toBe(false)
    question?.emit(reasoningDelta(' and the right half blue'))
    // Reasoning alone may be all that comes.
    expect(question?.options.signal.aborted).toBe(false)
    question?.emit(answerDelta('Red'))
    expect(question?.options.signal.aborted).toBe(true)
    await doctor.done
    expect(doctor.reports.at(-1)).toMatchObject({ isOver: true, failure: null })
    expect(doctor.verdicts()).toEqual(Array.from({ length: 8 }, () => 'pass'))
    expect(doctor.step('reasoning')?.figure).toBe('reasoning')
    expect(doctor.requests).toHaveLength(2)
  })

  test('asks once more without the picture where that may be what was refused', async () => {
    const doctor = begin()
    answer(doctor.requests[0], 200, JSON.stringify(MODELS), notFound)
    await doctor.settle()
    const error = { kind: 'request', retry: 'never', code: null, message: 'No images' } as const
    answer(doctor.requests[1], 400, '{}', endWith(error))
    await doctor.settle()
    expect(doctor.requests[2]?.options.request.body).not.toContain(DOCTOR_PICTURE.base64)
    answer(doctor.requests[2], 200, stream(''), answerDelta('OK'), COMPLETE)
    await doctor.done
    expect(doctor.step('pictures')).toMatchObject({
      verdict: 'warn',
      title: 'Pictures are refused',
    })
    expect(doctor.reports.at(-1)?.failure).toBeNull()
  })

  test('sends no picture to a model that is corrected to take none', async () => {
    const doctor = begin({ corrections: { takesImages: false } })
    answer(doctor.requests[0], 200, JSON.stringify(MODELS), notFound)
    await doctor.settle()
    expect(doctor.requests[1]?.options.request.body).not.toContain('image_url')
    doctor.abort.abort()
    await doctor.done
  })

  test('looks for the list at /v1 where nothing is found, and stops there', async () => {
    const doctor = begin({ baseUrl: 'http://localhost:8000' })
    answer(doctor.requests[0], 404, '{"detail":"Not Found"}', notFound)
    await doctor.settle()
    expect(doctor.requests[1]?.options.request.url).toBe('http://localhost:8000/v1/models')
    answer(doctor.requests[1], 200, JSON.stringify(MODELS), notFound)
    await doctor.done
    expect(doctor.requests).toHaveLength(2)
    expect(doctor.step('address')).toMatchObject({
      verdict: 'fail',
      actions: [{ kind: 'use-base-url', baseUrl: 'http://localhost:8000/v1' }],
    })
  })

  test('goes on without a list', async () => {
    const doctor = begin()
    answer(doctor.requests[0], 404, '{}', notFound)
    await doctor.settle()
    answer(
      doctor.requests[1],
      200,
      stream('Red and blue'),
      reasoningDelta('Red and blue'),
      answerDelta('Red and blue'),
      COMPLETE,
    )
    await doctor.done
    expect(doctor.step('model')).toMatchObject({ verdict: 'pass', title: 'Model answers' })
    expect(doctor.reports.at(-1)?.failure).toBeNull()
  })

  test('a wrong key ends it with one request', async () => {
    const doctor = begin({}, { typedKey: 'wrong' })
    expect(doctor.requests[0]?.options.key).toBe('wrong')
    const error = { kind: 'auth', retry: 'never', code: null, message: 'Invalid' } as const
    answer(doctor.requests[0], 401, '{}', endWith(error))
    await doctor.done
    expect(doctor.requests).toHaveLength(1)
    expect(doctor.reports.at(-1)).toMatchObject({ isOver: true, failure: 'auth' })
  })

  test('a key that the list of models repeats is shown nowhere', async () => {
    const doctor = begin({ model: 'canary-key-1' }, { typedKey: 'canary-key-17' })
    const body = JSON.stringify({ data: [{ id: 'canary-key-17' }] })
    answer(doctor.requests[0], 200, body, notFound)
    await doctor.settle()
    const error = { kind: 'model', retry: 'never', code: 'model_not_found', message: '' } as const
    answer(doctor.requests[1], 404, '{}', endWith(error))
    await doctor.done
    expect(doctor.step('model')?.actions).toHaveLength(1)
    expect(JSON.stringify(doctor.reports)).not.toContain('canary-key-17')
  })

  test('the key of another origin stays at home', async () => {
    const fake = begin()
    fake.abort.abort()
    await fake.done
    const doctor = begin({ baseUrl: 'http://localhost:9000/v1' })
    doctor.secrets.set('http://localhost:8000', 'k')
    expect(doctor.requests[0]?.options.key).toBeNull()
    doctor.abort.abort()
    await doctor.done
  })

  test('after an abort nothing more is reported or sent', async () => {
    const doctor = begin()
    const before = doctor.reports.length
    doctor.abort.abort()
    await doctor.done
    expect(doctor.reports).toHaveLength(before)
  })
})
