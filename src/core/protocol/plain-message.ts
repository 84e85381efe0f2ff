import { maskKeyForms } from './redact.ts'

/** UTF-16 units of a server's words that are shown. */
export const MAX_MESSAGE_LENGTH = 500

/** Longer texts are cut before they are looked at, so that the cost is bounded. */
const MAX_INPUT_LENGTH = 8000

/**
 * Where a server starts to repeat the request: pydantic and FastAPI print the offending input, some gateways
 * the whole message list. The question and the pictures of a person do not belong in an error text.
 */
const ECHO = /['"]?\b(?:input_value|messages|input|image_url|content|role)['"]?\s*[=:]\s*['"[{]/

/** C0 and C1 controls, marks that reverse or hide text. */
const UNSAFE = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu

const DATA_URL = /\bdata:[^\s'"]{0,200}[^\s'"]*/g
const LONG_RUN = /[A-Za-z0-9+/=_-]{80,}/g
const BEARER = /\bBearer\s+[^\s'"]+/gi

/**
 * A server's words as one plain line of at most 500 UTF-16 units: no control or invisible characters, no echo
 * of the request, no data URL, no long run of base64, no bearer token, nothing that has the form of a key.
 */
export function plainMessage(text: string): string {
  const cut = text.slice(0, MAX_INPUT_LENGTH)
  const echo = cut.search(ECHO)
  const own = echo === -1 ? cut : cut.slice(0, echo)
  const line = maskKeyForms(
    own.replace(UNSAFE, ' ').replace(DATA_URL, '…').replace(BEARER, 'Bearer ••••'),
  )
    .replace(LONG_RUN, '…')
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length <= MAX_MESSAGE_LENGTH) {
    return line
  }
  // The cut may fall between the two halves of a character.
  return `${line.slice(0, MAX_MESSAGE_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** The title of an HTML page as plain words, or null. Nothing of the page is ever rendered. */
export function readPageTitle(html: string): string | null {
  const head = html.slice(0, 65_536)
  const lower = head.toLowerCase()
  const open = lower.indexOf('<title')
  const start = open === -1 ? -1 : lower.indexOf('>', open)
  const end = start === -1 ? -1 : lower.indexOf('</title', start)
  if (end === -1) {
    return null
  }
  const title = plainMessage(head.slice(start + 1, end))
  return title === '' ? null : title
}
