import { secretForms } from './secret-forms.ts'

const STAR = 0x2a

/** One form of a key, looked for in a stream of bytes (Knuth, Morris, Pratt). */
type Search = {
  readonly bytes: readonly number[]
  /** How much of the form still fits when the byte behind so many does not. */
  readonly fallbacks: readonly number[]
  matched: number
}

function createSearch(form: string): Search {
  const bytes = [...form].map((character) => character.charCodeAt(0))
  const fallbacks = [0, 0]
  let length = 0
  for (let index = 1; index < bytes.length; index += 1) {
    while (length > 0 && bytes[index] !== bytes[length]) length = fallbacks[length] ?? 0
    if (bytes[index] === bytes[length]) length += 1
    fallbacks.push(length)
  }
  return { bytes, fallbacks, matched: 0 }
}

/** Takes one more byte in; true when it completes the form. */
function step(search: Search, byte: number): boolean {
  const { bytes, fallbacks } = search
  while (search.matched > 0 && bytes[search.matched] !== byte) {
    search.matched = fallbacks[search.matched] ?? 0
  }
  if (bytes[search.matched] === byte) search.matched += 1
  if (search.matched < bytes.length) return false
  search.matched = fallbacks[bytes.length] ?? 0
  return true
}

export type ByteMasker = {
  /** A copy of the next piece; a key that ends in a later piece changes it then. */
  readonly push: (piece: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>
  /** How many of the last bytes may still turn out to be the beginning of a key. */
  readonly open: () => number
}

/**
 * Masks keys in bytes that arrive in pieces: each byte of a key becomes a star, so that lengths and places stay. Linear
 * time, and holds on to no more pieces than one key can span.
 */
export function createByteMasker(secrets: readonly string[]): ByteMasker {
  const searches = secretForms(secrets)
    .filter((form) => /^[\x20-\x7e]+$/.test(form))
    .map(createSearch)
  if (searches.length === 0) return { push: (piece) => piece, open: () => 0 }
  const longest = Math.max(...searches.map(({ bytes }) => bytes.length))
  /** Copies that a key may still reach back into, the newest last. */
  let recent: Uint8Array<ArrayBuffer>[] = []

  const maskBack = (end: number, length: number) => {
    let rest = length
    let last = end
    for (const copy of [...recent].reverse()) {
      const stop = Math.min(last, copy.length)
      const start = Math.max(0, stop - rest)
      copy.fill(STAR, start, stop)
      rest -= stop - start
      if (rest <= 0) return
      last = Number.POSITIVE_INFINITY
    }
  }

  const forgetOld = () => {
    let reach = 0
    let first = recent.length
    while (first > 0 && reach < longest) {
      first -= 1
      reach += recent[first]?.length ?? 0
    }
    recent = recent.slice(first)
  }

  return {
    push: (piece) => {
      const copy = piece.slice()
      recent.push(copy)
      for (const [index, byte] of piece.entries()) {
        for (const search of searches) {
          if (step(search, byte)) maskBack(index + 1, search.bytes.length)
        }
      }
      forgetOld()
      return copy
    },
    open: () => Math.max(...searches.map(({ matched }) => matched)),
  }
}
