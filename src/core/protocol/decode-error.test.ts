import { describe, expect, it } from 'vitest'
import { BUSINESS_CODES } from './business-codes.ts'
import { decodeError, isErrorBody } from './decode-error.ts'

describe('decodeError', () => {
  it.each([
    [
      'Z.ai, string code',
      { error: { code: '1214', message: 'bad field' } },
      400,
      'request',
      'never',
      '1214',
    ],
    [
      'Z.ai balance behind 429',
      { error: { code: '1113', message: 'no balance' } },
      429,
      'billing',
      'never',
      '1113',
    ],
    [
      'Z.ai busy behind 503',
      { error: { code: '1305', message: 'busy' } },
      503,
      'rate-limit',
      'auto',
      '1305',
    ],
    [
      'Z.ai code as a number',
      { error: { code: 1302, message: 'busy' } },
      429,
      'rate-limit',
      'auto',
      '1302',
    ],
    [
      'OpenRouter, model in words only',
      { error: { message: 'x/y is not a valid model ID', code: 400 } },
      400,
      'model',
      'never',
      '400',
    ],
    [
      'ModelScope, "errors"',
      { errors: { message: 'Invalid model id: x/y', request_id: 'r' } },
      400,
      'model',
      'never',
      '400',
    ],
    [
      'Messages, model by name alone',
      { type: 'error', error: { type: 'not_found_error', message: 'model: x/y' } },
      404,
      'model',
      'never',
      'not_found_error',
    ],
    [
      'OpenAI key',
      { error: { message: 'x', type: 'invalid_request_error', code: 'invalid_api_key' } },
      401,
      'auth',
      'never',
      'invalid_api_key',
    ],
    [
      'OpenAI quota behind 429',
      { error: { message: 'x', code: 'insufficient_quota' } },
      429,
      'billing',
      'never',
      'insufficient_quota',
    ],
    [
      'OpenAI context',
      { error: { message: 'x', code: 'context_length_exceeded' } },
      400,
      'context-length',
      'never',
      'context_length_exceeded',
    ],
    [
      'vLLM context',
      {
        object: 'error',
        message: "This model's maximum context length is 8192 tokens",
        type: 'BadRequestError',
        code: 400,
      },
      400,
      'context-length',
      'never',
      '400',
    ],
    [
      'vLLM model',
      { error: { message: 'The model `x` does not exist.', type: 'NotFoundError', code: 404 } },
      404,
      'model',
      'never',
      '404',
    ],
    [
      'llama.cpp without projector',
      {
        error: {
          code: 500,
          message: 'image input is not supported - hint: mmproj',
          type: 'server_error',
        },
      },
      500,
      'model',
      'never',
      '500',
    ],
    [
      'Ollama sentence',
      { error: 'model "x" not found, try pulling it first' },
      404,
      'model',
      'never',
      '404',
    ],
    ['FastAPI sentence', { detail: 'Not Found' }, 404, 'request', 'never', '404'],
    [
      'BigModel gateway',
      { code: 500, msg: '404 NOT_FOUND', success: false },
      500,
      'server',
      'auto',
      '500',
    ],
    [
      'OpenRouter in a stream',
      { error: { code: 502, message: 'Provider error' } },
      null,
      'server',
      'auto',
      '502',
    ],
    [
      'Anthropic type',
      { type: 'error', error: { type: 'overloaded_error', message: 'x' } },
      null,
      'overloaded',
      'auto',
      'overloaded_error',
    ],
    ['plain text', 'Bad Gateway', 502, 'server', 'auto', '502'],
    ['nothing known', {}, null, 'server', 'auto', null],
  ])('understands %s', (_title, body, status, kind, retry, code) => {
    expect(decodeError(body, status)).toMatchObject({ kind, retry, code })
  })

  it.each([
    [400, 'request', 'never'],
    [401, 'auth', 'never'],
    [402, 'billing', 'never'],
    [403, 'auth', 'never'],
    [404, 'request', 'never'],
    [408, 'server', 'auto'],
    [409, 'request', 'user'],
    [413, 'request', 'never'],
    [422, 'request', 'never'],
    [429, 'rate-limit', 'auto'],
    [434, 'model', 'never'],
    [435, 'request', 'never'],
    [500, 'server', 'auto'],
    [501, 'server', 'user'],
    [502, 'server', 'auto'],
    [503, 'server', 'auto'],
    [504, 'server', 'auto'],
    [529, 'overloaded', 'auto'],
  ])('judges the bare status %i', (status, kind, retry) => {
    expect(decodeError({}, status)).toMatchObject({ kind, retry, code: String(status) })
  })

  it.each([
    [
      'SiliconFlow, balance behind 403',
      { code: 30001, message: 'Sorry, your account balance is insufficient' },
      403,
      'billing',
    ],
    [
      'Novita, balance behind 403',
      { code: 403, reason: 'NOT_ENOUGH_BALANCE', message: 'not enough balance', metadata: {} },
      403,
      'billing',
    ],
    ['Novita, by its reason alone', { code: 403, reason: 'NOT_ENOUGH_BALANCE' }, 403, 'billing'],
    [
      'Bedrock, tokens of a minute',
      { message: 'Too many tokens, please wait before trying again.' },
      429,
      'rate-limit',
    ],
    [
      'OpenRouter, moderation behind 403',
      {
        error: {
          code: 403,
          message: 'The model requires moderation. Your input was flagged for "violence".',
          metadata: { reasons: ['violence'], flagged_input: 'my question' },
        },
      },
      403,
      'content-filter',
    ],
    [
      'OpenRouter, moderation by its reasons alone',
      { error: { code: 403, message: 'No.', metadata: { reasons: ['violence'] } } },
      403,
      'content-filter',
    ],
    [
      'OpenRouter, nobody takes pictures',
      { error: { code: 404, message: 'No endpoints found that support image input' } },
      404,
      'model',
    ],
    [
      'a parameter that the model does not take',
      {
        error: {
          message: "The parameter 'tool_stream' of model glm-4.6v is not supported",
        },
      },
      400,
      'request',
    ],
    ['a model that is no parameter', { error: 'parameter model x is not supported' }, 400, 'model'],
    [
      'a prompt of too many tokens',
      { error: 'too many input tokens: 9000 > 8192' },
      400,
      'context-length',
    ],
  ])('does not mistake %s', (_title, body, status, kind) => {
    const retry = kind === 'rate-limit' ? 'auto' : 'never'
    expect(decodeError(body, status)).toMatchObject({ kind, retry })
  })

  it.each([
    [401, { error: { type: 'timeout_error', message: 'x' } }],
    [403, { error: { type: 'overloaded_error', message: 'x' } }],
    [401, { error: { type: 'relay_error', code: 'unreachable', message: 'x' } }],
    [400, { error: { type: 'rate_limit_error', message: 'x' } }],
    [404, { error: { message: 'Too many requests, try again later' } }],
    [413, { error: { type: 'timeout_error' } }],
    [422, { error: { type: 'timeout_error' } }],
    [null, { error: { type: 'timeout_error', code: 401 } }],
  ])('never advises to repeat what was refused with %s', (status, body) => {
    expect(decodeError(body, status).retry).toBe('never')
  })

  it('lets nobody but the relay speak for the relay', () => {
    const body = { error: { type: 'relay_error', code: 'unreachable', message: 'x' } }
    expect(decodeError(body, 502)).toMatchObject({ kind: 'server' })
    expect(decodeError(body, 502, true)).toMatchObject({ kind: 'network' })
  })

  it('takes place and sentence of a FastAPI finding, never the input', () => {
    const finding = { loc: ['body', 'messages', 0], msg: 'field required', input: 'my question' }
    expect(decodeError({ detail: [finding] }, 422).message).toBe('body.messages.0: field required')
  })

  it.each([...BUSINESS_CODES])('lets business code %s win over any status', (code, meaning) => {
    for (const status of [null, 200, 400, 429, 500]) {
      expect(decodeError({ error: { code, message: 'x' } }, status)).toMatchObject(meaning)
    }
  })

  it('is not led astray by names that every object has', () => {
    expect(decodeError({ error: { code: 'constructor', message: 'x' } }, 400)).toMatchObject({
      kind: 'request',
      code: 'constructor',
    })
  })
})

describe('isErrorBody', () => {
  it.each([
    [{ error: { message: 'x' } }, true],
    [{ error: 'x' }, true],
    [{ object: 'error', message: 'x' }, true],
    [{ success: false, msg: 'x' }, true],
    [{ error: null, choices: [] }, false],
    [{ choices: [], success: false }, false],
    [{ data: [] }, false],
    [null, false],
    ['error', false],
  ])('tells errors from answers: %j', (body, expected) => {
    expect(isErrorBody(body)).toBe(expected)
  })

  it.each([
    ['unreachable', 502, 'network'],
    ['redirect', 502, 'request'],
    ['unknown-origin', 403, 'request'],
    ['private-address', 403, 'request'],
  ])('knows what the relay means by %s', (code, status, kind) => {
    const body = { error: { type: 'relay_error', code, message: 'words' } }
    expect(decodeError(body, status, true)).toMatchObject({ kind, code, message: 'words' })
  })
})
