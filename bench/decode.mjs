/**
 * What a token costs the decoders, on each wire, in short and in long answers:
 *
 *     node bench/decode.mjs [--json <file>]
 *
 * The cost per token must stay flat: the ratio of the longest to the shortest answer is printed, and a ratio above 2
 * is a failure. Best of five runs each, interleaved; ratios, since machines differ.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({ options: { json: { type: 'string' } } })
const lengths = [2000, 8000, 32_000]
const rounds = 5
const highestRatio = 2

const load = async (path) => {
  const { module } = await runnerImport(join(root, path), {
    configFile: false,
    root,
    resolve: { alias: { '@': join(root, 'src') } },
  })
  return module
}

const { createStreamDecoder } = await load('src/core/protocol/decode-stream.ts')
const { WIRE_SPEAKERS } = await load('src/testing/wire-speakers.ts')

/** Milliseconds to decode an answer that arrives in pieces of one network packet. */
function decodeOnce(wire, bytes) {
  const packet = 1400
  const decoder = createStreamDecoder({ wire })
  const started = performance.now()
  for (let at = 0; at < bytes.length; at += packet) decoder.push(bytes.slice(at, at + packet))
  decoder.end('close')
  return performance.now() - started
}

const answers = Object.entries(WIRE_SPEAKERS).flatMap(([wire, speaker]) =>
  lengths.map((tokens) => {
    const pieces = Array.from({ length: tokens }, () => ({ channel: 'answer', text: ' word' }))
    return {
      wire,
      tokens,
      bytes: new TextEncoder().encode(speaker.streamed(pieces)),
      best: Infinity,
    }
  }),
)
for (let round = 0; round < rounds; round += 1) {
  for (const answer of answers) {
    answer.best = Math.min(answer.best, decodeOnce(answer.wire, answer.bytes))
  }
}

const rows = Object.keys(WIRE_SPEAKERS).map((wire) => {
  const costs = answers
    .filter((answer) => answer.wire === wire)
    .map(({ tokens, best }) => [tokens, Math.round((best / tokens) * 100_000) / 100])
  const [shortest, longest] = [costs.at(0)[1], costs.at(-1)[1]]
  return {
    wire,
    ...Object.fromEntries(costs.map(([tokens, cost]) => [`µs a token at ${tokens}`, cost])),
    ratio: Math.round((longest / shortest) * 100) / 100,
  }
})
console.table(rows)
if (values.json !== undefined) {
  await mkdir(dirname(values.json), { recursive: true })
  await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`)
}
process.exitCode = rows.every(({ ratio }) => ratio <= highestRatio) ? 0 : 1
