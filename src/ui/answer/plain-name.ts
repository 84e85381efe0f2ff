/**
 * Direction marks and control characters make a name look like another one, as in "exe.png" for "gnp.exe": they are
 * shown as what they are, and nothing else of the name changes.
 */
export function plainName(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
}
