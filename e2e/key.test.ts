import { readFileSync } from 'node:fs'
import type { BrowserContext, Page, Request } from '@playwright/test'
import {
  fillConnection,
  openEditConnection,
  saveConnection,
  testConnection,
} from './connect-dialog.ts'
import { makePng } from './make-picture.ts'
import { expect, test } from './test.ts'

/** No shape that looks like a key by itself, so that only knowing it can keep it out of sight. */
const canary = 'canary+7Qx/93.heron=quill'

/** Where a text shows part of the key, with the words around it; null where it does not. */
function findKey(text: string): string | null {
  return /.{0,30}(?:canary|heron).{0,10}/.exec(text)?.[0] ?? null
}

const picture = makePng('sky.png', 60, 40, [90, 150, 220])

/** All that a page says on the console and asks of the network from now on. */
function listen(context: BrowserContext): { readonly said: string[]; readonly asked: Request[] } {
  const said: string[] = []
  const asked: Request[] = []
  context.on('console', (message) => said.push(`${message.text()} ${message.location().url}`))
  context.on('request', (request) => asked.push(request))
  return { said, asked }
}

/** Everything of the page that can be read: its markup, and what stands in its fields. */
async function readPage(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea, select')]
    const values = fields.map((field) => ('value' in field ? String(field.value) : ''))
    return [document.documentElement.outerHTML, document.title, ...values].join('\n')
  })
}

/** Names of what is stored, by the place, and the values all in one text. */
async function readStorage(page: Page) {
  return page.evaluate(async () => ({
    tab: { ...sessionStorage },
    device: { ...localStorage },
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    cookies: document.cookie,
  }))
}

test('a key goes into the header of its own origin, and is seen and kept nowhere else', async ({
  app,
  page,
  context,
  modelServer,
}) => {
  const { said, asked } = listen(context)
  await modelServer.script({ reasoning: 'Sky.', answer: 'The sky is [[100,200,300,500]].' })
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, {
    provider: 'Custom',
    baseUrl: modelServer.baseUrl,
    apiKey: canary,
    model: 'glm-4.5v-tiny',
  })
  // React must not mirror the field into its attribute, which any style sheet or extension could read.
  expect(findKey(await page.evaluate(() => document.documentElement.outerHTML))).toBeNull()
  await dialog.getByRole('button', { name: 'List models', exact: true }).click()
  await testConnection(dialog)
  await saveConnection(dialog)
  await app.attach([picture])
  await app.ask('Where is the sky?')
  await app.untilStatus('complete')
  await app.run().getByRole('button', { name: 'Raw', exact: true }).click()
  await expect(app.run().getByTestId('raw-answer')).toBeVisible()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Regions (JSON)', exact: true }).click()
  const exported = readFileSync(await (await downloading).path(), 'utf8')

  const origin = new URL(modelServer.baseUrl).origin
  expect(findKey(exported)).toBeNull()
  expect(findKey(await readPage(page))).toBeNull()
  expect(findKey(said.join('\n'))).toBeNull()
  const storage = await readStorage(page)
  expect(storage.tab).toEqual({ [`sightline.key.${origin}`]: canary })
  expect(findKey(JSON.stringify(storage.device))).toBeNull()
  expect(storage).toMatchObject({ databases: [], caches: [], cookies: '' })
  expect(await context.cookies()).toEqual([])
  for (const request of asked) {
    expect(findKey(decodeURIComponent(request.url()))).toBeNull()
    expect(findKey(request.postData() ?? '')).toBeNull()
    const { authorization, ...others } = await request.allHeaders()
    expect(findKey(JSON.stringify(others))).toBeNull()
    if (new URL(request.url()).origin !== origin) expect(authorization).toBeUndefined()
  }
  const seen = (await modelServer.readRequests()).filter(({ method }) => method !== 'OPTIONS')
  expect(seen.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    ['/v1/models', `Bearer ${canary}`],
    ['/v1/models', `Bearer ${canary}`],
    ['/v1/chat/completions', `Bearer ${canary}`],
    ['/v1/chat/completions', `Bearer ${canary}`],
  ])
})

const echoes = [
  [
    'as its message',
    { status: 401, body: JSON.stringify({ error: { message: `Bad key ${canary}!` } }) },
  ],
  [
    'as its code',
    { status: 401, body: JSON.stringify({ error: { message: 'Bad key!', code: canary } }) },
  ],
  [
    'at the place where long words are cut',
    {
      status: 401,
      body: JSON.stringify({ error: { message: `${'Bad key. '.repeat(54)}No: ${canary}` } }),
    },
  ],
  [
    'percent-encoded',
    { status: 401, body: JSON.stringify({ detail: `Bad key ${encodeURIComponent(canary)}!` }) },
  ],
  ['as plain text', { status: 403, body: `Bad key ${canary}!`, contentType: 'text/plain' }],
  [
    'as the title of a page',
    { status: 502, body: `<title>Bad key ${canary}!</title>`, contentType: 'text/html' },
  ],
  [
    'in the middle of the stream',
    {
      body: `data: {"choices":[{"index":0,"delta":{"content":"So "}}]}\n\ndata: {"error":{"message":"Bad key ${canary}!"}}\n\n`,
      contentType: 'text/event-stream',
    },
  ],
] as const

for (const [how, script] of echoes)
  test(`a server that repeats the key ${how} does not bring it onto the screen`, async ({
    app,
    page,
    context,
    modelServer,
  }) => {
    const { said } = listen(context)
    await modelServer.script(script)
    await app.open()
    await app.connect({ apiKey: canary })
    await app.ask('Who is there?')
    await app.untilStatus('error')
    await expect(app.run().getByTestId('run-error')).toBeVisible()
    expect(findKey(await readPage(page))).toBeNull()
    expect(findKey(said.join('\n'))).toBeNull()
    expect(findKey(JSON.stringify((await readStorage(page)).device))).toBeNull()
  })

test('a remembered key serves another tab, from its own slot of this device', async ({
  app,
  page,
  context,
  modelServer,
}) => {
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, {
    provider: 'Custom',
    baseUrl: modelServer.baseUrl,
    apiKey: canary,
    model: 'glm-4.5v-tiny',
  })
  await dialog.getByRole('checkbox', { name: 'Remember key on this device', exact: true }).check()
  await saveConnection(dialog)
  const storage = await readStorage(page)
  const slot = `sightline.key.${new URL(modelServer.baseUrl).origin}`
  const { [slot]: kept, ...others } = storage.device
  expect(kept).toBe(canary)
  expect(findKey(JSON.stringify(others))).toBeNull()
  expect(storage.tab).toEqual({})

  const secondTab = await context.newPage()
  await secondTab.goto('/')
  const message = secondTab.getByRole('textbox', { name: 'Message', exact: true })
  await message.fill('Do you know me?')
  await message.press('Enter')
  await expect(secondTab.getByTestId('run')).toHaveAttribute('data-status', 'complete')
  const [question] = await modelServer.readQuestions()
  expect(question?.headers.authorization).toBe(`Bearer ${canary}`)
})

test('a key that is not remembered stays in its tab, and survives a reload there', async ({
  app,
  page,
  context,
  modelServer,
}) => {
  await app.open()
  await app.connect({ apiKey: canary })
  await page.reload()
  await app.ask('Do you know me?')
  await app.untilStatus('complete')
  const secondTab = await context.newPage()
  await secondTab.goto('/')
  expect((await readStorage(secondTab)).tab).toEqual({})
  const [question] = await modelServer.readQuestions()
  expect(question?.headers.authorization).toBe(`Bearer ${canary}`)
})

test('a kept key is never shown again, and "Forget key" removes it from everywhere', async ({
  app,
  page,
  modelServer,
}) => {
  await app.open()
  await app.connect({ apiKey: canary })
  const dialog = await openEditConnection(page)
  const key = dialog.getByLabel('API key', { exact: true })
  await expect(key).toHaveValue('')
  await expect(key).toHaveAttribute('placeholder', 'Kept in this tab')
  await dialog.getByRole('checkbox', { name: 'Remember key on this device', exact: true }).check()
  await saveConnection(dialog)
  const again = await openEditConnection(page)
  await expect(again.getByLabel('API key', { exact: true })).toHaveAttribute(
    'placeholder',
    'Kept on this device',
  )
  await again.getByRole('button', { name: 'Forget key', exact: true }).click()
  await expect(again.getByRole('button', { name: 'Forget key', exact: true })).toBeHidden()
  await saveConnection(again)
  expect(findKey(JSON.stringify(await readStorage(page)))).toBeNull()
  await app.ask('Do you know me?')
  await app.untilStatus('complete')
  const [question] = await modelServer.readQuestions()
  expect(question?.headers.authorization).toBeUndefined()
})

test('unchecking "Remember key on this device" takes a kept key back into the tab', async ({
  app,
  page,
  modelServer,
}) => {
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, {
    provider: 'Custom',
    baseUrl: modelServer.baseUrl,
    apiKey: canary,
    model: 'glm-4.5v-tiny',
  })
  await dialog.getByRole('checkbox', { name: 'Remember key on this device', exact: true }).check()
  await saveConnection(dialog)
  const again = await openEditConnection(page)
  await again.getByRole('checkbox', { name: 'Remember key on this device', exact: true }).uncheck()
  await saveConnection(again)
  const storage = await readStorage(page)
  expect(findKey(JSON.stringify(storage.device))).toBeNull()
  expect(findKey(JSON.stringify(storage.tab))).not.toBeNull()
})
