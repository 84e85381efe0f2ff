/** A small seeded generator: failures must be replayable. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function randomCuts(length: number, seed: number): readonly number[] {
  const random = createRandom(seed)
  const cuts: number[] = []
  for (let at = 0; at < length; at += 1 + Math.floor(random() ** 3 * 200)) {
    cuts.push(at)
  }
  return cuts
}

function split(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const edges = [...new Set([0, ...cuts, bytes.length])].sort((a, b) => a - b)
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge))
}

/** Every way in which a body is cut in tests: whole, byte by byte, in two below 4 kB, 20 seeded random ones. */
export function* chunkings(bytes: Uint8Array): Generator<readonly Uint8Array[]> {
  yield [bytes]
  yield [...bytes].map((byte) => Uint8Array.of(byte))
  if (bytes.length < 4096) {
    for (let at = 1; at < bytes.length; at += 1) {
      yield split(bytes, [at])
    }
  }
  for (let seed = 1; seed <= 20; seed += 1) {
    yield split(bytes, randomCuts(bytes.length, seed))
  }
}
