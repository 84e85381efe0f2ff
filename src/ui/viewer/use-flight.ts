import { useEffect, useRef } from 'react'
import type { Viewport } from '@/core/geometry/types.ts'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import { useCameraStore } from '@/state/camera-store.ts'
import { useViewerStore } from '@/state/viewer-store.ts'
import { drawnRect } from './drawn-rect.ts'
import { flightStep, flightTarget } from './flight-path.ts'

const FLIGHT_MS = 150
/** As much as rounding to a whole CSS pixel moves the picture. */
const ROUNDING = 0.5

/**
 * Fulfils the store's wish to bring a region into view: shows its picture first, then flies there, unless the region
 * is well visible already. `index` is the picture that is on the stage, of `mediaCount`.
 */
export function useFlight(
  regions: readonly ShownRegion[],
  index: number,
  mediaCount: number,
): void {
  const flight = useViewerStore((state) => state.flight)
  const showMedia = useViewerStore((state) => state.showMedia)
  const isReady = useCameraStore((state) => state.viewport !== null)
  const done = useRef(flight)
  useEffect(() => {
    if (flight === null || flight === done.current || !isReady) return
    const shown = regions.find((candidate) => candidate.key === flight.key)
    if (shown === undefined) return
    const target = shown.region.media
    if (target !== index && target < mediaCount) {
      showMedia(target)
      return
    }
    done.current = flight
    if (target === index) flyToRegion(shown)
  }, [flight, index, isReady, mediaCount, regions, showMedia])
}

function flyToRegion(shown: ShownRegion): void {
  const { viewport, media, frame } = useCameraStore.getState()
  const rect = drawnRect(shown.region)
  if (rect === null || viewport === null || media === null || frame === null) return
  const target = flightTarget(rect, viewport, media, frame)
  if (target !== null) fly(viewport, target)
}

/** Whoever moves the picture during a flight takes it over: the flight notices and ends. */
function fly(from: Viewport, to: Viewport): void {
  const { moveTo, settle } = useCameraStore.getState()
  if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
    moveTo(to)
    settle()
    return
  }
  let start: number | null = null
  let last = from
  const step = (now: number) => {
    if (!isAt(useCameraStore.getState().viewport, last)) return
    start ??= now
    const progress = (now - start) / FLIGHT_MS
    last = flightStep(from, to, progress)
    moveTo(last)
    if (progress >= 1) settle()
    else requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
}

/** A wheel that comes to rest during a flight only rounds the picture's place to whole pixels: nobody moved it. */
function isAt(viewport: Viewport | null, place: Viewport): boolean {
  return (
    viewport !== null &&
    viewport.scale === place.scale &&
    Math.abs(viewport.x - place.x) <= ROUNDING &&
    Math.abs(viewport.y - place.y) <= ROUNDING
  )
}
