import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import type { ViewPoint } from '@/core/geometry/types.ts'
import { useCameraStore } from '@/state/camera-store.ts'

type StageGestures = {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerCancel: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerLeave: () => void
}

type StageGestureHandlers = {
  /** The pointer moves over the stage with no button down; null when it leaves. */
  readonly onHover: (at: ViewPoint | null) => void
  /** A press and release without a drag in between; the second half of a double click is none. */
  readonly onClick: (at: ViewPoint) => void
}

/** Less movement than this is a click (CSS pixels). */
const CLICK_SLOP = 4
/** Two clicks within this time are a double click. */
const DOUBLE_CLICK_MS = 320
/** After the last turn of a wheel the gesture is over. */
const WHEEL_REST_MS = 140
/** Scale factor per unit of a wheel turn, and of a trackpad pinch, which browsers report as Ctrl + wheel. */
const WHEEL_RATE = 0.0018
const PINCH_RATE = 0.01
const LINE_HEIGHT = 16

/** Zoom at the cursor, drag, pinch with two fingers, hover and click, on the element of `surface`. */
export function useStageGestures(
  surface: RefObject<HTMLElement | null>,
  { onHover, onClick }: StageGestureHandlers,
): StageGestures {
  const pointers = useRef(new Map<number, ViewPoint>())
  const pressedAt = useRef<ViewPoint | null>(null)
  const clickedAt = useRef(Number.NEGATIVE_INFINITY)
  useWheelZoom(surface)

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button > 1) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const at = pointOn(event.currentTarget, event)
    pointers.current.set(event.pointerId, at)
    pressedAt.current = pointers.current.size === 1 ? at : null
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const at = pointOn(event.currentTarget, event)
    const before = pointers.current.get(event.pointerId)
    if (before === undefined) {
      if (event.pointerType !== 'touch') onHover(at)
      return
    }
    const press = pressedAt.current
    if (press !== null && distance(press, at) < CLICK_SLOP) return
    pressedAt.current = null
    drag(pointers.current, event.pointerId, at)
    pointers.current.set(event.pointerId, at)
  }
  const release = (event: PointerEvent<HTMLElement>) => {
    const wasPressed = pointers.current.delete(event.pointerId)
    if (wasPressed && pointers.current.size === 0) useCameraStore.getState().settle()
  }
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const press = pressedAt.current
    pressedAt.current = null
    release(event)
    if (press === null || event.button !== 0) return
    const isFirst = event.timeStamp - clickedAt.current > DOUBLE_CLICK_MS
    clickedAt.current = event.timeStamp
    if (isFirst) onClick(press)
  }
  return {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: release,
    onPointerLeave: () => onHover(null),
  }
}

/** One pointer pans; of two the one that moved zooms round the other's and its middle, and pans with it. */
function drag(pointers: ReadonlyMap<number, ViewPoint>, moved: number, to: ViewPoint): void {
  const { pan, zoomBy } = useCameraStore.getState()
  const from = pointers.get(moved)
  if (from === undefined) return
  const other = [...pointers].find(([id]) => id !== moved)?.[1]
  if (other === undefined) {
    pan(to.x - from.x, to.y - from.y)
    return
  }
  pan((to.x - from.x) / 2, (to.y - from.y) / 2)
  const apart = distance(from, other)
  if (apart > 0) zoomBy(distance(to, other) / apart, middle(to, other))
}

/** React listens to wheels passively, so that the page would scroll and zoom as well: we listen ourselves. */
function useWheelZoom(surface: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = surface.current
    if (element === null) return
    let rest = 0
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const { zoomBy, settle } = useCameraStore.getState()
      zoomBy(wheelFactor(event), pointOn(element, event))
      window.clearTimeout(rest)
      rest = window.setTimeout(settle, WHEEL_REST_MS)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      element.removeEventListener('wheel', onWheel)
      window.clearTimeout(rest)
    }
  }, [surface])
}

/** The scale factor of one wheel event; a single one never more than doubles or halves the picture. */
export function wheelFactor(event: Pick<WheelEvent, 'deltaY' | 'deltaMode' | 'ctrlKey'>): number {
  const unit = event.deltaMode === 0 ? 1 : LINE_HEIGHT
  const turn = -event.deltaY * unit * (event.ctrlKey ? PINCH_RATE : WHEEL_RATE)
  return Math.exp(Math.min(Math.max(turn, -Math.LN2), Math.LN2))
}

function pointOn(
  element: HTMLElement,
  event: { readonly clientX: number; readonly clientY: number },
): ViewPoint {
  const { left, top } = element.getBoundingClientRect()
  return { x: event.clientX - left, y: event.clientY - top }
}

function distance(a: ViewPoint, b: ViewPoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function middle(a: ViewPoint, b: ViewPoint): ViewPoint {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}
