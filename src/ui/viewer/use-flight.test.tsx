// @vitest-environment jsdom
import { act } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { browser, camera, prepareStage, SPOON, showStage, viewer } from './stage-harness.tsx'

let frames: FrameRequestCallback[] = []

/** The browser's next frame, at this time. */
function nextFrame(now: number): void {
  const [due, ...later] = frames
  frames = later
  act(() => due?.(now))
}

beforeEach(() => {
  prepareStage()
  browser.answered.clear()
  frames = []
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame))
})

function startFlight(): number {
  showStage()
  act(() => viewer().flyTo(SPOON.key))
  nextFrame(1000)
  nextFrame(1050)
  return camera().viewport?.scale ?? 0
}

it('a flight goes on when a wheel comes to rest during it', () => {
  const midway = startFlight()
  act(() => camera().settle())
  nextFrame(1100)
  expect(camera().viewport?.scale).toBeGreaterThan(midway)
  nextFrame(1200)
  expect(frames).toEqual([])
  expect(camera().settledScale).toBe(camera().viewport?.scale)
})

it('a flight ends where somebody else moves the picture', () => {
  const midway = startFlight()
  act(() => camera().pan(3, 0))
  nextFrame(1100)
  expect(camera().viewport?.scale).toBe(midway)
  expect(frames).toEqual([])
})
