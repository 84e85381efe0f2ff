import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { App, TestFile } from './app.ts'
import { makePng } from './make-picture.ts'
import { countChunks, openInspector, openTab } from './open-inspector.ts'
import { expect, test } from './test.ts'

const picture = makePng('sky.png', 60, 40, [90, 150, 220])
const canary = 'canary+7Qx/93.heron=quill'

const script = {
  reasoning: 'A cup 你好 at [[242, 271, 399, 479]].',
  answer: 'Cup [[242, 271, 399, 479]], jug [[72, 346, 167, 546]] – é😀.',
  chunkBytes: 37,
  delayMs: 2,
} as const

/** Saves the last run, as a person would, and returns the file. */
async function save(page: Page, withPictures: boolean): Promise<TestFile> {
  await page
    .getByTestId('run')
    .getByRole('button', { name: 'Save recording…', exact: true })
    .last()
    .click()
  const dialog = page.getByRole('dialog', { name: 'Save recording', exact: true })
  if (withPictures) await dialog.getByLabel(/^With its pictures \(.*bytes\)$/).check()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save', exact: true }).click(),
  ])
  await expect(dialog).toBeHidden()
  const buffer = await readFile(await download.path())
  return { name: download.suggestedFilename(), mimeType: 'application/json', buffer }
}

/** What a run shows, apart from its times. */
async function readRun(app: App) {
  const run = app.run()
  const raw = run.getByRole('button', { name: 'Raw', exact: true })
  await raw.click()
  const shown = {
    status: await run.getAttribute('data-status'),
    reasoning: await run.getByTestId('raw-reasoning').textContent(),
    answer: await run.getByTestId('raw-answer').textContent(),
    regions: await app.page
      .getByTestId('region-shape')
      .evaluateAll((shapes) =>
        shapes.map((shape) => [shape.getAttribute('data-coords'), shape.getAttribute('data-rect')]),
      ),
  }
  await raw.click()
  return shown
}

const startAgain = (page: Page) =>
  page.getByRole('button', { name: 'New chat', exact: true }).click()

test('a run that is saved and opened again replays the same text, regions, chunks and status, and sends nothing', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script(script)
  await app.open()
  await app.connect({ apiKey: canary })
  await app.attach([picture])
  const inspector = await openInspector(page)
  await app.ask('Where is what?')
  await app.untilStatus('complete')
  await openTab(inspector, 'Chunks')
  const before = { ...(await readRun(app)), chunks: await countChunks(inspector) }
  expect(before.regions).toHaveLength(3)
  const file = await save(page, true)
  expect(file.name).toMatch(/^sightline-glm-4\.5v-tiny-\d{4}-\d\d-\d\d\.json$/)
  expect(file.buffer.toString()).not.toMatch(/canary|heron/)
  const recording = JSON.parse(file.buffer.toString())
  expect(recording.chunks).toHaveLength(before.chunks)

  await startAgain(page)
  await app.drop([file])
  await expect(page.getByText('Replayed from a recording of Custom glm-4.5v-tiny')).toBeVisible()
  await app.untilStatus('complete')
  expect({ ...(await readRun(app)), chunks: await countChunks(inspector) }).toEqual(before)
  await expect(page.getByRole('img', { name: 'sky.png' }).first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Where is what?' })).toBeVisible()

  await page.getByLabel('Replay speed', { exact: true }).selectOption({ label: 'at once' })
  await app.run().getByRole('button', { name: 'Regenerate', exact: true }).click()
  await expect(page.getByTestId('run')).toHaveCount(2)
  await app.untilStatus('complete')
  expect((await readRun(app)).answer).toBe(before.answer)
  const lastAtMs = recording.chunks.at(-1)[0]
  await expect(app.run().getByTestId('run-stats')).toHaveAttribute(
    'data-duration-ms',
    String(Math.round(lastAtMs)),
  )
  expect(await modelServer.readQuestions()).toHaveLength(1)
})

test('a recording without its picture opens in another page, with a stand-in of the same size', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script(script)
  await app.open()
  await app.connect()
  await app.attach([picture])
  await app.ask('Where is what?')
  await app.untilStatus('complete')
  const before = await readRun(app)
  const file = await save(page, false)
  await page.reload()
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('menuitem', { name: 'Open recording…', exact: true }).click(),
  ])
  await chooser.setFiles([{ ...file }])
  await app.untilStatus('complete')
  expect(await readRun(app)).toEqual(before)
  await expect(page.getByText('picture not in the recording').first()).toBeVisible()
})

test('a recording of an error replays as that error, once, and offers only to replay it', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ status: 401, body: '{"error":{"code":"1002","message":"Bad token"}}' })
  await app.open()
  await app.connect()
  await app.ask('May I?')
  const error = app.run().getByTestId('run-error')
  await expect(error).toHaveAttribute('data-kind', 'auth')
  const file = await save(page, false)
  await startAgain(page)
  await app.drop([file])
  await expect(error).toHaveAttribute('data-kind', 'auth')
  await expect(error.getByRole('button')).toHaveText(['Retry'])
  expect(await modelServer.readQuestions()).toHaveLength(1)
})

test('a run that was stopped replays as stopped', async ({ app, page, modelServer }) => {
  await modelServer.script({ answer: 'One two<hold:here> three.', deltaCharacters: 3 })
  await app.open()
  await app.connect()
  await app.ask('Count?')
  await modelServer.untilHeld('here')
  await expect(app.run().getByTestId('answer')).toContainText('One two')
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await app.untilStatus('stopped')
  const file = await save(page, false)
  await startAgain(page)
  await app.drop([file])
  await app.untilStatus('stopped')
  await expect(app.run().getByTestId('answer')).toContainText('One two')
})

test('a file that is no recording is refused in one sentence, and nothing is lost', async ({
  app,
  page,
  modelServer,
}) => {
  await app.open()
  await app.connect()
  await app.ask('Before?')
  await app.untilStatus('complete')
  const message = page.getByRole('textbox', { name: 'Message', exact: true })
  await message.fill('half a question')
  await app.attach([picture])
  const json = (text: string): TestFile => ({
    name: 'notes.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  })
  await app.drop([json('{"a":')])
  await expect(page.getByRole('alert')).toHaveText(
    'notes.json: This is not a recording: the file is no whole JSON.',
  )
  await app.drop([json('{"version":2,"chunks":[]}')])
  await expect(page.getByRole('alert')).toHaveText(/^notes\.json: The recording has no valid id/)
  await expect(message).toHaveValue('half a question')
  await expect(page.getByTestId('attachment')).toHaveAttribute('data-state', 'ready')
  await expect(page.getByTestId('run')).toHaveCount(1)
  expect(await modelServer.readQuestions()).toHaveLength(1)
})

const fileOf = (recording: object): TestFile => ({
  name: 'made.json',
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(recording)),
})

const MADE = {
  version: 2,
  id: 'made',
  title: 'Made',
  subtitle: 'Made',
  question: 'What?',
  endpoint: { provider: 'Made up', model: 'm', wire: 'chat-completions', scripted: true },
  request: { url: 'https://host.test/v1/chat/completions', method: 'POST', headers: {} },
  media: [],
  http: { status: 200, headers: [['content-type', 'text/event-stream']] },
  chunks: [
    [0, 'data: {"choices":[{"delta":{"content":"Yes."},"finish_reason":"stop"}]}\n\n'],
    [0, 'data: [DONE]\n\n'],
  ],
}

test('a recording whose request is nested three thousand levels deep does not blank the page', async ({
  app,
  page,
}) => {
  await app.open()
  const inspector = await openInspector(page)
  const body = `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`
  await app.drop([fileOf({ ...MADE, request: { ...MADE.request, body } })])
  await expect(page.getByRole('alert')).toHaveText(
    'made.json: The body of the recorded request is nested too deep.',
  )
  await expect(inspector).toBeVisible()
  await expect(page.getByTestId('run')).toHaveCount(0)
})

test('a request of seven megabytes is shown without seven megabytes in the page', async ({
  app,
  page,
}) => {
  await app.open()
  const inspector = await openInspector(page)
  const messages = Array.from({ length: 60_000 }, (_, index) => ({
    role: 'user',
    content: `message ${index} ${'word '.repeat(17)}`,
  }))
  const body = JSON.stringify({ model: 'm', messages })
  expect(body.length).toBeGreaterThan(7_000_000)
  await app.drop([fileOf({ ...MADE, request: { ...MADE.request, body } })])
  await app.untilStatus('complete')
  const lines = inspector.getByTestId('inspector-request-body')
  await expect(lines).toContainText('message 0 word')
  expect((await lines.innerText()).length).toBeLessThan(200_000)
  await lines.focus()
  await page.keyboard.press('End')
  await expect(lines).toContainText('message 59999 word')
})

test('thirty thousand chunks are listed without thirty thousand rows', async ({ app, page }) => {
  const chunks = Array.from({ length: 30_000 }, (_, index) => [
    index,
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: `${index} ` } }] })}\n\n`,
  ])
  const recording = {
    version: 2,
    id: 'long',
    title: 'Long',
    subtitle: 'Long',
    question: 'Count?',
    endpoint: { provider: 'Made up', model: 'counter', wire: 'chat-completions', scripted: true },
    request: {
      url: 'https://host.test/v1/chat/completions',
      method: 'POST',
      headers: {},
      body: '{}',
    },
    media: [],
    http: { status: 200, headers: [['content-type', 'text/event-stream']] },
    chunks: [...chunks, [30_000, 'data: [DONE]\n\n']],
  }
  await app.open()
  const inspector = await openInspector(page)
  await page.evaluate(() =>
    localStorage.setItem(
      'sightline.preferences',
      JSON.stringify({ version: 1, drawer: 'inspector', replaySpeed: 'at-once' }),
    ),
  )
  await page.reload()
  await app.drop([
    {
      name: 'long.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(recording)),
    },
  ])
  await expect(
    page.getByText('Replayed from a scripted recording of Made up counter'),
  ).toBeVisible()
  await expect(app.run()).toHaveAttribute('data-status', 'unverified', { timeout: 20_000 })
  await openTab(inspector, 'Chunks')
  await expect.poll(() => countChunks(inspector), { timeout: 20_000 }).toBe(30_001)
  expect(await inspector.getByTestId('chunk-row').count()).toBeLessThan(150)
  await inspector.getByRole('group', { name: 'Every chunk', exact: true }).focus()
  await page.keyboard.press('End')
  await expect(inspector.getByRole('cell', { name: '30001', exact: true })).toBeVisible()
  await openTab(inspector, 'Raw')
  await inspector.getByTestId('raw-lines').focus()
  await page.keyboard.press('End')
  await expect(inspector.getByTestId('raw-lines')).toContainText('[DONE]')
})
