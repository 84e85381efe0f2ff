import { Fragment } from 'react'

type Token = { readonly text: string; readonly kind: 'key' | 'media' | 'plain' }

/** A string of JSON, and the colon that makes it a key. */
const STRING = /"(?:[^"\\]|\\.)*"(\s*:)?/g

function tokenize(code: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  for (const match of code.matchAll(STRING)) {
    const [found, colon] = match
    if (match.index > at) tokens.push({ kind: 'plain', text: code.slice(at, match.index) })
    at = match.index + found.length
    if (colon !== undefined) tokens.push({ kind: 'key', text: found })
    else if (found.startsWith('"‹')) tokens.push({ kind: 'media', text: found.slice(1, -1) })
    else tokens.push({ kind: 'plain', text: found })
  }
  return [...tokens, { kind: 'plain', text: code.slice(at) }]
}

const COLOURS = { key: 'text-accent', media: 'text-ink-3' } as const

/** JSON with its keys in colour and media apart. */
export function CodeText({ code }: { readonly code: string }) {
  return tokenize(code).map(({ kind, text }, index) =>
    kind === 'plain' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of a text never change places
      <Fragment key={index}>{text}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <span key={index} className={COLOURS[kind]}>
        {text}
      </span>
    ),
  )
}
