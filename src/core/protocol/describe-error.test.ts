import { describe, expect, it } from 'vitest'
import { describeError, type ErrorContext } from './describe-error.ts'
import { NO_CONNECTION } from './network-failure.ts'
import type { EndStatus, ErrorKind, RunError } from './stream-event.ts'

function context(changes: Partial<ErrorContext> = {}): ErrorContext {
  return {
    status: 'error',
    providerName: 'Z.ai',
    host: 'api.z.ai',
    model: 'glm-4.6v',
    keptCharacters: 0,
    keptRegions: 0,
    usesRelay: false,
    relayAvailable: false,
    corsNote: 'Turn on the relay.',
    ...changes,
  }
}

function failure(kind: ErrorKind, code: string | null = null, message = ''): RunError {
  return { kind, retry: 'never', code, message }
}

const KINDS: readonly (readonly [ErrorKind, string | null, string, readonly string[]])[] = [
  ['auth', null, 'The key was not accepted', ['edit-key', 'edit-connection']],
  ['account', null, 'The account cannot be used', ['edit-key']],
  ['billing', null, 'No balance left', ['choose-model', 'edit-key', 'edit-connection']],
  ['quota', null, 'The limit of the account is reached', ['choose-model', 'edit-key']],
  ['plan', null, 'The plan does not cover this', ['choose-model', 'edit-key']],
  ['rate-limit', null, 'Too many requests', ['retry', 'choose-model']],
  ['overloaded', null, 'The model is busy', ['retry', 'choose-model']],
  ['server', null, 'The server failed', ['retry', 'choose-model']],
  ['request', null, 'The request was refused', ['edit-connection', 'choose-model']],
  ['request', '404', 'Nothing found at this address', ['edit-connection', 'choose-model']],
  ['request', '413', 'The request is too large', ['new-chat']],
  ['request', '435', 'The request is too large', ['new-chat']],
  ['request', '1231', 'This request is already running', ['retry', 'open-parameters']],
  [
    'request',
    '1214',
    'The request was refused',
    ['open-parameters', 'edit-connection', 'choose-model'],
  ],
  ['request', 'private-address', 'The relay does not call private networks', ['edit-connection']],
  ['request', 'unknown-origin', 'The relay does not know this server', ['edit-connection']],
  ['request', 'unreadable-picture', 'The question was not sent', ['retry', 'new-chat']],
  ['rate-limit', '1305', 'The model is busy', ['retry', 'choose-model']],
  ['rate-limit', '1312', 'The model is busy', ['retry', 'choose-model']],
  ['network', 'timeout', 'The server went silent', ['retry']],
  ['request', 'constructor', 'The request was refused', ['edit-connection', 'choose-model']],
  ['model', null, 'The model cannot be used', ['choose-model', 'edit-connection']],
  [
    'context-length',
    null,
    'The conversation is too long',
    ['ask-alone', 'new-chat', 'choose-model'],
  ],
  ['content-filter', null, 'The answer was withheld', ['new-chat', 'choose-model']],
  ['stream-cut', null, 'The answer was cut off', ['retry']],
  ['protocol', null, 'The answer could not be read', ['retry', 'edit-connection']],
  ['not-an-api', null, 'This is not the address of a model', ['edit-connection']],
  ['network', 'offline', 'You are offline', ['retry']],
  ['network', 'mixed-content', 'The browser blocked the call', ['edit-connection']],
  ['network', 'cors', 'Z.ai refused this page', ['retry', 'edit-connection']],
  ['network', 'unreachable', 'The server cannot be reached', ['retry', 'edit-connection']],
  ['network', null, 'The server cannot be reached', ['retry', 'edit-connection']],
]

const STATUSES: readonly (readonly [EndStatus, string, readonly string[]])[] = [
  ['complete', 'Complete', []],
  ['stopped', 'Stopped', ['retry']],
  ['length', 'The answer reached its limit', ['retry']],
  ['unverified', 'The end is not certain', ['retry']],
  ['filtered', 'The answer was withheld', ['new-chat', 'choose-model']],
  ['truncated', 'The answer was cut off', ['retry']],
  ['error', 'Something went wrong', ['retry', 'edit-connection']],
]

describe('describeError', () => {
  it.each(KINDS)('explains %s with code %s', (kind, code, title, actions) => {
    const described = describeError(failure(kind, code), context())
    expect(described).toMatchObject({ title, actions })
    expect(described.body).toMatch(/^\S.*\.$/)
    expect(described.body).not.toMatch(/ {2}|undefined|null|TypeError|CORS|HTTP/)
  })

  it.each(STATUSES)('explains the ending %s, which has no error', (status, title, actions) => {
    const described = describeError(null, context({ status }))
    expect(described).toMatchObject({ title, actions })
    expect(described.body).toMatch(/^\S.*\.$/)
  })

  it.each([
    [1, 0, 'The 1 character received so far is kept.'],
    [1204, 0, 'The 1,204 characters received so far are kept.'],
    [1204, 1, 'The 1,204 characters and 1 region received so far are kept.'],
    [12, 3, 'The 12 characters and 3 regions received so far are kept.'],
  ])('says what was kept: %i characters, %i regions', (keptCharacters, keptRegions, sentence) => {
    const given = context({ status: 'truncated', keptCharacters, keptRegions })
    expect(describeError(failure('stream-cut'), given).body).toContain(sentence)
  })

  it('says nothing of keeping when there is nothing, or when all is well', () => {
    expect(describeError(failure('server'), context()).body).not.toContain('kept')
    const complete = context({ status: 'complete', keptCharacters: 9 })
    expect(describeError(null, complete).body).not.toContain('kept')
  })

  it("ends with the server's own words and code", () => {
    const error = failure('billing', '1113', 'Insufficient balance')
    expect(describeError(error, context()).body).toMatch(
      /Details: Insufficient balance \(code 1113\)\.$/,
    )
  })

  it.each([
    ['cors', ['use-relay', 'retry', 'edit-connection']],
    ['mixed-content', ['use-relay', 'edit-connection']],
  ])('offers the relay for %s where it exists', (code, actions) => {
    const given = context({ relayAvailable: true })
    expect(describeError(failure('network', code), given).actions).toEqual(actions)
  })

  it('does not offer the relay when it is in use', () => {
    const given = context({ relayAvailable: true, usesRelay: true })
    expect(describeError(failure('network', 'cors'), given).actions).not.toContain('use-relay')
    expect(describeError(failure('network', 'unreachable'), given).body).toContain('relay')
  })

  it('tells a relay that is gone from one that cannot reach the server', () => {
    const given = context({ usesRelay: true })
    const title = (message: string) =>
      describeError(failure('network', 'unreachable', message), given).title
    expect(title(NO_CONNECTION)).toBe('The relay does not answer')
    const answered = failure('network', 'unreachable', 'api.z.ai cannot be reached from the relay.')
    expect(describeError(answered, given).body).toContain('The relay answers, but could not reach')
  })

  it('names the variable from which the relay takes the key of the provider', () => {
    const given = context({ usesRelay: true })
    expect(describeError(failure('auth'), given).body).toContain('ZAI_API_KEY')
  })

  it('gives the fix of the catalog for a refused page', () => {
    expect(describeError(failure('network', 'cors'), context()).body).toContain(
      'Turn on the relay.',
    )
  })

  it('offers a retry for a refused request only where it may help', () => {
    const error: RunError = { ...failure('request'), retry: 'user' }
    expect(describeError(error, context()).actions).toContain('retry')
  })

  it.each([
    [['chat-completions', 'responses'], ['change-wire'], 'Switch to Responses'],
    [['chat-completions'], ['edit-connection'], 'Choose the wire Responses'],
    [undefined, ['edit-connection'], 'Choose the wire Responses'],
  ] as const)(
    'names the wire that the server speaks; of a provider with %j',
    (wires, actions, next) => {
      const error = failure('protocol', 'wire:responses', 'The server answered otherwise.')
      const described = describeError(error, context(wires === undefined ? {} : { wires }))
      expect(described).toMatchObject({ title: 'This server speaks Responses', actions })
      expect(described.body).toContain(next)
    },
  )

  it.each(['stream-cut', 'server', 'overloaded', 'rate-limit', 'network', 'protocol'] as const)(
    'offers to go on with an answer that broke off by %s, and says what retrying is',
    (kind) => {
      const described = describeError(failure(kind), context({ canContinue: true }))
      expect(described.actions.slice(0, 2)).toEqual(['continue', 'retry'])
      expect(described.body).toContain('Retry asks the question anew.')
    },
  )

  it.each(['auth', 'content-filter', 'context-length', 'request'] as const)(
    'offers no continuation where %s ended the answer',
    (kind) => {
      const described = describeError(failure(kind), context({ canContinue: true }))
      expect(described.actions).not.toContain('continue')
    },
  )

  it.each([
    [999, ''],
    [1000, 'The server asks to wait 1 second.'],
    [120_000, 'The server asks to wait 120 seconds.'],
    [121_000, 'The server asks to wait 3 minutes.'],
    [10_800_000, 'The server asks to wait 3 hours.'],
  ])('says how long the server wants to be left alone: %i ms', (retryAfterMs, sentence) => {
    const { body } = describeError(failure('rate-limit'), context({ retryAfterMs }))
    if (sentence === '') expect(body).not.toContain('asks to wait')
    else expect(body).toContain(sentence)
  })

  it('asks for no little wait where the server asks for ten minutes', () => {
    const { body } = describeError(failure('rate-limit'), context({ retryAfterMs: 600_000 }))
    expect(body).toContain('The server asks to wait 10 minutes. Try again then, or choose')
    expect(body).not.toContain('Wait a little')
  })

  it('says when a limit is lifted, where the server does', () => {
    const message = 'Usage limit reached for 5 hour. Your limit will reset at 2026-08-22 14:00:00'
    expect(describeError(failure('quota', '1308', message), context()).body).toContain(
      'The limit is lifted at 2026-08-22 14:00:00, by the clock of the server.',
    )
    expect(describeError(failure('quota', '1308', 'Too much.'), context()).body).toContain(
      'Ask again later, or choose another model.',
    )
  })

  it('names the host where the endpoint is a custom one', () => {
    const given = context({ providerName: 'Custom', host: 'localhost:9000' })
    expect(describeError(failure('server'), given).body).toMatch(/^localhost:9000 had/)
  })
})
