import { type BaseUrl, parseBaseUrl } from '@/core/protocol/base-url.ts'
import { checkKey } from '@/core/protocol/check-key.ts'
import { mendBaseUrl } from '@/core/protocol/mend-base-url.ts'
import { trimWirePath } from '@/core/protocol/wire-path.ts'
import type { ConnectDraft } from './connect-draft.ts'

/** What is wrong with a field, and the change that mends it; null where only the person knows. */
export type FieldProblem = {
  readonly sentence: string
  readonly repair: { readonly label: string; readonly changes: Partial<ConnectDraft> } | null
}

export type DraftErrors = {
  readonly baseUrl: FieldProblem | null
  readonly key: FieldProblem | null
  readonly model: FieldProblem | null
}

export const NO_ERRORS: DraftErrors = { baseUrl: null, key: null, model: null }

export type DraftSurroundings = {
  readonly usesRelay: boolean
  /** Whether a relay runs that forwards to this address. */
  readonly canUseRelay: boolean
  readonly pageOrigin: string
}

/**
 * What is wrong with the fields; `address` is what they name when nothing is: as typed, and without the path of a
 * request.
 */
export function checkDraft(
  draft: ConnectDraft,
  surroundings: DraftSurroundings,
): {
  readonly errors: DraftErrors
  readonly address: { readonly typed: string; readonly baseUrl: string } | null
} {
  const address = parseBaseUrl(draft.baseUrl)
  const errors = {
    baseUrl: address.ok
      ? refuseAddress(address.value, surroundings)
      : { sentence: address.error, repair: offerAddress(mendBaseUrl(draft.baseUrl)) },
    key: refuseKey(draft.key),
    model:
      draft.model.trim() === ''
        ? { sentence: 'Name the model, as the server calls it.', repair: null }
        : null,
  }
  const isSound = Object.values(errors).every((error) => error === null)
  return {
    errors,
    address:
      address.ok && isSound
        ? { typed: address.value.href, baseUrl: trimWirePath(address.value.href).baseUrl }
        : null,
  }
}

function offerAddress(baseUrl: string | null): FieldProblem['repair'] {
  return baseUrl === null ? null : { label: `Use ${baseUrl}`, changes: { baseUrl } }
}

function refuseKey(key: string): FieldProblem | null {
  const problem = checkKey(key)
  if (problem === null) return null
  const { sentence, repair } = problem
  return { sentence, repair: repair && { label: repair.label, changes: { key: repair.key } } }
}

/** The page's own policy lets it call plain http on this computer only (`connect-src` of the security headers). */
function refuseAddress(
  { href, origin, isSecure, isLoopback }: BaseUrl,
  { usesRelay, canUseRelay, pageOrigin }: DraftSurroundings,
): FieldProblem | null {
  // Through its own address the relay would pass a key on to whatever the path names.
  if (origin === pageOrigin)
    return {
      sentence:
        'This is the address of Sightline itself. Fill in the address of the model, and use the switch for the relay.',
      repair: null,
    }
  const isHere = /^http:\/\/(?:localhost|127\.0\.0\.1)(?:[:/]|$)/.test(href)
  if (isSecure || isHere || usesRelay) return null
  // A policy cannot name the other spellings: https://w3c.github.io/webappsec-csp/#match-hosts
  if (isLoopback) {
    const baseUrl = href.replace(/^http:\/\/(?:\[[^\]]*\]|[^:/]+)/, 'http://localhost')
    return {
      sentence: `This is this computer, but Sightline may call it only as localhost or 127.0.0.1. Use ${baseUrl}.`,
      repair: offerAddress(baseUrl),
    }
  }
  const why = pageOrigin.startsWith('https:')
    ? 'This page came over https, and such a page may call plain http on this computer only.'
    : 'Plain http is only allowed to this computer.'
  return canUseRelay
    ? {
        sentence: `${why} The relay may go there.`,
        repair: { label: 'Turn on relay', changes: { usesRelay: true } },
      }
    : {
        sentence: `${why} Use https, or start Sightline with SIGHTLINE_RELAY_ORIGINS=${origin} and turn on the relay.`,
        repair: offerAddress(href.replace(/^http:/, 'https:')),
      }
}
