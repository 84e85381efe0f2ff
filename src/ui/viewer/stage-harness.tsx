import { fireEvent, render, screen } from '@testing-library/react'
import { vi } from 'vitest'
import { useCameraStore } from '@/state/camera-store.ts'
import { useViewerStore } from '@/state/viewer-store.ts'
import { sampleRegion } from './region-samples.ts'
import { Stage, type StageProps } from './stage.tsx'

export const CUP = sampleRegion([242, 271, 399, 479], { number: 1 })
export const SPOON = sampleRegion([300, 300, 340, 340], { number: 2, region: { label: 'spoon' } })
export const FAR = sampleRegion([10, 10, 40, 40], { number: 3, region: { label: 'far', media: 1 } })
export const DRAFT = sampleRegion([436, 63, 531, 204], {
  number: 4,
  region: { channel: 'reasoning', label: 'bowl' },
})

const MEDIA = {
  id: 'a',
  name: 'cafe.jpg',
  url: 'blob:a',
  width: 3000,
  height: 2000,
  type: 'image/jpeg',
  bytes: 2_100_000,
  sentNote: 'sent as it is',
}

export const viewer = () => useViewerStore.getState()
export const camera = () => useCameraStore.getState()

/** What a test sets: the room of the stage, and the media queries that the window answers with yes. */
export const browser = {
  room: { width: 930, height: 630 },
  answered: new Set<string>(),
  resize: () => {},
}

/** Before each test: fresh stores, and what the test DOM lacks. Flights arrive at once. */
export function prepareStage(): void {
  browser.room = { width: 930, height: 630 }
  browser.answered = new Set(['(prefers-reduced-motion: reduce)'])
  useViewerStore.setState(useViewerStore.getInitialState())
  useCameraStore.setState(useCameraStore.getInitialState())
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockImplementation(() => browser.room.width)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(
    () => browser.room.height,
  )
  HTMLElement.prototype.setPointerCapture = () => {}
  window.matchMedia = (query: string) =>
    Object.assign(new EventTarget(), {
      matches: browser.answered.has(query),
      media: query,
      onchange: null,
      addListener: () => {},
      removeListener: () => {},
    })
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(callback: () => void) {
        browser.resize = callback
      }
      observe() {}
      disconnect() {}
    },
  )
}

export function showStage(props: Partial<StageProps> = {}) {
  const handlers = { onExportJson: vi.fn(), onCopy: vi.fn() }
  const stage = (more: Partial<StageProps>) => (
    <Stage
      media={[MEDIA]}
      regions={[DRAFT, CUP, SPOON]}
      possibleCount={1}
      malformedCount={0}
      answerIsWhole
      {...handlers}
      {...props}
      {...more}
    />
  )
  const { rerender } = render(stage({}))
  return { ...handlers, update: (more: Partial<StageProps>) => rerender(stage(more)) }
}

export const surface = () => screen.getByRole('application', { name: /^Picture/ })
export const shapes = () => screen.queryAllByTestId('region-shape')
export const list = () => screen.getByTestId('region-list')
export const TWO_MEDIA = [MEDIA, { ...MEDIA, id: 'b', name: 'street.png' }]

/** Where a place on the 0–1000 scale lies in the window; the stage begins at its corner. */
export function at(x: number, y: number) {
  const { viewport } = camera()
  if (viewport === null) throw new Error('the stage has no viewport')
  return {
    clientX: viewport.x + (x / 1000) * MEDIA.width * viewport.scale,
    clientY: viewport.y + (y / 1000) * MEDIA.height * viewport.scale,
  }
}

export function click(x: number, y: number, time: number) {
  const place = { ...at(x, y), pointerId: 1, button: 0 }
  fireEvent.pointerDown(surface(), place)
  const up = new PointerEvent('pointerup', { ...place, bubbles: true })
  Object.defineProperty(up, 'timeStamp', { value: time })
  fireEvent(surface(), up)
}
