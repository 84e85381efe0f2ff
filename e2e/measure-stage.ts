import type { Locator, Page } from '@playwright/test'
import type { TrueBox } from './box-pictures.ts'

/** In CSS pixels of the window. */
export type ScreenRect = {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A line that is drawn for a region: what the eye sees, while the `region-shape` is for programs. */
export type Stroke = { readonly dashes: string; readonly width: number }

export type StageMeasures = {
  readonly surface: ScreenRect
  /** The img element. */
  readonly picture: ScreenRect
  readonly overlay: ScreenRect
  /** By `data-coords`. */
  readonly shapes: Readonly<Record<string, ScreenRect>>
}

/** The part of the stage that takes gestures and keys. */
export function findSurface(page: Page): Locator {
  return page.getByRole('application', { name: /^Picture / })
}

export function findShape(page: Page, box: TrueBox): Locator {
  return page.locator(`[data-testid="region-shape"][data-coords="${box.join()}"]`)
}

/** Everything at the same moment. */
export function measureStage(page: Page): Promise<StageMeasures> {
  return findSurface(page).evaluate((surface) => {
    const measure = (element: Element | null) => {
      if (element === null) throw new Error('the stage lacks its picture or its overlay')
      const { left, top, right, bottom } = element.getBoundingClientRect()
      return { left, top, right, bottom }
    }
    const shapes = [...surface.querySelectorAll('[data-testid="region-shape"]')]
    return {
      surface: measure(surface),
      picture: measure(surface.querySelector('img')),
      overlay: measure(surface.querySelector('[data-testid="overlay"]')),
      shapes: Object.fromEntries(
        shapes.map((shape) => [shape.getAttribute('data-coords') ?? '', measure(shape)]),
      ),
    }
  })
}

/** Where a box of the 0–1000 scale lies on a picture that is shown there. */
export function placeBox([x1, y1, x2, y2]: TrueBox, picture: ScreenRect): ScreenRect {
  const width = picture.right - picture.left
  const height = picture.bottom - picture.top
  return {
    left: picture.left + (x1 / 1000) * width,
    top: picture.top + (y1 / 1000) * height,
    right: picture.left + (x2 / 1000) * width,
    bottom: picture.top + (y2 / 1000) * height,
  }
}

/** The greatest distance between two corresponding sides; infinite where one rectangle is missing. */
export function distanceOf(a: ScreenRect | undefined, b: ScreenRect | undefined): number {
  if (a === undefined || b === undefined) return Number.POSITIVE_INFINITY
  return Math.max(
    Math.abs(a.left - b.left),
    Math.abs(a.top - b.top),
    Math.abs(a.right - b.right),
    Math.abs(a.bottom - b.bottom),
  )
}

export function contains(outer: ScreenRect, inner: ScreenRect | undefined): boolean {
  return (
    inner !== undefined &&
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.right <= outer.right &&
    inner.bottom <= outer.bottom
  )
}

/** The uppermost visible stroke round the middle of a shape; null where nothing is drawn for it. */
export function readStroke(shape: Locator): Promise<Stroke | null> {
  return shape.evaluate((element) => {
    const middleOf = (part: Element) => {
      const { left, top, right, bottom } = part.getBoundingClientRect()
      return { x: (left + right) / 2, y: (top + bottom) / 2 }
    }
    const middle = middleOf(element)
    const drawn = [...(element.closest('svg')?.querySelectorAll('rect') ?? [])].filter((part) => {
      const { x, y } = middleOf(part)
      const isHere = Math.hypot(x - middle.x, y - middle.y) < 1
      return isHere && getComputedStyle(part).stroke !== 'none'
    })
    const top = drawn.at(-1)
    if (top === undefined) return null
    const style = getComputedStyle(top)
    return { dashes: style.strokeDasharray, width: Number.parseFloat(style.strokeWidth) }
  })
}
