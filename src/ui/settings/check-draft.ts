import { findProvider } from '@/core/catalog/find-provider.ts'
import { type BaseUrl, parseBaseUrl } from '@/core/protocol/base-url.ts'
import type { ConnectDraft } from './connect-draft.ts'

export type DraftErrors = {
  readonly wire: string | null
  readonly baseUrl: string | null
  readonly key: string | null
  readonly model: string | null
}

export const NO_ERRORS: DraftErrors = { wire: null, baseUrl: null, key: null, model: null }

/** What is wrong with the fields, a sentence each; `baseUrl` is the cleaned address when nothing is. */
export function checkDraft(
  draft: ConnectDraft,
  usesRelay: boolean,
  pageOrigin: string,
): {
  readonly errors: DraftErrors
  readonly baseUrl: string | null
} {
  const address = parseBaseUrl(draft.baseUrl)
  const isSpoken = findProvider(draft.providerId).wires.includes(draft.wire)
  const errors = {
    wire: isSpoken ? null : 'This wire is not spoken yet. Choose Chat Completions.',
    baseUrl: address.ok ? refuseAddress(address.value, usesRelay, pageOrigin) : address.error,
    key: /^[\x21-\x7e]*$/.test(draft.key.trim())
      ? null
      : 'The key holds characters that no key has, such as curly quotes or spaces. Copy it again.',
    model: draft.model.trim() === '' ? 'Name the model, as the server calls it.' : null,
  }
  const isSound = Object.values(errors).every((error) => error === null)
  return { errors, baseUrl: address.ok && isSound ? address.value.href : null }
}

/** The page's own policy lets it call plain http on this computer only (`connect-src` of the security headers). */
function refuseAddress(
  { href, origin, isSecure }: BaseUrl,
  usesRelay: boolean,
  pageOrigin: string,
): string | null {
  // Through its own address the relay would pass a key on to whatever the path names.
  if (origin === pageOrigin)
    return 'This is the address of Sightline itself. Fill in the address of the model, and use the switch for the relay.'
  const isHere = /^http:\/\/(?:localhost|127\.0\.0\.1)(?:[:/]|$)/.test(href)
  if (isSecure || isHere || usesRelay) return null
  return `Plain http is only allowed to this computer. Use https, or start Sightline with SIGHTLINE_RELAY_ORIGINS=${origin} and turn on the relay.`
}
