import type { Result } from '@/core/result.ts'
import { parseBoundedJson } from '../bounded-json.ts'
import type { WireRequest } from '../chat-request.ts'
import { isRecord, type JsonRecord } from '../json-value.ts'
import type { Wire } from '../stream-event.ts'

/** The fields of a request's body. The error is a sentence: why no program can be written for the request. */
export function readSnippetBody({ url, body }: WireRequest): Result<JsonRecord, string> {
  if (!/^https?:\/\//i.test(url)) {
    return {
      ok: false,
      error: 'Nothing was sent over the network, so there is no request to copy.',
    }
  }
  const parsed = parseBoundedJson(body ?? '')
  if (!parsed.ok && parsed.error === 'too-deep') {
    return { ok: false, error: 'The request is nested too deep to be written as a program.' }
  }
  if (!parsed.ok || !isRecord(parsed.value)) {
    return { ok: false, error: 'The request has no JSON body.' }
  }
  return { ok: true, value: parsed.value }
}

/** Whether the answer comes as a stream: Ollama streams unless told not to, all others only when told to. */
export function asksForStream(body: JsonRecord, wire: Wire): boolean {
  return wire === 'ollama' ? body['stream'] !== false : body['stream'] === true
}
