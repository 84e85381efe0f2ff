import { readFile } from 'node:fs/promises'
import type { Locator } from '@playwright/test'
import { BOX_PICTURES } from './box-pictures.ts'
import { distanceOf, findShape, measureStage, placeBox, readStroke } from './measure-stage.ts'
import { openRegionList } from './open-region-list.ts'
import { openWithPictures } from './open-with-pictures.ts'
import { testWithFixtures } from './read-fixture.ts'
import { expect } from './test.ts'

const { red, blue } = BOX_PICTURES['boxes.jpg']
const BOTH = `Red square: [[${red.join()}]]\nBlue square: [[${blue.join()}]]`

const SHAPES = '[data-testid="region-shape"]'

testWithFixtures(
  'drafts of the reasoning are dashed and boxes of the answer are solid',
  async ({ app, page, modelServer }) => {
    await modelServer.script({
      reasoning: `Red square: [[${red.join()}]]`,
      answer: `<hold:answer>Blue square: [[${blue.join()}]]<hold:end>`,
    })
    await openWithPictures(app, 'boxes.jpg')
    await app.ask('Where?')
    await modelServer.untilHeld('answer')
    const draft = findShape(page, red)
    const answer = findShape(page, blue)
    await expect(draft).toHaveAttribute('data-channel', 'reasoning')
    await modelServer.release('answer')
    await expect(answer).toHaveAttribute('data-channel', 'answer')
    expect((await readStroke(draft))?.dashes).toMatch(/^\d/)
    expect((await readStroke(answer))?.dashes).toBe('none')
    await modelServer.release('end')
    await app.untilStatus('complete')
    expect((await readStroke(draft))?.dashes).toMatch(/^\d/)
    expect((await readStroke(answer))?.dashes).toBe('none')
  },
)

testWithFixtures(
  'shapes and rows say what the model said of them',
  async ({ app, page, modelServer }) => {
    await modelServer.script({
      reasoning: 'Draft square: [[10, 20, 110, 120]]',
      answer: `1. **Red square**: [[100,200,300,500]]
The point is at <|begin_of_box|>[[450, 650]]<|end_of_box|>.
Action: <|begin_of_box|>{"action_type": "click", "box_2d": [[600.5, 400, 900, 900]]}<|end_of_box|>`,
    })
    await openWithPictures(app, 'boxes.jpg')
    await app.ask('Where?')
    await app.untilStatus('complete')
    await openRegionList(page)
    const common = { space: 'norm1000', order: 'xyxy', media: '0' }
    const expected = [
      { kind: 'box', label: 'Draft square', coords: '10,20,110,120', channel: 'reasoning' },
      { kind: 'box', label: 'Red square', coords: '100,200,300,500', channel: 'answer' },
      { kind: 'point', label: '', coords: '450,650', channel: 'answer' },
      { kind: 'box', label: 'click', coords: '600.5,400,900,900', channel: 'answer' },
    ].map((region) => ({ ...common, ...region }))
    const rects = [
      '0.01000,0.02000,0.11000,0.12000',
      '0.10000,0.20000,0.30000,0.50000',
      '0.45000,0.65000,0.45000,0.65000',
      '0.60050,0.40000,0.90000,0.90000',
    ]
    const described = expected.map((region, index) => ({ ...region, rect: rects[index] }))
    const [draft, ...answers] = described
    expect(await readAttributes(page.locator(SHAPES))).toEqual(described)
    expect(await readAttributes(page.getByTestId('region-row'))).toEqual([...answers, draft])
  },
)

testWithFixtures(
  'the list counts regions, possible ones and malformed ones, open or not',
  async ({ app, page, modelServer }) => {
    await modelServer.script({
      reasoning: '',
      answer: `${BOTH}\n\nThe values [120, 45, 200, 255] stand there.\n\n<|begin_of_box|>[[1,2,3]]<|end_of_box|>`,
    })
    await openWithPictures(app, 'boxes.jpg')
    await app.ask('Where?')
    await app.untilStatus('complete')
    const list = page.getByTestId('region-list')
    const expectCounts = async () => {
      await expect(list).toHaveAttribute('data-count', '2')
      await expect(list).toHaveAttribute('data-possible', '1')
      await expect(list).toHaveAttribute('data-malformed', '1')
    }
    await expect(list).toBeHidden()
    await expectCounts()
    await expect(page.locator(SHAPES)).toHaveCount(2)
    await openRegionList(page)
    await expect(page.getByTestId('region-row')).toHaveCount(2)
    await expectCounts()
  },
)

testWithFixtures(
  'each region lies on the picture that it names, and its chip shows that picture',
  async ({ app, page, modelServer }) => {
    const turned = BOX_PICTURES['exif6.jpg'].red
    await modelServer.script({
      reasoning: '',
      answer: `Image 1:\nRed square: [[${red.join()}]]\n\nImage 2:\nRed square: [[${turned.join()}]]`,
    })
    await openWithPictures(app, 'boxes.jpg', 'exif6.jpg')
    await app.ask('Where?')
    await app.untilStatus('complete')
    const expectOnly = async (media: string, name: string, box: typeof red | typeof turned) => {
      await expect(page.getByRole('application', { name: `Picture ${name}` })).toBeVisible()
      await expect(page.locator(SHAPES)).toHaveCount(1)
      await expect(findShape(page, box)).toHaveAttribute('data-media', media)
      await expect
        .poll(async () => {
          const { picture, shapes } = await measureStage(page)
          return distanceOf(shapes[box.join()], placeBox(box, picture))
        })
        .toBeLessThanOrEqual(1)
    }
    await expectOnly('0', 'boxes.jpg', red)
    await page.getByRole('button', { name: 'exif6.jpg, 1 region' }).click()
    await expectOnly('1', 'exif6.jpg', turned)
    await app
      .run()
      .getByRole('button', { name: /^Region 1/ })
      .click()
    await expectOnly('0', 'boxes.jpg', red)
  },
)

testWithFixtures(
  'the export holds every region in the words of the contract',
  async ({ app, page, modelServer }) => {
    const reasoning = 'Draft square: [[10, 20, 110, 120]]'
    const answer = `Red square: <|begin_of_box|>[[${red.join()}]]<|end_of_box|> and a point: [[450, 650]]`
    await modelServer.script({ reasoning, answer })
    await openWithPictures(app, 'boxes.jpg', 'exif6.jpg')
    await app.ask('Where?')
    await app.untilStatus('complete')
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'Regions (JSON)' }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/\.json$/)
    const exported: unknown = JSON.parse(await readFile(await file.path(), 'utf8'))
    const common = { space: 'norm1000', order: 'xyxy', media: 0, time: null }
    const sourceOf = (text: string, coordinates: string) => {
      const start = text.indexOf(coordinates)
      return [start, start + coordinates.length]
    }
    expect(exported).toEqual({
      version: 1,
      media: [
        { name: 'boxes.jpg', width: 400, height: 300 },
        { name: 'exif6.jpg', width: 300, height: 400 },
      ],
      regions: [
        {
          ...common,
          kind: 'box',
          label: 'Draft square',
          coords: [10, 20, 110, 120],
          rect: [0.01, 0.02, 0.11, 0.12],
          channel: 'reasoning',
          source: sourceOf(reasoning, '[10, 20, 110, 120]'),
        },
        {
          ...common,
          kind: 'box',
          label: 'Red square',
          coords: red,
          rect: [0.1, 0.2, 0.3, 0.5],
          channel: 'answer',
          source: sourceOf(answer, `[${red.join()}]`),
        },
        {
          ...common,
          kind: 'point',
          label: null,
          coords: [450, 650],
          rect: [0.45, 0.65, 0.45, 0.65],
          channel: 'answer',
          source: sourceOf(answer, '[450, 650]'),
        },
      ],
    })
  },
)

testWithFixtures(
  'nothing is drawn of a box until its last bracket is there',
  async ({ app, page, modelServer }) => {
    const holds = ['no-fourth', 'half-number', 'no-bracket'] as const
    const pieces = ['[[100,200,300', ',50', '0'] as const
    const answer = pieces.map((piece, index) => `${piece}<hold:${holds[index]}>`).join('')
    await modelServer.script({ reasoning: '', answer: `${answer}]] is red.`, deltaCharacters: 1 })
    await openWithPictures(app, 'boxes.jpg')
    const everDrawn = await page.evaluateHandle(() => {
      const found = new Set<string>()
      new MutationObserver(() => {
        for (const shape of document.querySelectorAll('[data-testid="region-shape"]'))
          found.add(shape.getAttribute('data-coords') ?? '')
      }).observe(document.body, { subtree: true, childList: true, attributes: true })
      return found
    })
    await app.ask('Where?')
    for (const [index, hold] of holds.entries()) {
      await modelServer.untilHeld(hold)
      const length = pieces.slice(0, index + 1).join('').length
      await expect(app.run().getByTestId('answer')).toHaveAttribute('data-length', `${length}`)
      await expect(page.locator(SHAPES)).toHaveCount(0)
      await expect(page.getByTestId('region-list')).toHaveAttribute('data-count', '0')
      await modelServer.release(hold)
    }
    await app.untilStatus('complete')
    await expect(page.locator(SHAPES)).toHaveCount(1)
    expect(await everDrawn.evaluate((found) => [...found])).toEqual(['100,200,300,500'])
  },
)

/** The contract's attributes of each element; absent ones are absent. */
function readAttributes(elements: Locator): Promise<readonly Readonly<Record<string, string>>[]> {
  const names = ['kind', 'label', 'coords', 'rect', 'space', 'order', 'channel', 'media', 'time']
  return elements.evaluateAll(
    (all, wanted) =>
      all.map((element) =>
        Object.fromEntries(
          wanted.flatMap((name) => {
            const value = element.getAttribute(`data-${name}`)
            return value === null ? [] : [[name, value]]
          }),
        ),
      ),
    names,
  )
}
