import { loadAccumulatorModule } from './accumulator-module.ts'

/**
 * Sends for what the first question needs and the first look at the page does not, once the page stands. Whoever
 * needs a part imports it again; a part that could not be loaded is told of there.
 */
export function loadForAsking(): void {
  void Promise.allSettled([
    import('@/core/protocol/build-request.ts'),
    import('@/core/protocol/decode-stream.ts'),
    loadAccumulatorModule(),
  ])
}
