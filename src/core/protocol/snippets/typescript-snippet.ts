import type { Result } from '@/core/result.ts'
import type { WireRequest } from '../chat-request.ts'
import type { Wire } from '../stream-event.ts'
import { keyVariableFor } from './key-variable.ts'
import { asksForStream, readSnippetBody } from './snippet-body.ts'
import { type LiteralStyle, writeLiteral } from './write-literal.ts'

const SCRIPT: LiteralStyle = {
  indent: '  ',
  width: 72,
  words: { true: 'true', false: 'false', null: 'null' },
  // In an object literal this one name would set the prototype.
  key: (quoted) => (quoted === '"__proto__"' ? '["__proto__"]' : quoted),
}

/** A function that picks the text out of one event, or out of a whole answer. */
const PICKERS: Readonly<Record<Wire, string>> = {
  'chat-completions': `function textOf(event: any): string {
  const part = event.choices?.[0]
  const { reasoning_content, reasoning, content } = part?.delta ?? part?.message ?? {}
  return (reasoning_content ?? reasoning ?? '') + (content ?? '')
}`,
  responses: `function textOf(event: any): string {
  if (/text\\.delta$/.test(event.type)) return event.delta
  const parts = (event.output ?? []).flatMap((item: any) => [...(item.summary ?? []), ...(item.content ?? [])])
  return parts.map((part: any) => part.text ?? '').join('\\n')
}`,
  messages: `function textOf(event: any): string {
  const parts = event.content ?? [event.delta ?? {}]
  return parts.map((part: any) => part.thinking ?? part.text ?? '').join('')
}`,
  ollama: `function textOf(event: any): string {
  return (event.message?.thinking ?? '') + (event.message?.content ?? '')
}`,
}

const READ_STREAM = `const decoder = new TextDecoder()
const reader = response.body.getReader()
let rest = ''
for (let isOver = false; !isOver; ) {
  const { done, value } = await reader.read()
  isOver = done
  rest += done ? \`\${decoder.decode()}\\n\` : decoder.decode(value, { stream: true })
  const lines = rest.split(/\\r?\\n/)
  rest = lines.pop() ?? ''
  for (const line of lines) {
    const data = line.replace(/^data: ?/, '')
    if (!data.startsWith('{')) continue
    const event = JSON.parse(data)
    if (event.error) throw new Error(JSON.stringify(event.error))
    write(textOf(event))
  }
}
write('\\n')`

const CHECK_STATUS = `if (!response.ok || !response.body) {
  throw new Error(\`\${response.status} \${await response.text()}\`)
}`

const READ_WHOLE = `write(\`\${textOf(await response.json())}\\n\`)`

function writeString(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

function headerLines({ headers, keyHeader }: WireRequest): readonly string[] {
  const key =
    keyHeader === 'x-api-key'
      ? `    'x-api-key': apiKey,`
      : `    Authorization: \`Bearer \${apiKey}\`,`
  const others = Object.entries(headers).map(
    ([name, value]) => `    ${writeString(name)}: ${writeString(value)},`,
  )
  return [key, ...others]
}

/**
 * The request as a TypeScript program without any package, for Node 20 and browsers, on every wire. The key comes
 * from the environment; a browser has none, so there it is filled in by hand.
 */
export function typescriptSnippet(request: WireRequest, wire: Wire): Result<string, string> {
  const fields = readSnippetBody(request)
  if (!fields.ok) return fields
  const variable = keyVariableFor(request.url)
  const isStream = asksForStream(fields.value, wire)
  return {
    ok: true,
    value: [
      '// Node 20 or newer: npx tsx ask.mts. In a browser, fill in the key by hand.',
      'const { process } = globalThis as any',
      `const apiKey: string = process?.env.${variable} ?? ''`,
      'const write = (text: string) => (process ? process.stdout.write(text) : console.log(text))',
      '',
      `const body = ${writeLiteral(fields.value, SCRIPT)}`,
      '',
      PICKERS[wire],
      '',
      `const response = await fetch(${writeString(request.url)}, {`,
      `  method: '${request.method}',`,
      '  headers: {',
      ...headerLines(request),
      '  },',
      '  body: JSON.stringify(body),',
      '})',
      CHECK_STATUS,
      '',
      isStream ? READ_STREAM : READ_WHOLE,
      '',
    ].join('\n'),
  }
}
