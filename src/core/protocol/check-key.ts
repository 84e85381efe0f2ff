/** What is wrong with a key as it was pasted, and the key that was meant; null where only the person knows. */
export type KeyProblem = {
  readonly sentence: string
  readonly repair: { readonly label: string; readonly key: string } | null
}

const withoutSpaces = (key: string): string => key.replace(/\s/g, '')

function findSpace(key: string): KeyProblem | null {
  const at = key.search(/\s/)
  if (at === -1) {
    return null
  }
  const character = key.charAt(at)
  const name = /[\n\r]/.test(character) ? 'line break' : character === '\t' ? 'tab' : 'space'
  return {
    sentence: `There is a ${name} behind character ${at} of the key. Keys have none; it may have been copied across two lines.`,
    repair: { label: 'Remove spaces', key: withoutSpaces(key) },
  }
}

/**
 * Looks at a key for what pasting does to it: a scheme before it, quotes around it, spaces and line breaks inside,
 * characters that no header can carry. Spaces around it do no harm. The sentences hold no part of the key.
 */
export function checkKey(input: string): KeyProblem | null {
  const key = input.trim()
  const bare = key.replace(/^(?:authorization\s*:\s*)?bearer\s+/i, '')
  if (bare !== key) {
    return {
      sentence: 'The key begins with "Bearer", which Sightline adds by itself.',
      repair: { label: 'Remove Bearer', key: withoutSpaces(bare) },
    }
  }
  const quoted = /^(["'`\u2018-\u201f])(.*)["'`\u2018-\u201f]$/s.exec(key)?.[2]
  if (quoted !== undefined) {
    return {
      sentence: 'There are quotation marks around the key.',
      repair: { label: 'Remove quotation marks', key: withoutSpaces(quoted) },
    }
  }
  const space = findSpace(key)
  if (space !== null) {
    return space
  }
  const at = key.search(/[^\x21-\x7e]/)
  return at === -1
    ? null
    : {
        sentence: `Character ${at + 1} of the key is one that no key has, such as a curly quote or a letter of another alphabet. Copy it again.`,
        repair: null,
      }
}
