/** What is known of the mentions that the markers of a text stand for. */
export type MentionReader = {
  /** How many regions the mention names. */
  readonly countOf: (mention: number) => number
  /** Their coordinates as text, for a mention that gets no chips. */
  readonly spell: (mention: number) => string
}

/** `plain`: how many regions of the text have no chip of their own. */
export type LimitedText = { readonly text: string; readonly plain: number }

/**
 * Leaves the markers of the first mentions, until these have `most` chips together, and puts the coordinates in
 * place of the others; `mentions` are the markers of the text, in order (see `findMentions`). A last mention that
 * names more regions than are left keeps its marker and counts with at most `most` chips. Linear.
 */
export function limitMentions(
  text: string,
  mentions: readonly number[],
  most: number,
  reader: MentionReader,
): LimitedText {
  let chips = 0
  let total = 0
  let kept = 0
  for (const mention of mentions) {
    const count = reader.countOf(mention)
    total += count
    if (chips >= most) continue
    chips += Math.min(count, most)
    kept += 1
  }
  if (kept === mentions.length) return { text, plain: total - chips }
  let position = 0
  const limited = text.replace(/\uE000[\uE030-\uE039]+\uE001/g, (marker) => {
    const mention = mentions[position]
    position += 1
    return position <= kept || mention === undefined ? marker : reader.spell(mention)
  })
  return { text: limited, plain: total - chips }
}
