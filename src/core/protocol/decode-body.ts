import { parseBoundedJson } from './bounded-json.ts'
import { readCutError } from './cut-error.ts'
import { decodeError, judgeStatus } from './decode-error.ts'
import { wrongWireError } from './detect-wire.ts'
import { plainMessage, readPageTitle } from './plain-message.ts'
import type { RunError, StreamEvent, Wire } from './stream-event.ts'
import type { EndReason, WireDecoder } from './wire-decoder.ts'

type BodyContext = {
  readonly wire: WireDecoder
  readonly httpStatus: number
  readonly isRelayed: boolean
  readonly reason: EndReason
}

const MALFORMED_BODY: RunError = {
  kind: 'protocol',
  retry: 'user',
  code: null,
  message: 'The server sent JSON that is cut or broken.',
}

/** A page where an interface was expected: a login, a proxy, or a wrong address. */
function pageError(html: string, httpStatus: number): RunError {
  const title = readPageTitle(html)
  const message = title ?? 'The server answered with a web page.'
  const meaning = judgeStatus(httpStatus)
  if (meaning === null || meaning.kind === 'request') {
    const code = meaning === null ? null : String(httpStatus)
    return { kind: 'not-an-api', retry: 'never', code, message }
  }
  return { ...meaning, code: String(httpStatus), message }
}

/** A redirect that reached us was not followed: the address is not the one of the interface. */
function redirectError(httpStatus: number): RunError {
  return {
    kind: 'not-an-api',
    retry: 'never',
    code: String(httpStatus),
    message: 'The address points to another address.',
  }
}

function statusError(text: string, { httpStatus, isRelayed }: BodyContext): RunError {
  if (httpStatus < 400) {
    return redirectError(httpStatus)
  }
  if (text.startsWith('<')) {
    return pageError(text, httpStatus)
  }
  const parsed = parseBoundedJson(text)
  const body = parsed.ok ? parsed.value : (readCutError(text) ?? plainMessage(text))
  return decodeError(body, httpStatus, isRelayed)
}

/** JSON that goes on after its first line may be a stream of lines on a wire that streams events. */
function foreignLineError(text: string, chosen: Wire): RunError | null {
  const end = text.indexOf('\n')
  const first = end === -1 ? null : parseBoundedJson(text.slice(0, end))
  return first?.ok ? wrongWireError(first.value, chosen) : null
}

/** The meaning of a body that is no event stream: a completion, an error, or a page. */
export function decodeBody(body: string, context: BodyContext): readonly StreamEvent[] {
  const { wire, httpStatus, reason } = context
  const end = (error: RunError): readonly StreamEvent[] => [
    { type: 'end', status: 'error', finishReason: null, error },
  ]
  const text = body.trim()
  if (httpStatus < 200 || httpStatus > 299) {
    return end(statusError(text, context))
  }
  if (text.startsWith('<')) {
    return end(pageError(text, httpStatus))
  }
  const parsed = parseBoundedJson(text)
  if (parsed.ok) {
    return wire.readDocument(parsed.value)
  }
  const wrongWire = foreignLineError(text, wire.wire)
  if (wrongWire !== null) {
    return end(wrongWire)
  }
  return reason === 'reset' ? wire.finish('reset') : end(MALFORMED_BODY)
}
