import type { Page } from '@playwright/test'
import type { App, TestFile } from './app.ts'
import { gif, makeBrokenPng, makeLargePng, makePng, webp } from './make-picture.ts'
import { readFixture, testWithFixtures } from './read-fixture.ts'
import { picturesOf, readBody, wordsOf } from './seen-body.ts'
import { expect, test } from './test.ts'

const good = makePng('good.png', 30, 20, [40, 160, 90])

const make = (name: string, mimeType: string, content: string | Buffer): TestFile => ({
  name,
  mimeType,
  buffer: Buffer.from(content),
})

/** The first `share` of a file. */
function cut(file: TestFile, share: number): TestFile {
  const { buffer } = file
  return { ...file, buffer: buffer.subarray(0, Math.floor(buffer.length * share)) }
}

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'

type BadFile = {
  readonly what: string
  readonly read: () => TestFile
  readonly isFixture?: boolean
  readonly kind?: string
  /** What is wrong, and what to do about it. */
  readonly says: RegExp
}

const badFiles: readonly BadFile[] = [
  {
    what: 'a text that calls itself a PNG',
    read: () => make('notes.png', 'image/png', 'Milk, eggs, bread.\n'),
    says: /^notes\.png is not a picture\. Attach a JPEG, PNG, WebP or GIF file\.$/,
  },
  {
    what: 'an empty file',
    read: () => make('empty.png', 'image/png', ''),
    says: /^empty\.png is empty \(0 bytes\)\. Save it again and attach it once more\.$/,
  },
  {
    what: 'a JPEG without its end',
    read: () => cut(readFixture('boxes.jpg'), 0.7),
    isFixture: true,
    says: /^boxes\.jpg is cut off: .+ Copy or download it again\.$/,
  },
  {
    what: 'a PNG without its end',
    read: () => cut({ ...makePng('half.png', 200, 200, [9, 9, 9]), name: 'half.png' }, 0.6),
    says: /^half\.png is cut off: .+ Copy or download it again\.$/,
  },
  {
    what: 'a PNG whose pixels cannot be unpacked',
    read: () => makeBrokenPng('broken.png'),
    says: /^broken\.png is damaged and cannot be opened\. Save it again as .+$/,
  },
  {
    what: 'an SVG drawing',
    read: () => make('plan.svg', 'image/svg+xml', svg),
    says: /^plan\.svg is an SVG drawing, which cannot be sent yet\. Export it as .+ and attach that\.$/,
  },
  {
    what: 'a video that no provider decodes',
    read: () => readFixture('hevc.mp4'),
    isFixture: true,
    kind: 'video',
    says: /^hevc\.mp4 is a video, which cannot be sent yet\. Take a screenshot .+$/,
  },
  {
    what: 'a PDF',
    read: () => readFixture('two.pdf'),
    isFixture: true,
    kind: 'document',
    says: /^two\.pdf is a PDF, which cannot be sent yet\. Take a screenshot .+$/,
  },
]

async function expectState(app: App, name: string, state: string): Promise<void> {
  await expect(app.page.locator(`[data-testid="attachment"][data-name="${name}"]`)).toHaveAttribute(
    'data-state',
    state,
  )
}

for (const { what, read, isFixture, kind = 'image', says } of badFiles) {
  const declare = isFixture === true ? testWithFixtures : test
  declare(
    `${what} is refused with a reason and a next step, and takes nothing with it`,
    async ({ app, page, modelServer }) => {
      const bad = read()
      await app.open()
      await app.connect()
      const message = page.getByRole('textbox', { name: 'Message', exact: true })
      await message.fill('What is this?')
      await app.attach([bad, good])
      await expectState(app, good.name, 'ready')
      await expectState(app, bad.name, 'rejected')
      const refused = page.locator(`[data-testid="attachment"][data-name="${bad.name}"]`)
      await expect(refused).toHaveAttribute('data-kind', kind)
      await expect(refused).toHaveText(says)
      await expect(message).toHaveValue('What is this?')

      await page.getByRole('button', { name: `Remove ${bad.name}`, exact: true }).click()
      await expect(page.getByTestId('attachment')).toHaveCount(1)
      await message.press('Enter')
      await app.untilStatus('complete')
      const [question] = (await readBody(modelServer)).messages
      expect(question && wordsOf(question)).toBe('What is this?')
      expect(question && picturesOf(question)).toHaveLength(1)
    },
  )
}

test('a picture of 60 megapixels is refused by its header, before anything decodes it', async ({
  app,
  page,
}) => {
  await page.addInitScript(() => {
    const decode = window.createImageBitmap.bind(window)
    let count = 0
    const counted = (...input: Parameters<typeof decode>) => {
      count += 1
      document.documentElement.dataset['decoded'] = String(count)
      return decode(...input)
    }
    Object.assign(window, { createImageBitmap: counted })
  })
  await app.open()
  const large = makeLargePng('wall.png', 10_000, 6_000)
  await app.attach([large])
  await expectState(app, large.name, 'rejected')
  await expect(page.getByTestId('attachment')).toHaveText(
    'wall.png has 60 megapixels (10000 × 6000); up to 50 are taken. Scale it down or crop it.',
  )
  const root = page.locator('html')
  await expect(root).not.toHaveAttribute('data-decoded')
  await app.attach([good])
  await expectState(app, good.name, 'ready')
  await expect(root).toHaveAttribute('data-decoded', '1')
})

test('a refused file that is left standing is not sent, and does not stop the question', async ({
  app,
  modelServer,
}) => {
  await app.open()
  await app.connect()
  await app.attach([make('notes.png', 'image/png', 'Milk.'), good])
  await expectState(app, good.name, 'ready')
  await app.ask('What is this?')
  await app.untilStatus('complete')
  const [question] = (await readBody(modelServer)).messages
  expect(question && picturesOf(question)).toHaveLength(1)
})

/** `data:image/png;base64,…` of a file. */
const toDataUrl = ({ mimeType, buffer }: TestFile): string =>
  `data:${mimeType};base64,${buffer.toString('base64')}`

testWithFixtures(
  'JPEG, PNG, WebP and GIF are taken, sent in the order in which they were given',
  async ({ app, page, modelServer }) => {
    const jpeg = readFixture('boxes.jpg')
    await app.open()
    await app.connect()
    await app.attach([webp, jpeg, good, gif])
    const attachments = page.getByTestId('attachment')
    await expect(page.locator('[data-testid="attachment"][data-state="ready"]')).toHaveCount(4)
    const names = await attachments.evaluateAll((items) =>
      items.map((item) => item.getAttribute('data-name')),
    )
    expect(names).toEqual([webp.name, jpeg.name, good.name, gif.name])
    await app.ask('What are these?')
    const [question] = (await readBody(modelServer)).messages
    const pictures = question ? picturesOf(question) : []
    expect(pictures.slice(0, 3)).toEqual([webp, jpeg, good].map(toDataUrl))
    // A GIF is a first frame to every model, so that frame is sent.
    expect(pictures[3]).toMatch(/^data:image\/png;base64,iVBOR/)
  },
)

test('one of several pictures can be removed, and added again', async ({
  app,
  page,
  modelServer,
}) => {
  const others = [
    makePng('a.png', 8, 8, [1, 1, 1]),
    makePng('b.png', 8, 8, [2, 2, 2]),
    makePng('c.png', 8, 8, [3, 3, 3]),
  ]
  const [a, b, c] = others.map(toDataUrl)
  await app.open()
  await app.connect()
  await app.attach(others)
  await page.getByRole('button', { name: 'Remove b.png', exact: true }).click()
  await app.attach(others.slice(1, 2))
  await expect(page.locator('[data-testid="attachment"][data-state="ready"]')).toHaveCount(3)
  await app.ask('Which is darkest?')
  const [question] = (await readBody(modelServer)).messages
  expect(question && picturesOf(question)).toEqual([a, c, b])
})

async function paste(page: Page, { name, mimeType, buffer }: TestFile): Promise<void> {
  const source = { name, mimeType, base64: buffer.toString('base64') }
  await page.getByRole('textbox', { name: 'Message', exact: true }).evaluate((field, file) => {
    const bytes = Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0))
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([bytes], file.name, { type: file.mimeType }))
    field.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, source)
}

test('a pasted picture, a dropped one and a chosen one are attached alike', async ({
  app,
  page,
}) => {
  const names = ['pasted.png', 'dropped.png', 'chosen.png'] as const
  const [pasted, dropped, chosen] = names
  await app.open()
  await paste(page, { ...good, name: pasted })
  await expectState(app, pasted, 'ready')
  await app.drop([{ ...good, name: dropped }])
  await expectState(app, dropped, 'ready')
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose pictures', exact: true }).click()
  await (await choosing).setFiles([{ ...good, name: chosen }])
  await expectState(app, chosen, 'ready')
  await expect(page.getByTestId('attachment')).toHaveCount(3)
})
