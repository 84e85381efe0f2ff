/**
 * Region coordinates never go through Markdown: each mention is replaced by a marker of private-use characters,
 * which the view turns into chips. A marker holds no ASCII, so neither Markdown nor a syntax highlighter sees a
 * number, a bracket or a word boundary inside it.
 *
 * U+E000 digits U+E001   mention number n, digits as U+E030 to U+E039
 * U+E002 text   U+E003   text that is still arriving, its ASCII punctuation and line ends moved to U+E0xx
 */
const MENTION_START = '\uE000'
const MENTION_END = '\uE001'
const ARRIVING_START = '\uE002'
const ARRIVING_END = '\uE003'
const VEIL = 0xe000

/** A stretch of text that holds markers, taken apart; `arriving` text is to be shown as it stands. */
export type MarkerPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mention'; readonly index: number }
  | { readonly kind: 'arriving'; readonly text: string }

/** The marker of mention number `index` (0-based, index into the mention list of the channel). */
export function createMarker(index: number): string {
  return MENTION_START + veil(String(index)) + MENTION_END
}

/** Text that has not settled, made inert for Markdown; the empty string stays empty. */
export function createArriving(text: string): string {
  return text === '' ? '' : ARRIVING_START + veil(text) + ARRIVING_END
}

/**
 * Text of a model, made safe to stand beside markers: the four marker characters become U+FFFD, and so do Unicode
 * tag characters (U+E0000 to U+E007F), which are invisible and serve to smuggle text. Each character is replaced by
 * itself, so that the result does not depend on how the text was cut, as long as no surrogate pair is cut.
 */
export function neutraliseMarkers(text: string): string {
  return text.replace(/[\uE000-\uE003]|\uDB40[\uDC00-\uDC7F]/g, '\uFFFD')
}

/** The same for character references (`&#xE000;`), which Markdown decodes only after the markers were set. */
export function neutraliseMarkerReferences(markdown: string): string {
  return markdown.includes('&#')
    ? markdown.replace(/&#(?:[xX]0{0,2}[eE]00[0-3]|0{0,2}5734[4-7]);/g, '\uFFFD')
    : markdown
}

/** Whether the text holds any marker at all. */
export function hasMarkers(text: string): boolean {
  return text.includes(MENTION_START) || text.includes(ARRIVING_START)
}

/** The numbers of the mentions whose markers stand in the text, in order. Linear in the length. */
export function findMentions(text: string): readonly number[] {
  const markers = text.match(/\uE000[\uE030-\uE039]+\uE001/g) ?? []
  return markers.map((marker) => Number(unveil(marker.slice(1, -1))))
}

/** Takes text apart at its markers, in order; pieces of no length are left out. Linear in the length. */
export function splitMarkers(text: string): readonly MarkerPiece[] {
  const pieces: MarkerPiece[] = []
  let end = 0
  for (const match of text.matchAll(
    /\uE000([\uE030-\uE039]+)\uE001|\uE002([^\uE000-\uE003]*)\uE003/g,
  )) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) })
    const [whole, digits, arriving] = match
    if (digits !== undefined) pieces.push({ kind: 'mention', index: Number(unveil(digits)) })
    else if (arriving) pieces.push({ kind: 'arriving', text: unveil(arriving) })
    end = match.index + whole.length
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) })
  return pieces
}

/** The text without its markers, for places where no chip can stand (an address, the text of a picture). */
export function removeMarkers(text: string): string {
  return splitMarkers(text)
    .map((piece) => (piece.kind === 'mention' ? '' : piece.text))
    .join('')
}

function veil(text: string): string {
  return text.replace(/[\n!-/0-9:-@[-`{-~]/g, (character) =>
    String.fromCharCode(VEIL + character.charCodeAt(0)),
  )
}

function unveil(text: string): string {
  return text.replace(/[\uE00A\uE021-\uE07E]/g, (character) =>
    String.fromCharCode(character.charCodeAt(0) - VEIL),
  )
}
