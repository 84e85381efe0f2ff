import { expect, test } from 'vitest'
import type { RecordedChunk } from '@/core/run/recorded-answer.ts'
import { createReplayClock } from './replay-clock.ts'

const HTTP = { status: 200, atMs: 300, headers: [] }
const CHUNKS: readonly RecordedChunk[] = [
  [500, 'a'],
  [900, ''],
  [2100, { base64: 'YQ==' }],
]

function createClock() {
  const world = { now: 7000, speed: 1 }
  const clock = createReplayClock(
    { http: HTTP, chunks: CHUNKS },
    () => world.now,
    () => world.speed,
  )
  return { world, clock }
}

test.each([0.25, 16, Number.POSITIVE_INFINITY])(
  'a recording of 2.1 s that is replayed with speed %d took 2.1 s',
  (speed) => {
    const { world, clock } = createClock()
    world.speed = speed
    clock.noteHead()
    expect(clock.now()).toBe(300)
    clock.noteBytes()
    expect(clock.now()).toBe(500)
    world.now += 1
    clock.noteBytes()
    expect(clock.now()).toBe(2100)
    world.now += 60_000
    expect(clock.now()).toBe(2100)
  },
)

test('between two pieces the time runs with the speed, and never past the next one', () => {
  const { world, clock } = createClock()
  world.now += 200
  expect(clock.now()).toBe(200)
  world.now += 200
  expect(clock.now()).toBe(300)
  clock.noteHead()
  clock.noteBytes()
  world.speed = 4
  world.now += 100
  expect(clock.now()).toBe(900)
})
