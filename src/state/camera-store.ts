import { create } from 'zustand'
import type { MediaSize, ViewPoint, Viewport, ViewSize } from '@/core/geometry/types.ts'
import { fitViewport, panBy, type ScaleLimits, zoomAt } from '@/core/geometry/viewport.ts'

/** The stage in CSS pixels: its size, the room round a fitted picture, and the room for rulers left and above. */
export type StageFrame = {
  readonly size: ViewSize
  readonly padding: number
  readonly ruler: number
}

/**
 * Where the picture lies on the stage. `viewport` changes with every step of a gesture; `settledScale` only when
 * the gesture is over, and is the scale for which strokes, tags and the picture itself were last drawn sharp.
 */
type CameraState = {
  readonly media: MediaSize | null
  readonly frame: StageFrame | null
  readonly viewport: Viewport | null
  readonly settledScale: number
  /** While true the picture is fitted again whenever the stage changes its size. */
  readonly isFitted: boolean
  /** Where the pointer is on the stage; null when it is elsewhere. */
  readonly pointer: ViewPoint | null
  readonly showPicture: (media: MediaSize) => void
  readonly resize: (frame: StageFrame) => void
  readonly fit: () => void
  /** Zooms by a factor round a point of the stage, without settling; null zooms round its middle. */
  readonly zoomBy: (factor: number, at: ViewPoint | null) => void
  /** Sets the scale (1 = one CSS pixel a media pixel) round the middle of the stage, and settles. */
  readonly zoomTo: (scale: number) => void
  readonly pan: (dx: number, dy: number) => void
  readonly moveTo: (viewport: Viewport) => void
  readonly settle: () => void
  readonly point: (at: ViewPoint | null) => void
}

/** Some of the picture stays on the stage, however far it is dragged (CSS pixels). */
const KEPT_IN_SIGHT = 48
/** A layer is never drawn larger than this on its longer side (CSS pixels): browsers lose precision beyond. */
const LONGEST_LAYER = 160_000
/** Beyond this ratio to the settled scale the layer is drawn anew even during a gesture. */
const COARSEST = 4

export const useCameraStore = create<CameraState>()((set, get) => ({
  media: null,
  frame: null,
  viewport: null,
  settledScale: 1,
  isFitted: true,
  pointer: null,
  showPicture: (media) => {
    set({ media })
    get().fit()
  },
  resize: (frame) => {
    const { frame: before, media, viewport, isFitted } = get()
    set({ frame })
    if (isFitted || before === null || media === null || viewport === null) return get().fit()
    const dx = (frame.size.width - before.size.width) / 2
    const dy = (frame.size.height - before.size.height) / 2
    set({ viewport: snapped(keptInSight(panBy(viewport, dx, dy), media, frame)) })
  },
  fit: () => {
    const { media, frame } = get()
    if (media === null || frame === null) return
    const viewport = snapped(fitted(media, frame))
    set({ viewport, settledScale: viewport.scale, isFitted: true })
  },
  zoomBy: (factor, at) => {
    const { media, frame, viewport, settledScale } = get()
    if (media === null || frame === null || viewport === null) return
    const limits = scaleLimits(media, frame)
    const next = keptInSight(
      zoomAt(viewport, at ?? middleOf(frame.size), factor, limits),
      media,
      frame,
    )
    const ratio = next.scale / settledScale
    const isCoarse = ratio > COARSEST || ratio < 1 / COARSEST
    set({ viewport: next, isFitted: false, settledScale: isCoarse ? next.scale : settledScale })
  },
  zoomTo: (scale) => {
    const { viewport, zoomBy, settle } = get()
    if (viewport === null) return
    zoomBy(scale / viewport.scale, null)
    settle()
  },
  pan: (dx, dy) => {
    const { media, frame, viewport } = get()
    if (media === null || frame === null || viewport === null) return
    set({ viewport: keptInSight(panBy(viewport, dx, dy), media, frame), isFitted: false })
  },
  moveTo: (viewport) => set({ viewport, isFitted: false }),
  settle: () => {
    const { viewport } = get()
    if (viewport !== null) set({ viewport: snapped(viewport), settledScale: viewport.scale })
  },
  point: (at) => set({ pointer: at }),
}))

/** How far one may zoom: out to half of what fits, in until single pixels are large or the layer gets too long. */
export function scaleLimits(media: MediaSize, frame: StageFrame): ScaleLimits {
  const whole = fitted(media, frame).scale
  const closest = Math.min(64, LONGEST_LAYER / Math.max(1, media.width, media.height))
  return { min: Math.min(whole, 1) / 2, max: Math.max(whole * 2, 1, closest) }
}

/** True when the whole picture is on the stage, so that there is nothing to pan to. */
export function isWhole(media: MediaSize, frame: StageFrame, viewport: Viewport): boolean {
  return (
    viewport.x >= 0 &&
    viewport.y >= 0 &&
    viewport.x + media.width * viewport.scale <= frame.size.width &&
    viewport.y + media.height * viewport.scale <= frame.size.height
  )
}

function fitted(media: MediaSize, frame: StageFrame): Viewport {
  const room = {
    width: frame.size.width - frame.ruler,
    height: frame.size.height - frame.ruler,
  }
  return panBy(fitViewport(media, room, frame.padding), frame.ruler, frame.ruler)
}

function middleOf(size: ViewSize): ViewPoint {
  return { x: size.width / 2, y: size.height / 2 }
}

/** A layer at half a pixel is drawn blurred; at rest its corner lies on a whole one. */
function snapped(viewport: Viewport): Viewport {
  return { ...viewport, x: Math.round(viewport.x), y: Math.round(viewport.y) }
}

function keptInSight(viewport: Viewport, media: MediaSize, frame: StageFrame): Viewport {
  return {
    ...viewport,
    x: keptOnAxis(viewport.x, media.width * viewport.scale, frame.size.width),
    y: keptOnAxis(viewport.y, media.height * viewport.scale, frame.size.height),
  }
}

function keptOnAxis(position: number, length: number, room: number): number {
  const kept = Math.min(KEPT_IN_SIGHT, length, room)
  return Math.min(Math.max(position, kept - length), room - kept)
}
