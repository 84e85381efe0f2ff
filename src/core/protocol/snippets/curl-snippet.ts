import type { Result } from '@/core/result.ts'
import type { WireRequest } from '../chat-request.ts'
import type { Wire } from '../stream-event.ts'
import { keyVariableFor } from './key-variable.ts'
import { asksForStream, readSnippetBody } from './snippet-body.ts'

/** A text as one word of a POSIX shell, whatever it holds. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

function keyLine({ keyHeader, url }: WireRequest): string {
  const variable = `$${keyVariableFor(url)}`
  return keyHeader === 'x-api-key'
    ? `-H "x-api-key: ${variable}"`
    : `-H "Authorization: Bearer ${variable}"`
}

/**
 * The request as a curl command for POSIX shells, on every wire. The body goes in by a here-document, because a
 * picture is longer than an argument may be; no line of JSON is the bare word that ends it, since line breaks inside
 * strings are escaped. The key comes from the environment.
 */
export function curlSnippet(request: WireRequest, wire: Wire): Result<string, string> {
  const fields = readSnippetBody(request)
  if (!fields.ok) return fields
  const isStream = asksForStream(fields.value, wire)
  const options = [
    // Brackets of an IPv6 host would be read as a range.
    `curl ${isStream ? '--no-buffer ' : ''}--globoff ${quote(request.url)}`,
    keyLine(request),
    ...Object.entries(request.headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    `--data-binary @- <<'JSON'`,
  ]
  return {
    ok: true,
    value: `${options.join(' \\\n  ')}\n${JSON.stringify(fields.value, null, 2)}\nJSON\n`,
  }
}
