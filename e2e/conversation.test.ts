import { makePng } from './make-picture.ts'
import { readFixture, testWithFixtures } from './read-fixture.ts'
import { picturesOf, readBody, wordsOf } from './seen-body.ts'
import { expect, test } from './test.ts'

const picture = makePng('desk.png', 40, 30, [120, 90, 60])

test('a follow-up brings the earlier question, its picture and its answer, without reasoning or box tokens', async ({
  app,
  modelServer,
}) => {
  await modelServer.script({
    reasoning: 'A pen, I should say.',
    answer: 'A pen <|begin_of_box|>[[100,200,300,500]]<|end_of_box|> lies there.',
    next: true,
  })
  await app.open()
  await app.connect()
  await app.attach([picture])
  await expect(app.page.locator('[data-testid="attachment"][data-state="ready"]')).toHaveCount(1)
  await app.ask('What lies there?')
  await app.untilStatus('complete')
  await app.ask('What colour is it?')
  await expect(app.page.getByTestId('run')).toHaveCount(2)
  await app.untilStatus('complete')

  const [first] = (await readBody(modelServer, 0)).messages
  const { messages } = await readBody(modelServer, 1)
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
  const [question, answer, followUp] = messages
  expect(question).toEqual(first)
  expect(question && picturesOf(question)).toHaveLength(1)
  expect(answer?.content).toBe('A pen [[100,200,300,500]] lies there.')
  expect(JSON.stringify(messages)).not.toContain('I should say')
  expect(followUp?.content).toBe('What colour is it?')
})

test('a question that was never answered is left out of the follow-up', async ({
  app,
  modelServer,
}) => {
  await modelServer.script({ status: 400, next: true })
  await app.open()
  await app.connect()
  await app.ask('First?')
  await app.untilStatus('error')
  await app.ask('Second?')
  await app.untilStatus('complete')
  const { messages } = await readBody(modelServer)
  expect(messages).toEqual([{ role: 'user', content: 'Second?' }])
})

test('Regenerate asks the same again and puts the new run below the first', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ answer: 'One.', next: true })
  await modelServer.script({ answer: 'Two.', next: true })
  await app.open()
  await app.connect()
  await app.attach([picture])
  await app.ask('How many?')
  await app.untilStatus('complete')
  await app.run().getByRole('button', { name: 'Regenerate', exact: true }).click()
  await expect(page.getByTestId('run')).toHaveCount(2)
  await app.untilStatus('complete')
  await expect(page.getByTestId('answer')).toHaveText(['One.', 'Two.'])
  await expect(page.getByRole('article')).toHaveCount(1)
  expect(await readBody(modelServer, 1)).toEqual(await readBody(modelServer, 0))
})

test('a follow-up builds on the latest answer of a question that was asked twice', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ answer: 'One.', next: true })
  await modelServer.script({ answer: 'Two.', next: true })
  await app.open()
  await app.connect()
  await app.ask('How many?')
  await app.untilStatus('complete')
  await app.run().getByRole('button', { name: 'Regenerate', exact: true }).click()
  await expect(page.getByTestId('run')).toHaveCount(2)
  await app.untilStatus('complete')
  await app.ask('Sure?')
  const { messages } = await readBody(modelServer, 2)
  expect(messages.map(wordsOf)).toEqual(['How many?', 'Two.', 'Sure?'])
})

test('the last question can be edited: its picture comes along, and its answer is replaced', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ answer: 'Wrong.', next: true })
  await modelServer.script({ answer: 'Right.', next: true })
  await app.open()
  await app.connect()
  await app.attach([picture])
  await app.ask('What is it?')
  await app.untilStatus('complete')
  await page.getByRole('button', { name: 'Edit question', exact: true }).click()
  const message = page.getByRole('textbox', { name: 'Message', exact: true })
  await expect(message).toHaveValue('What is it?')
  await expect(page.getByTestId('attachment')).toHaveAttribute('data-name', picture.name)
  await message.fill('What is it really?')
  await message.press('Enter')
  await expect(page.getByTestId('answer')).toHaveText('Right.')
  await expect(page.getByTestId('run')).toHaveCount(1)
  await expect(page.getByRole('heading', { name: 'What is it really?', exact: true })).toBeVisible()
  const { messages } = await readBody(modelServer, 1)
  expect(messages.map(wordsOf)).toEqual(['What is it really?'])
  expect(messages.map(picturesOf)).toEqual(
    (await readBody(modelServer, 0)).messages.map(picturesOf),
  )
})

test('Cancel leaves the question, its answer and its picture as they were', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ answer: 'A desk.' })
  await app.open()
  await app.connect()
  await app.attach([picture])
  await app.ask('What is it?')
  await app.untilStatus('complete')
  await page.getByRole('button', { name: 'Edit question', exact: true }).click()
  await page.getByRole('button', { name: `Remove ${picture.name}`, exact: true }).click()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toHaveValue('')
  await expect(page.getByTestId('attachment')).toHaveCount(0)
  await expect(page.getByTestId('answer')).toHaveText('A desk.')
  await app.ask('Sure?')
  await expect(page.getByTestId('run')).toHaveCount(2)
  await app.untilStatus('complete')
  const [first] = (await readBody(modelServer, 1)).messages
  expect(first && picturesOf(first)).toHaveLength(1)
})

test('New chat stops what streams, clears the conversation and starts the next one without it', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ answer: 'Begun<hold:middle> and ended.', next: true })
  await app.open()
  await app.connect()
  await app.attach([picture])
  await app.ask('Old question?')
  await modelServer.untilHeld('middle')
  await page.getByRole('button', { name: 'New chat', exact: true }).click()
  await expect(page.getByTestId('run')).toHaveCount(0)
  await expect(page.getByTestId('overlay')).toHaveCount(0)
  await expect
    .poll(async () => (await modelServer.readQuestions()).map(({ state }) => state))
    .toEqual(['aborted'])
  await app.ask('New question?')
  await app.untilStatus('complete')
  expect((await readBody(modelServer)).messages).toEqual([
    { role: 'user', content: 'New question?' },
  ])
})

testWithFixtures(
  'a picture goes out with exactly the bytes of its file',
  async ({ app, modelServer }) => {
    const file = readFixture('boxes.jpg')
    await app.open()
    await app.connect()
    await app.attach([file])
    await app.ask('Where is the red box?')
    const [message] = (await readBody(modelServer)).messages
    expect(message && picturesOf(message)).toEqual([
      `data:image/jpeg;base64,${file.buffer.toString('base64')}`,
    ])
  },
)

const turned = [
  ['exif3.jpg', [400, 300], [320, 195]],
  ['exif6.jpg', [300, 400], [195, 80]],
  ['exif8.jpg', [300, 400], [105, 320]],
] as const

for (const [name, [width, height], [redX, redY]] of turned)
  testWithFixtures(
    `${name} goes out upright, for servers that ignore its orientation`,
    async ({ app, page, modelServer }) => {
      await app.open()
      await app.connect()
      await app.attach([readFixture(name)])
      await app.ask('Where is the red box?')
      const [message] = (await readBody(modelServer)).messages
      const [url = ''] = message ? picturesOf(message) : []
      expect(url).toMatch(/^data:image\/jpeg;base64,/)
      expect(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64').includes('Exif')).toBe(false)
      const sent = await page.evaluate(
        async ({ source, x, y }) => {
          const image = new Image()
          image.src = source
          await image.decode()
          const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight)
          const context = canvas.getContext('2d')
          context?.drawImage(image, 0, 0)
          const [red = 0, green = 0, blue = 0] = context?.getImageData(x, y, 1, 1).data ?? []
          return {
            width: canvas.width,
            height: canvas.height,
            isRed: red > 180 && green + blue < 160,
          }
        },
        { source: url, x: redX, y: redY },
      )
      expect(sent).toEqual({ width, height, isRed: true })
    },
  )
