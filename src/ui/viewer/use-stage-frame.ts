import { type RefObject, useLayoutEffect } from 'react'
import type { MediaSize } from '@/core/geometry/types.ts'
import { useCameraStore } from '@/state/camera-store.ts'

/** Room round a fitted picture, and for the rulers left of it and above it (CSS pixels). */
const PADDING = 14
const RULER = 16

type StageFrameOptions = {
  readonly isPhone: boolean
  readonly showsRuler: boolean
  /** Of the picture on the stage; `id` tells two of the same size apart. */
  readonly id: string
  readonly media: MediaSize
}

/** Tells the camera how large the stage is, now and whenever that changes, and which picture lies on it. */
export function useStageFrame(
  surface: RefObject<HTMLElement | null>,
  { isPhone, showsRuler, id, media }: StageFrameOptions,
): void {
  const { width, height } = media
  useLayoutEffect(() => {
    const element = surface.current
    if (element === null) return
    const measure = () => {
      const size = { width: element.clientWidth, height: element.clientHeight }
      const ruler = showsRuler && !isPhone ? RULER : 0
      useCameraStore.getState().resize({ size, padding: isPhone ? 0 : PADDING, ruler })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [surface, isPhone, showsRuler])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture of the same size is fitted again too
  useLayoutEffect(() => {
    useCameraStore.getState().showPicture({ width, height })
  }, [id, width, height])
}
