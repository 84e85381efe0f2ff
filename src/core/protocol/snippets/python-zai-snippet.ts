import type { Result } from '@/core/result.ts'
import type { WireRequest } from '../chat-request.ts'
import type { JsonRecord } from '../json-value.ts'
import type { Wire } from '../stream-event.ts'
import { keyVariableFor } from './key-variable.ts'
import { printCompletion, pythonArguments, pythonLiteral, unusualHeaders } from './python-source.ts'
import { asksForStream, readSnippetBody } from './snippet-body.ts'

const PATH = '/chat/completions'

/** Keyword arguments of `chat.completions.create` in every release of zai-sdk; the rest goes into `extra_body`. */
const FIELDS: ReadonlySet<string> = new Set([
  'model',
  'messages',
  'request_id',
  'user_id',
  'do_sample',
  'stream',
  'temperature',
  'top_p',
  'max_tokens',
  'seed',
  'stop',
  'tools',
  'tool_choice',
  'response_format',
])

/** The package moves these into the open interval from 0 to 1; by way of `extra_body` they stay as they are. */
const CLAMPED: readonly string[] = ['temperature', 'top_p']

function namedFields(body: JsonRecord): ReadonlySet<string> {
  const isMoved = (name: string) => {
    const value = body[name]
    return typeof value !== 'number' || value <= 0 || value >= 1
  }
  return new Set([...FIELDS].filter((name) => !(CLAMPED.includes(name) && isMoved(name))))
}

/** BigModel has a client class of its own in the package. */
function clientClass(url: string): string {
  return /^https:\/\/open\.bigmodel\.cn\//i.test(url) ? 'ZhipuAiClient' : 'ZaiClient'
}

/**
 * The request as a Python program for the package zai-sdk, which speaks Chat Completions. The package cuts the head
 * off data URLs (https://github.com/zai-org/z-ai-sdk-python), so a request that holds one is refused with a sentence.
 */
export function pythonZaiSnippet(request: WireRequest, wire: Wire): Result<string, string> {
  if (wire !== 'chat-completions') {
    return { ok: false, error: 'zai-sdk speaks Chat Completions only.' }
  }
  const fields = readSnippetBody(request)
  if (!fields.ok) return fields
  if (!request.url.endsWith(PATH)) {
    return { ok: false, error: `zai-sdk only asks addresses that end in ${PATH}.` }
  }
  if (request.keyHeader === 'x-api-key') {
    return { ok: false, error: 'zai-sdk sends the key as Authorization only.' }
  }
  if (request.body?.includes('"data:image/')) {
    return {
      ok: false,
      error: 'zai-sdk would change the pictures: it sends them without their type.',
    }
  }
  const client = clientClass(request.url)
  return {
    ok: true,
    value: [
      '# pip install zai-sdk',
      'import os',
      '',
      `from zai import ${client}`,
      '',
      `client = ${client}(`,
      `    base_url=${pythonLiteral(request.url.slice(0, -PATH.length))},`,
      `    api_key=os.environ["${keyVariableFor(request.url)}"],`,
      ')',
      '',
      'answer = client.chat.completions.create(',
      pythonArguments(fields.value, namedFields(fields.value), unusualHeaders(request.headers)),
      ')',
      '',
      printCompletion(asksForStream(fields.value, wire)),
      '',
    ].join('\n'),
  }
}
