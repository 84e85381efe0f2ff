import type { Result } from '@/core/result.ts'
import type { WireRequest } from '../chat-request.ts'
import type { Wire } from '../stream-event.ts'
import { keyVariableFor } from './key-variable.ts'
import { printCompletion, pythonArguments, pythonLiteral, unusualHeaders } from './python-source.ts'
import { asksForStream, readSnippetBody } from './snippet-body.ts'

/** Keyword arguments that every release of openai 1.x and 2.x has; anything newer goes into `extra_body`. */
const CHAT_FIELDS: ReadonlySet<string> = new Set([
  'model',
  'messages',
  'frequency_penalty',
  'logit_bias',
  'logprobs',
  'max_tokens',
  'n',
  'presence_penalty',
  'response_format',
  'seed',
  'stop',
  'stream',
  'stream_options',
  'temperature',
  'tool_choice',
  'tools',
  'top_logprobs',
  'top_p',
  'user',
])

const RESPONSE_FIELDS: ReadonlySet<string> = new Set([
  'model',
  'input',
  'instructions',
  'max_output_tokens',
  'metadata',
  'previous_response_id',
  'reasoning',
  'store',
  'stream',
  'temperature',
  'text',
  'tool_choice',
  'tools',
  'top_p',
])

type Call = {
  /** Ending of the address, which the library adds by itself. */
  readonly path: string
  readonly method: string
  readonly fields: ReadonlySet<string>
  readonly print: (isStream: boolean) => string
}

function printResponse(isStream: boolean): string {
  return isStream
    ? [
        'for event in answer:',
        '    if event.type.endswith("text.delta"):',
        '        print(event.delta, end="", flush=True)',
        'print()',
      ].join('\n')
    : 'print(answer.output_text)'
}

const CALLS: Readonly<Partial<Record<Wire, Call>>> = {
  'chat-completions': {
    path: '/chat/completions',
    method: 'client.chat.completions.create',
    fields: CHAT_FIELDS,
    print: printCompletion,
  },
  responses: {
    path: '/responses',
    method: 'client.responses.create',
    fields: RESPONSE_FIELDS,
    print: printResponse,
  },
}

/**
 * The request as a Python program for the package openai, which speaks Chat Completions and Responses. Fields that
 * the package has no name for travel in `extra_body`. The key comes from the environment.
 */
export function pythonOpenaiSnippet(request: WireRequest, wire: Wire): Result<string, string> {
  const call = CALLS[wire]
  if (call === undefined) {
    return { ok: false, error: 'The openai package speaks Chat Completions and Responses only.' }
  }
  const fields = readSnippetBody(request)
  if (!fields.ok) return fields
  if (!request.url.endsWith(call.path)) {
    return { ok: false, error: `The openai package only asks addresses that end in ${call.path}.` }
  }
  const key = `os.environ["${keyVariableFor(request.url)}"]`
  const client = [
    `    base_url=${pythonLiteral(request.url.slice(0, -call.path.length))},`,
    `    api_key=${key},`,
    ...(request.keyHeader === 'x-api-key' ? [`    default_headers={"x-api-key": ${key}},`] : []),
  ]
  return {
    ok: true,
    value: [
      '# pip install openai',
      'import os',
      '',
      'from openai import OpenAI',
      '',
      'client = OpenAI(',
      ...client,
      ')',
      '',
      `answer = ${call.method}(`,
      pythonArguments(fields.value, call.fields, unusualHeaders(request.headers)),
      ')',
      '',
      call.print(asksForStream(fields.value, wire)),
      '',
    ].join('\n'),
  }
}
