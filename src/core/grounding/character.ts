/** Codes that the scanner compares again and again. */
export const CODE = {
  tab: 0x09,
  newline: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  quote: 0x22,
  apostrophe: 0x27,
  minus: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  less: 0x3c,
  greater: 0x3e,
  backslash: 0x5c,
  backtick: 0x60,
  bar: 0x7c,
  tilde: 0x7e,
} as const

/** Punctuation outside ASCII that stands for an ASCII character of the same meaning. */
const FOLDED: ReadonlyMap<number, number> = new Map([
  [0x00a0, 0x20],
  [0x3000, 0x20],
  [0x2018, 0x27],
  [0x2019, 0x27],
  [0x201c, 0x22],
  [0x201d, 0x22],
  [0x2212, 0x2d],
  [0x3001, 0x2c],
  [0x3002, 0x2e],
  [0x3010, 0x5b],
  [0x3011, 0x5d],
  [0x3014, 0x5b],
  [0x3015, 0x5d],
])

/** The ASCII code that a full-width character stands for; every other code as it is. Offsets stay as they are. */
export function fold(code: number): number {
  if (code < 0x80) return code
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0
  return FOLDED.get(code) ?? code
}

/** Full-width characters of a text folded to ASCII. */
export function foldText(text: string): string {
  let folded = ''
  for (let index = 0; index < text.length; index++) {
    folded += String.fromCharCode(fold(text.charCodeAt(index)))
  }
  return folded
}

/** ASCII digit. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** A letter of an alphabet, or the underscore of an identifier. */
export function isLetter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x5f ||
    (code >= 0xc0 && code < 0x2000 && code !== 0xd7 && code !== 0xf7)
  )
}

/** A character of a script that is written without spaces: Chinese, Japanese, Korean. */
export function isIdeograph(code: number): boolean {
  return (
    (code >= 0x2e80 && code < 0x3000) ||
    (code >= 0x3040 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7af) ||
    (code >= 0xf900 && code <= 0xfaff)
  )
}
