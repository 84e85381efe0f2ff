/** Fewer than so many ticks stand on the axis. */
const MOST_TICKS = 6

/** A round distance of ticks for an axis of so many milliseconds: 1, 2 or 5 times a power of ten. */
export function tickStep(lengthMs: number): number {
  const least = lengthMs / MOST_TICKS
  const power = 10 ** Math.floor(Math.log10(least))
  const factor = [1, 2, 5].find((candidate) => candidate * power >= least) ?? 10
  return factor * power
}
