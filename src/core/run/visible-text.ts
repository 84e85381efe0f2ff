/** A text without characters that cannot be seen, or that turn the sentence around it backwards. Linear time. */
export function visibleText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
}
