import type { Page } from '@playwright/test'
import { BOX_PICTURES } from './box-pictures.ts'
import { contains, findSurface, measureStage, readStroke } from './measure-stage.ts'
import { openRegionList } from './open-region-list.ts'
import { openWithPictures } from './open-with-pictures.ts'
import { testWithFixtures } from './read-fixture.ts'
import { expect } from './test.ts'

const { red, blue } = BOX_PICTURES['boxes.jpg']
const BOTH = `Red square: [[${red.join()}]]\nBlue square: [[${blue.join()}]]`

const SHAPES = '[data-testid="region-shape"]'

testWithFixtures(
  'a region that the pointer is on is lit in text, picture and list',
  async ({ app, page, modelServer }) => {
    await modelServer.script({ reasoning: '', answer: BOTH })
    await openWithPictures(app, 'boxes.jpg')
    await app.ask('Where?')
    await app.untilStatus('complete')
    await openRegionList(page)
    const chips = app
      .run()
      .getByTestId('answer')
      .getByRole('button', { name: /^Region \d/ })
    const rows = page.getByTestId('region-row')
    const shapes = page.locator(SHAPES)
    const atRest = (await readStroke(shapes.nth(1)))?.width ?? Number.POSITIVE_INFINITY
    const expectLit = async (index: number | null) => {
      for (const place of [0, 1]) {
        await expect(chips.nth(place)).toHaveAttribute('data-lit', `${place === index}`)
        await expect(rows.nth(place)).toHaveAttribute('data-lit', `${place === index}`)
        const width = async () => (await readStroke(shapes.nth(place)))?.width
        if (place === index) await expect.poll(width).toBeGreaterThan(atRest)
        else await expect.poll(width).toBe(atRest)
      }
    }
    await expectLit(null)
    await chips.nth(1).hover()
    await expectLit(1)
    await rows.nth(0).hover()
    await expectLit(0)
    const { shapes: places } = await measureStage(page)
    const { left = 0, top = 0 } = places[blue.join()] ?? {}
    await page.mouse.move(left + 20, top + 20)
    await expectLit(1)
    await page.mouse.move(0, 0)
    await expectLit(null)
  },
)

testWithFixtures('a click on a chip flies to its region', async ({ app, page, modelServer }) => {
  await modelServer.script({ reasoning: '', answer: BOTH })
  await openWithPictures(app, 'boxes.jpg')
  await app.ask('Where?')
  await app.untilStatus('complete')
  await leaveSight(page)
  await app
    .run()
    .getByRole('button', { name: /^Region 2, Blue square/ })
    .click()
  await expectInSight(page)
})

testWithFixtures(
  'the toolbar hides regions, labels and drafts, each alone',
  async ({ app, page, modelServer }) => {
    await modelServer.script({
      reasoning: 'Draft square: [[10, 20, 110, 120]]',
      answer: `Red square: [[${red.join()}]]`,
    })
    await openWithPictures(app, 'boxes.jpg')
    await app.ask('Where?')
    await app.untilStatus('complete')
    const shapes = page.locator(SHAPES)
    const label = findSurface(page).getByText('Red square', { exact: true })
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
    await expect(shapes).toHaveCount(2)
    await expect(label).toBeVisible()

    await press('Labels')
    await expect(label).toHaveCount(0)
    await expect(shapes).toHaveCount(2)
    await press('Labels')
    await expect(label).toBeVisible()

    await press('Drafts')
    await expect(shapes).toHaveCount(1)
    await expect(shapes).toHaveAttribute('data-channel', 'answer')
    await press('Drafts')
    await expect(shapes).toHaveCount(2)

    await press('Regions')
    await expect(shapes).toHaveCount(0)
    await expect(label).toHaveCount(0)
    await expect(page.getByTestId('region-list')).toHaveAttribute('data-count', '2')
    await press('Regions')
    await expect(shapes).toHaveCount(2)
  },
)

testWithFixtures(
  'the keyboard steps through regions, flies to one and hides all',
  async ({ app, page, modelServer }) => {
    await modelServer.script({ reasoning: '', answer: BOTH })
    await openWithPictures(app, 'boxes.jpg')
    await app.ask('Where?')
    await app.untilStatus('complete')
    await openRegionList(page)
    const surface = findSurface(page)
    const litRow = page.locator('[data-testid="region-row"][data-lit="true"]')
    const expectLit = (label: string) => expect(litRow).toHaveAttribute('data-label', label)
    await surface.press('n')
    await expectLit('Red square')
    await surface.press('n')
    await expectLit('Blue square')
    await surface.press('n')
    await expectLit('Red square')
    await surface.press('p')
    await expectLit('Blue square')

    await leaveSight(page)
    await page.mouse.move(0, 0)
    await expectLit('Blue square')
    await surface.press('Enter')
    await expectInSight(page)

    await surface.press('Escape')
    await expect(litRow).toHaveCount(0)
    await surface.press('h')
    await expect(page.locator(SHAPES)).toHaveCount(0)
    await surface.press('h')
    await expect(page.locator(SHAPES)).toHaveCount(2)
  },
)

/** Zooms into the upper left corner until the blue box has left the stage. */
async function leaveSight(page: Page): Promise<void> {
  const { picture } = await measureStage(page)
  await page.mouse.move(picture.left + 5, picture.top + 5)
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, -400)
      const { surface, shapes } = await measureStage(page)
      const shape = shapes[blue.join()]
      return shape !== undefined && shape.left > surface.right
    })
    .toBe(true)
}

async function expectInSight(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      const { surface, shapes } = await measureStage(page)
      return contains(surface, shapes[blue.join()])
    })
    .toBe(true)
}
