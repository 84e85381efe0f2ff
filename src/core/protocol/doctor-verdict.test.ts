import { describe, expect, test } from 'vitest'
import { findModelProfile } from '@/core/catalog/find-model-profile.ts'
import { findProvider } from '@/core/catalog/find-provider.ts'
import type { DoctorContext } from './doctor-context.ts'
import { addFindings, createDoctorReport, type DoctorFinding } from './doctor-step.ts'
import {
  isFinal,
  judgeAddress,
  judgeList,
  judgeOtherAddress,
  type ListFacts,
} from './judge-list.ts'
import { type Examined, judgeQuestion } from './judge-question.ts'
import { NO_CONNECTION } from './network-failure.ts'
import {
  createQuestionFacts,
  isEnough,
  mayRefusePicture,
  type QuestionFacts,
} from './question-facts.ts'
import type { RunError } from './stream-event.ts'

const MODEL = 'zai-org/GLM-4.6V-Flash'

const CONTEXT: DoctorContext = {
  provider: findProvider('vllm'),
  profile: findModelProfile(MODEL),
  baseUrl: 'http://localhost:8000/v1',
  host: 'localhost:8000',
  wire: 'chat-completions',
  model: MODEL,
  usesRelay: false,
  relayAvailable: true,
  key: 'none',
}

const LIST: ListFacts = {
  request: 'GET /v1/models',
  status: 200,
  afterMs: 12,
  error: null,
  models: [{ id: MODEL, takesImages: null }],
}

const ANSWERED: QuestionFacts = {
  ...createQuestionFacts('POST /v1/chat/completions', true),
  status: 200,
  reasoning: 'Red and blue halves.',
  answer: 'Red and blue.',
  isStreamed: true,
  place: { kind: 'field', name: 'reasoning' },
  firstTextMs: 420,
}

const EXAMINED: Examined = { models: LIST.models, question: ANSWERED, refusedPicture: null }

const failed = (kind: RunError['kind'], code: string | null, message = ''): RunError => ({
  kind,
  retry: 'never',
  code,
  message,
})

const refused = (error: RunError, status: number | null = 400): Examined => ({
  ...EXAMINED,
  question: { ...createQuestionFacts('POST /v1/chat/completions', true), status, error },
})

const verdictsOf = (findings: readonly DoctorFinding[]) =>
  Object.fromEntries(findings.map(({ id, verdict }) => [id, verdict]))

const failureOf = (findings: readonly DoctorFinding[]) =>
  findings.find(({ verdict }) => verdict === 'fail')

describe('the address', () => {
  test('is fine as it stands', () => {
    expect(verdictsOf(judgeAddress('http://a/v1', 'http://a/v1', CONTEXT))).toEqual({
      address: 'pass',
    })
  })

  test('with a path too many is a warning, and the right one is offered', () => {
    const [finding] = judgeAddress('http://a/v1/chat/completions', 'http://a/v1', CONTEXT)
    expect(finding).toMatchObject({
      verdict: 'warn',
      actions: [{ kind: 'use-base-url', baseUrl: 'http://a/v1' }],
    })
  })

  test.each([
    ['with its end twice', 'http://a/v1/v1', ['http://a/v1']],
    [
      'with a wrong path at a known host',
      'https://api.z.ai/v1',
      ['https://api.z.ai/api/paas/v4', 'https://api.z.ai/api/coding/paas/v4'],
    ],
  ])('%s is a warning, and what may be meant is offered', (_what, typed, baseUrls) => {
    const context = { ...CONTEXT, provider: findProvider('custom') }
    expect(judgeAddress(typed, typed, context)).toMatchObject([
      { verdict: 'warn', actions: baseUrls.map((baseUrl) => ({ kind: 'use-base-url', baseUrl })) },
    ])
  })

  test.each(['https://api.z.ai/api/anthropic', 'https://openrouter.ai/api/v1', 'http://a/v1/x/v1'])(
    'of which the catalog knows, or knows nothing, is fine: %s',
    (typed) => {
      expect(verdictsOf(judgeAddress(typed, typed, CONTEXT))).toEqual({ address: 'pass' })
    },
  )

  test('with a path too few fails, and the right one is offered', () => {
    const facts = { ...LIST, request: 'GET /models', status: 404, models: null }
    const [finding] = judgeOtherAddress(CONTEXT, facts, 'http://localhost:8000/v1')
    expect(finding).toMatchObject({
      id: 'address',
      verdict: 'fail',
      kind: 'request',
      seen: 'GET /models 404',
      actions: [{ kind: 'use-base-url', baseUrl: 'http://localhost:8000/v1' }],
    })
  })
})

describe('the list of models', () => {
  test('shows the way to the server', () => {
    const findings = judgeList(CONTEXT, LIST)
    expect(verdictsOf(findings)).toEqual({ reachable: 'pass', cors: 'pass' })
    expect(findings[0]?.figure).toBe('12 ms')
  })

  test.each([
    ['unreachable', { reachable: 'fail' }],
    ['offline', { reachable: 'fail' }],
  ])('without an answer (%s) ends the examination', (code, verdicts) => {
    const facts = { ...LIST, status: null, models: null, error: failed('network', code) }
    expect(isFinal(facts, CONTEXT)).toBe(true)
    expect(verdictsOf(judgeList(CONTEXT, facts))).toEqual(verdicts)
  })

  test('behind a wrong key ends the examination at the key', () => {
    const facts = { ...LIST, status: 401, models: null, error: failed('auth', null, 'Bad key') }
    expect(verdictsOf(judgeList(CONTEXT, facts))).toEqual({
      reachable: 'pass',
      cors: 'pass',
      key: 'fail',
    })
  })

  test.each([
    ['closed to pages', null, failed('network', 'cors')],
    ['closed to this key', 403, failed('auth', null)],
    ['missing', 404, failed('request', '404')],
    ['slow', null, null],
  ])('that is %s leaves the verdict to the question', (_how, status, error) => {
    const facts = { ...LIST, status, models: null, error }
    expect(isFinal(facts, CONTEXT)).toBe(false)
    expect(failureOf(judgeList(CONTEXT, facts))).toBeUndefined()
  })

  test('that the relay refuses says what the relay says', () => {
    const context = { ...CONTEXT, usesRelay: true }
    const error = failed('request', 'unknown-origin', 'Not in SIGHTLINE_RELAY_ORIGINS.')
    const facts = { ...LIST, status: 403, models: null, error }
    expect(isFinal(facts, context)).toBe(true)
    expect(judgeList(context, facts)).toMatchObject([{ id: 'reachable', verdict: 'fail' }])
  })
})

describe('a question that was answered', () => {
  test('settles every step behind the transport', () => {
    expect(verdictsOf(judgeQuestion(CONTEXT, EXAMINED))).toEqual({
      key: 'pass',
      model: 'pass',
      pictures: 'pass',
      streams: 'pass',
      reasoning: 'pass',
    })
  })

  const withQuestion = (changes: Partial<QuestionFacts>): Examined => ({
    ...EXAMINED,
    question: { ...ANSWERED, ...changes },
  })

  test.each([
    [
      'whole is a warning',
      withQuestion({ isStreamed: false, endStatus: 'complete' }),
      { id: 'streams', verdict: 'warn', title: 'Answers in one piece' },
    ],
    [
      'and broke off is a warning',
      withQuestion({ endStatus: 'truncated' }),
      { id: 'streams', verdict: 'warn', title: 'The stream broke off' },
    ],
    [
      'without its colours is a warning',
      withQuestion({ reasoning: 'Hm.', answer: 'A cat.', endStatus: 'complete' }),
      { id: 'pictures', verdict: 'warn', title: 'The picture may not be seen' },
    ],
    [
      'with one of its colours says which',
      withQuestion({ reasoning: 'Hm.', answer: 'It is blue.', endStatus: 'complete' }),
      {
        id: 'pictures',
        verdict: 'warn',
        words: expect.stringContaining('only blue is named'),
      },
    ],
    [
      'whose reasoning runs into the answer keeps its words apart',
      withQuestion({ reasoning: 'hm', answer: 'red and blue', endStatus: 'complete' }),
      { id: 'pictures', verdict: 'pass', figure: 'named its colours' },
    ],
    [
      'with reasoning only, which ended well, does not count as answered',
      withQuestion({ reasoning: 'Let me see.', answer: '', endStatus: 'complete' }),
      { id: 'model', verdict: 'warn', title: 'Only reasoning came, no answer' },
    ],
    [
      'with reasoning only says that no word of the picture came',
      withQuestion({ reasoning: 'Let me see.', answer: '', endStatus: 'complete' }),
      { id: 'pictures', verdict: 'warn', title: 'The picture was accepted, not described' },
    ],
    [
      'with nothing at all, though it ended well, is a warning',
      withQuestion({ reasoning: '', answer: '', endStatus: 'complete' }),
      { id: 'model', verdict: 'warn', title: 'The answer was empty' },
    ],
    [
      'up to its limit passes without colours',
      withQuestion({ reasoning: 'Let me see', answer: '', endStatus: 'length' }),
      { id: 'pictures', verdict: 'pass', figure: 'accepted one' },
    ],
    [
      'without colours passes where the list says that it sees',
      {
        ...withQuestion({ reasoning: '', answer: 'ok', endStatus: 'complete' }),
        models: [{ id: MODEL, takesImages: true }],
      },
      { id: 'pictures', verdict: 'pass' },
    ],
    [
      'without a picture says so',
      withQuestion({ hadPicture: false }),
      { id: 'pictures', verdict: 'skipped' },
    ],
    [
      'with reasoning inside names the flag',
      withQuestion({ place: { kind: 'inline' } }),
      {
        id: 'reasoning',
        verdict: 'warn',
        fix: expect.stringContaining('--reasoning-parser glm45'),
      },
    ],
    [
      'without reasoning names the flag',
      withQuestion({ place: { kind: 'none' } }),
      {
        id: 'reasoning',
        verdict: 'warn',
        fix: expect.stringContaining('--reasoning-parser glm45'),
      },
    ],
    [
      'by a model that is not listed passes with a note',
      { ...EXAMINED, models: [{ id: 'other', takesImages: null }] },
      { id: 'model', verdict: 'pass', words: expect.stringContaining('does not list') },
    ],
  ] as const)('%s', (_what, examined, expected) => {
    const findings = judgeQuestion(CONTEXT, examined)
    expect(findings).toContainEqual(expect.objectContaining(expected))
    expect(failureOf(findings)).toBeUndefined()
  })

  test('only without its picture warns, shows the server’s words and offers models that see', () => {
    const { question } = refused(failed('request', null, 'No image input.'))
    const examined: Examined = {
      models: [...(LIST.models ?? []), { id: 'eyes', takesImages: true }],
      question: { ...ANSWERED, hadPicture: false },
      refusedPicture: question,
    }
    const finding = judgeQuestion(CONTEXT, examined).find(({ id }) => id === 'pictures')
    expect(finding).toMatchObject({
      verdict: 'warn',
      seen: 'POST /v1/chat/completions 400\nNo image input.',
      fix: CONTEXT.provider.fixes.images,
      actions: [{ kind: 'use-model', model: 'eyes' }],
    })
  })

  test('with a key that nobody asked for offers to keep it away', () => {
    const key = (context: DoctorContext) =>
      judgeQuestion(context, EXAMINED).find(({ id }) => id === 'key')
    expect(key({ ...CONTEXT, key: 'typed' })?.actions).toEqual([{ kind: 'drop-key' }])
    expect(key({ ...CONTEXT, key: 'relay' })?.title).toBe('The key of the relay is accepted')
    expect(
      key({ ...CONTEXT, provider: findProvider('zai'), key: 'typed' })?.actions,
    ).toBeUndefined()
  })
})

describe('a question that failed', () => {
  test.each([
    ['cors', failed('network', 'cors'), null, 'cors', { reachable: 'pass', cors: 'fail' }],
    [
      'mixed content',
      failed('network', 'mixed-content'),
      null,
      'cors',
      { reachable: 'pass', cors: 'fail' },
    ],
    ['no connection', failed('network', 'unreachable'), null, 'reachable', { reachable: 'fail' }],
    ['a wrong key', failed('auth', null), 401, 'key', { key: 'fail' }],
    ['no balance', failed('billing', '1113'), 429, 'key', { key: 'fail' }],
    [
      'no such model',
      failed('model', 'model_not_found'),
      404,
      'model',
      { key: 'pass', model: 'fail' },
    ],
    ['nothing there', failed('request', '404'), 404, 'model', { key: 'skipped', model: 'fail' }],
    ['a failing server', failed('server', null), 500, 'model', { key: 'skipped', model: 'fail' }],
    ['a page', failed('not-an-api', null), 200, 'model', { key: 'skipped', model: 'fail' }],
    [
      'another wire',
      failed('protocol', 'wire:responses', 'It answered in Responses.'),
      200,
      'streams',
      { key: 'pass', model: 'skipped', pictures: 'skipped', streams: 'fail' },
    ],
  ] as const)('because of %s fails at its own step', (_why, error, status, id, verdicts) => {
    const findings = judgeQuestion(CONTEXT, refused(error, status))
    expect(verdictsOf(findings)).toEqual(verdicts)
    expect(failureOf(findings)).toMatchObject({ id, kind: error.kind })
    expect(failureOf(findings)?.words).not.toBe('')
    expect(failureOf(findings)?.fix).not.toBe('')
  })

  test('by CORS offers the relay where there is one, and the fix of the provider', () => {
    const examined = refused(failed('network', 'cors'), null)
    const finding = failureOf(judgeQuestion(CONTEXT, examined))
    expect(finding?.actions).toEqual([{ kind: 'use-relay' }])
    expect(finding?.fix).toContain('--allowed-origins')
    const alone = { ...CONTEXT, relayAvailable: false }
    expect(failureOf(judgeQuestion(alone, examined))?.actions).toEqual([])
  })

  test('by a name that is not listed offers the closest names', () => {
    const examined = { ...refused(failed('model', 'model_not_found'), 404), models: LIST.models }
    const context = { ...CONTEXT, model: 'glm-4.6v-flsh' }
    expect(failureOf(judgeQuestion(context, examined))?.actions).toEqual([
      { kind: 'use-model', model: MODEL },
    ])
    expect(failureOf(judgeQuestion(CONTEXT, examined))?.actions).toEqual([])
  })

  test('in another wire offers that wire', () => {
    const examined = refused(failed('protocol', 'wire:messages', 'Messages.'), 200)
    expect(failureOf(judgeQuestion(CONTEXT, examined))?.actions).toEqual([
      { kind: 'use-wire', wire: 'messages' },
    ])
  })

  test('on a wire that the provider does not document offers its own', () => {
    const context = { ...CONTEXT, wire: 'messages' } as const
    const finding = failureOf(judgeQuestion(context, refused(failed('request', '404'), 404)))
    expect(finding?.actions).toEqual([{ kind: 'use-wire', wire: 'chat-completions' }])
    expect(finding?.fix).toContain('Chat Completions')
  })

  test('for want of a key says where to get one', () => {
    const context = { ...CONTEXT, provider: findProvider('zai') }
    const finding = failureOf(judgeQuestion(context, refused(failed('auth', '1001'), 401)))
    expect(finding?.fix).toContain('Create a key at z.ai')
  })

  test('because the server is not started gives the command that starts it', () => {
    const gone = refused(failed('network', 'unreachable'), null)
    expect(failureOf(judgeQuestion(CONTEXT, gone))?.fix).toContain('vllm serve')
    const silent = refused(failed('network', 'unreachable', NO_CONNECTION), null)
    const relayed = { ...CONTEXT, usesRelay: true }
    expect(failureOf(judgeQuestion(relayed, silent))?.title).toBe('The relay does not answer')
    expect(failureOf(judgeQuestion(relayed, silent))?.fix).not.toContain('vllm serve')
  })

  test.each([
    ['none', /No key is filled in.*Or set ZAI_API_KEY where the relay is started/],
    ['relay', /The relay took the key from ZAI_API_KEY/],
  ] as const)('for want of a good key over the relay (%s) names its variable', (key, says) => {
    const context = { ...CONTEXT, provider: findProvider('zai'), usesRelay: true, key }
    const finding = failureOf(judgeQuestion(context, refused(failed('auth', '1001'), 401)))
    expect(finding?.fix).toMatch(says)
  })

  test('without a word, though it ended, is no success', () => {
    const silent = { ...ANSWERED, reasoning: '', answer: '', endStatus: 'unverified' } as const
    const findings = judgeQuestion(CONTEXT, { ...EXAMINED, question: silent })
    expect(failureOf(findings)).toMatchObject({ id: 'streams', kind: 'protocol' })
  })
})

describe('isEnough', () => {
  test.each([
    ['reasoning that names the colours, as an answer may never come', { answer: '' }, false],
    ['an answer that names the colours', { answer: 'Red and blue.' }, true],
    [
      'colours of which reasoning ends and the answer begins',
      { reasoning: 'red', answer: 'blue' },
      true,
    ],
  ])('%s', (_what, changes, expected) => {
    expect(isEnough({ ...ANSWERED, ...changes }, true)).toBe(expected)
  })
})

describe('mayRefusePicture', () => {
  test.each([
    [failed('request', null, 'image input is not supported'), true],
    [failed('server', '500', 'image input is not supported - hint: mmproj'), true],
    [failed('model', '404', 'x is not a multimodal model'), true],
    [failed('request', '1210', '图片输入格式/解析错误'), true],
    [failed('request', '400', 'Bad request'), true],
    [failed('server', '500', 'Internal error'), true],
    [failed('model', 'model_not_found', 'No such model'), false],
    [failed('request', '404', 'Not Found'), false],
    [failed('protocol', 'wire:ollama', 'Ollama'), false],
    [failed('auth', '401', 'No key'), false],
    [failed('rate-limit', '1302', ''), false],
    [failed('network', 'cors', ''), false],
  ])('%j: %s', (error, may) => {
    expect(mayRefusePicture(refused(error).question)).toBe(may)
    expect(mayRefusePicture({ ...refused(error).question, hadPicture: false })).toBe(false)
  })
})

describe('addFindings', () => {
  test('the first step that is not settled runs, until all are or one has failed', () => {
    const begun = createDoctorReport()
    expect(begun.steps.map(({ verdict }) => verdict).slice(0, 2)).toEqual(['running', 'waiting'])
    const further = addFindings(begun, [{ id: 'address', verdict: 'pass', title: 'Fine' }])
    expect(further.steps[1]?.verdict).toBe('running')
    expect(further.isOver).toBe(false)
    const stopped = addFindings(further, [
      { id: 'reachable', verdict: 'fail', title: 'Gone', kind: 'network' },
    ])
    expect(stopped).toMatchObject({ isOver: true, failure: 'network' })
    expect(stopped.steps[2]?.verdict).toBe('waiting')
  })

  test('warnings do not fail the whole', () => {
    const findings = createDoctorReport().steps.map(({ id, title }) => ({
      id,
      title,
      verdict: 'warn' as const,
    }))
    expect(addFindings(createDoctorReport(), findings)).toMatchObject({
      isOver: true,
      failure: null,
    })
  })
})
