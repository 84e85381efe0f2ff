import { type RefObject, useLayoutEffect } from 'react'
import { useCameraStore } from '@/state/camera-store.ts'

/** From this scale on pixels are shown as the squares that they are. */
const PIXELATED_FROM = 4

/**
 * Moves the layer of picture, overlay and tags. During a gesture only its transform changes, which the browser does
 * without laying out or drawing anything in it; once the gesture is over the layer itself gets the size, so that the
 * picture, strokes and tags are drawn sharp and strokes are screen pixels again. Nothing of this goes through React.
 */
export function useLayer(layer: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = layer.current
    if (element === null) return
    let size = ''
    const place = () => {
      const { viewport, media, settledScale } = useCameraStore.getState()
      if (viewport === null || media === null) return
      const nextSize = `${media.width * settledScale} ${media.height * settledScale}`
      if (nextSize !== size) {
        size = nextSize
        element.style.width = `${media.width * settledScale}px`
        element.style.height = `${media.height * settledScale}px`
        element.toggleAttribute('data-pixelated', settledScale > PIXELATED_FROM)
      }
      const zoom = viewport.scale / settledScale
      element.style.transform = `translate3d(${viewport.x}px, ${viewport.y}px, 0) scale(${zoom})`
    }
    place()
    return useCameraStore.subscribe(place)
  }, [layer])
}
