import type { MentionSource } from './mention-context.ts'

/**
 * The coordinates of a mention's regions from number `start` on, as its chips would show them; in round brackets,
 * which keep them apart from other numbers and mean nothing to Markdown.
 */
export function spellRegions(
  { mentions, regionAt }: MentionSource,
  index: number,
  start: number,
): string {
  const mention = mentions[index]
  const coordinates: string[] = []
  for (const region of mention?.regions.slice(start) ?? []) {
    const shown = regionAt(region, mention?.possible ?? false)
    if (shown !== null) {
      coordinates.push(`(${('key' in shown ? shown.region : shown).coords.join(' ')})`)
    }
  }
  return coordinates.join(', ')
}
