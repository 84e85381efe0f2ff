const LONGEST_NAME = 120

/** A file's name without characters that cannot be seen or that turn the sentence around it backwards. */
export function cleanName(name: string): string {
  const clean = name.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
  return clean.length > LONGEST_NAME ? `${clean.slice(0, LONGEST_NAME)}…` : clean
}
