import type { Region } from './region.ts'
import { createRegionScanner, type ScanOptions } from './region-scanner.ts'

export type { Region } from './region.ts'

/**
 * The regions of a whole text of a model, in reading order; the same as pushing it in any pieces through the
 * scanner. `possible` are bracketed numbers without any sign of being regions; `malformed` counts coordinates that
 * could not be read. Never throws; linear in the length of the text.
 */
export function parseRegions(
  text: string,
  options: ScanOptions = {},
): {
  regions: readonly Region[]
  possible: readonly Region[]
  malformed: number
} {
  const scanner = createRegionScanner(options)
  scanner.push(text)
  scanner.end()
  const { regions, possible, malformed } = scanner.snapshot()
  return { regions, possible, malformed }
}
