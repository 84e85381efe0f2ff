import type { JsonRecord } from '../json-value.ts'
import { type LiteralStyle, writeLiteral } from './write-literal.ts'

const PYTHON: LiteralStyle = {
  indent: '    ',
  width: 72,
  words: { true: 'True', false: 'False', null: 'None' },
  key: (quoted) => quoted,
}

/** A JSON value as a Python literal. Escapes inside strings mean the same in both languages. */
export function pythonLiteral(value: unknown, depth = 0): string {
  return writeLiteral(value, PYTHON, depth)
}

/**
 * Keyword arguments of a call, one a line: fields that the library has a name for, then `headers` that it does not
 * send by itself, then all other fields in `extra_body`, which it merges into the body.
 */
export function pythonArguments(
  body: JsonRecord,
  known: ReadonlySet<string>,
  headers: Readonly<Record<string, string>> = {},
): string {
  const fields = Object.entries(body)
  const named = fields.filter(([name]) => known.has(name))
  const others = Object.fromEntries(fields.filter(([name]) => !known.has(name)))
  const lines = [
    ...named.map(([name, value]) => `    ${name}=${pythonLiteral(value, 1)},`),
    ...(Object.keys(headers).length > 0 ? [`    extra_headers=${pythonLiteral(headers, 1)},`] : []),
    ...(Object.keys(others).length > 0 ? [`    extra_body=${pythonLiteral(others, 1)},`] : []),
  ]
  return lines.join('\n')
}

/** Headers that every library sends by itself. */
const STANDARD: ReadonlySet<string> = new Set(['accept', 'content-type'])

/** Headers of a request that a library has to be told. */
export function unusualHeaders(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !STANDARD.has(name.toLowerCase())),
  )
}

/** Prints the text of a chat completion: piece by piece, or at once. Both channels, wherever the reasoning stands. */
export function printCompletion(isStream: boolean): string {
  const pick = (from: string): readonly string[] => [
    `reasoning = getattr(${from}, "reasoning_content", None) or getattr(${from}, "reasoning", None)`,
  ]
  return isStream
    ? [
        'for chunk in answer:',
        '    for choice in chunk.choices:',
        ...pick('choice.delta').map((line) => `        ${line}`),
        '        print(reasoning or choice.delta.content or "", end="", flush=True)',
        'print()',
      ].join('\n')
    : [
        'message = answer.choices[0].message',
        ...pick('message'),
        'if reasoning:',
        '    print(reasoning)',
        'print(message.content)',
      ].join('\n')
}
