import type { Region } from '@/core/grounding/region.ts'

/**
 * What differs between a region's numbers as they are shown and drawn and as the model wrote them; undefined where
 * nothing does. Flags that say something else (a cut list, two possible readings) are left out.
 */
export function describeFlags(region: Region, isDrawn: boolean): string | undefined {
  const notes: string[] = []
  if (region.flags.includes('flipped')) notes.push('corners were the other way round')
  if (region.flags.includes('beyond-range')) {
    notes.push(`beyond ${edgeName(region)}${isDrawn ? ', drawn up to the edge' : ''}`)
  }
  const sentence = notes.join('; ')
  return sentence === '' ? undefined : sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

/** The model's own number for the far edge, where it has one and that is the edge that was passed. */
function edgeName({ space, coords }: Region): string {
  const isBelow = coords.some((value) => value < 0)
  if (isBelow) return 'the picture'
  if (space === 'norm1000') return '1000'
  return space === 'norm999' ? '999' : 'the picture'
}
