import type { Page } from '@playwright/test'
import { BOX_PICTURES, type BoxPicture, type TrueBox } from './box-pictures.ts'
import { distanceOf, findShape, findSurface, measureStage, placeBox } from './measure-stage.ts'
import { openWithPictures } from './open-with-pictures.ts'
import { testWithFixtures } from './read-fixture.ts'
import { type Pixel, readPixels } from './read-pixels.ts'
import { expect } from './test.ts'

/** A turn of the wheel that doubles the picture. */
const DOUBLING_WHEEL = -Math.LN2 / 0.0018
/** Far enough from an edge to be clear of its strokes and of the soft edges of a JPEG. */
const CLEAR_OF_STROKES = 9

const names = Object.keys(BOX_PICTURES).filter((name): name is BoxPicture => name in BOX_PICTURES)

for (const name of names) {
  const { red, blue } = BOX_PICTURES[name]

  testWithFixtures(
    `boxes lie on ${name} where they are, the first one before the stream ends`,
    async ({ app, page, modelServer }) => {
      await modelServer.script({
        reasoning: 'Two boxes.',
        answer: `Red square: [[${red.join()}]]\n<hold:middle>\nBlue square: [[${blue.join()}]]`,
        chunkBytes: 3,
      })
      await openWithPictures(app, name)
      await app.ask('Where are the boxes?')
      await modelServer.untilHeld('middle')
      await expect(findShape(page, red)).toBeInViewport({ ratio: 0.99 })
      await expect(app.run()).toHaveAttribute('data-status', 'streaming')
      await expect(findShape(page, blue)).toHaveCount(0)

      await modelServer.release('middle')
      await app.untilStatus('complete')
      await expect(findShape(page, blue)).toBeInViewport({ ratio: 0.99 })
      await expectAgreement(page, [red, blue])
      await expectPictureAgrees(page, red, blue)

      const fittedWidth = await readWidth(page)
      const { surface } = await measureStage(page)
      await page.mouse.move(surface.left + surface.right / 3, (surface.top + surface.bottom) / 2)
      await page.mouse.wheel(0, DOUBLING_WHEEL)
      await page.mouse.wheel(0, DOUBLING_WHEEL)
      await expect.poll(() => readWidth(page)).toBeCloseTo(4 * fittedWidth, -1)
      await expectAgreement(page, [red, blue])

      await page.setViewportSize({ width: 1010, height: 640 })
      await expectAgreement(page, [red, blue])

      await findSurface(page).press('0')
      await expect.poll(() => readWidth(page)).toBeLessThan(fittedWidth)
      await expectAgreement(page, [red, blue])
      await findSurface(page).press('+')
      await expectAgreement(page, [red, blue])
    },
  )
}

/** The overlay lies on the picture, and every shape where its box is on both. */
async function expectAgreement(page: Page, boxes: readonly TrueBox[]): Promise<void> {
  await expect
    .poll(async () => {
      const { picture, overlay, shapes } = await measureStage(page)
      const distances = boxes.map((box) => distanceOf(shapes[box.join()], placeBox(box, overlay)))
      return {
        overlayIsOnPicture: distanceOf(overlay, picture) < 0.01,
        shapeCount: Object.keys(shapes).length,
        farthestIsWithinOnePixel: Math.max(...distances) <= 1,
      }
    })
    .toEqual({ overlayIsOnPicture: true, shapeCount: boxes.length, farthestIsWithinOnePixel: true })
}

/** Independent of our own rectangles: the colours of the picture change where the boxes are drawn. */
async function expectPictureAgrees(page: Page, red: TrueBox, blue: TrueBox): Promise<void> {
  // Tags would cover edges.
  await page.getByRole('button', { name: 'Labels', exact: true }).click()
  await page.mouse.move(0, 0)
  const { shapes } = await measureStage(page)
  for (const [box, colour] of [
    [red, 'red'],
    [blue, 'blue'],
  ] as const) {
    const shape = shapes[box.join()]
    if (shape === undefined) throw new Error(`no shape for the ${colour} box`)
    const x = (shape.left + shape.right) / 2
    const y = (shape.top + shape.bottom) / 2
    const across = (offset: number) => [
      { x: shape.left + offset, y },
      { x: shape.right - offset, y },
      { x, y: shape.top + offset },
      { x, y: shape.bottom - offset },
    ]
    const places = [CLEAR_OF_STROKES, -CLEAR_OF_STROKES, 0].flatMap(across)
    const [inside, outside, edge] = [colour, 'white', 'other'].map((word) => Array(4).fill(word))
    const seen = (await readPixels(page, places)).map(nameColour)
    expect(seen, 'inside, outside, edge').toEqual([inside, outside, edge].flat())
  }
}

function nameColour({ red, green, blue }: Pixel): string {
  if (Math.min(red, green, blue) > 225) return 'white'
  if (red > 170 && Math.max(green, blue) < 90) return 'red'
  return blue > 150 && Math.max(red, green) < 110 ? 'blue' : 'other'
}

async function readWidth(page: Page): Promise<number> {
  const { overlay } = await measureStage(page)
  return overlay.right - overlay.left
}
