/** Longer names are compared by their beginning, and no more names than this: a list comes from a server. */
const MAX_LENGTH = 80
const MAX_NAMES = 1000

/** Number of single-character edits that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** `zai-org/GLM-4.6V-Flash` → `glm46vflash`: hosts differ in owner, case and dashes more than in the name. */
function normalise(name: string): string {
  const own = name.slice(name.lastIndexOf('/') + 1)
  return own
    .slice(0, MAX_LENGTH)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

/**
 * Of some names the ones that are most like a wanted name, the nearest first. Names that share less than half of
 * their characters with it are left out, unless there are so few names that all of them can be offered.
 */
export function closestNames(
  wanted: string,
  names: readonly string[],
  count: number,
): readonly string[] {
  const target = normalise(wanted)
  const ranked = names
    .slice(0, MAX_NAMES)
    .map((name) => {
      const own = normalise(name)
      const distance = editDistance(target, own)
      return { name, distance, isNear: distance * 2 <= Math.max(target.length, own.length) }
    })
    .sort((a, b) => a.distance - b.distance)
  const kept = names.length <= count ? ranked : ranked.filter(({ isNear }) => isNear)
  return kept.slice(0, count).map(({ name }) => name)
}
