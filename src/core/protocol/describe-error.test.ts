import { describe, expect, it } from 'vitest'
import { describeError, type ErrorContext } from './describe-error.ts'
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
  ['request', '1231', 'This request is already running', ['retry']],
  ['request', 'constructor', 'The request was refused', ['edit-connection', 'choose-model']],
  ['model', null, 'The model cannot be used', ['choose-model', 'edit-connection']],
  ['context-length', null, 'The conversation is too long', ['new-chat', 'choose-model']],
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

  it('gives the fix of the catalog for a refused page', () => {
    expect(describeError(failure('network', 'cors'), context()).body).toContain(
      'Turn on the relay.',
    )
  })

  it('offers a retry for a refused request only where it may help', () => {
    const error: RunError = { ...failure('request'), retry: 'user' }
    expect(describeError(error, context()).actions).toContain('retry')
  })

  it('names the host where the endpoint is a custom one', () => {
    const given = context({ providerName: 'Custom', host: 'localhost:9000' })
    expect(describeError(failure('server'), given).body).toMatch(/^localhost:9000 had/)
  })
})
