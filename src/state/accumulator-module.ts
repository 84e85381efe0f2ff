type AccumulatorModule = typeof import('@/core/run/run-accumulator.ts')

let accumulatorModule: AccumulatorModule | null = null

/** Scanner and splitter, once they are here: a run then begins in the same moment as its question. */
export function readAccumulatorModule(): AccumulatorModule | null {
  return accumulatorModule
}

/** They are no part of the first load; `loadForAsking` sends for them once the page stands. */
export async function loadAccumulatorModule(): Promise<AccumulatorModule | null> {
  accumulatorModule ??= await import('@/core/run/run-accumulator.ts').catch(() => null)
  return accumulatorModule
}
