import { expectAccessible } from './expect-accessible.ts'
import { makePng } from './make-picture.ts'
import { countChunks, openInspector, openTab } from './open-inspector.ts'
import { readBody } from './seen-body.ts'
import { expect, test } from './test.ts'

const picture = makePng('sky.png', 60, 40, [90, 150, 220])

/** No shape that looks like a key by itself, so that only knowing it can keep it out of sight. */
const canary = 'canary+7Qx/93.heron=quill'

test('shows the request that the server saw, each picture by what it is', async ({
  app,
  page,
  modelServer,
}) => {
  await app.open()
  await app.connect({ model: 'glm-4.5v' })
  await app.attach([picture])
  const inspector = await openInspector(page)
  await app.ask('Where is "it"?\nIn \\ words – 你好 ‹here›')
  await app.untilStatus('complete')
  const request = inspector.getByTestId('inspector-request')
  await expect(request).toContainText(`POST ${modelServer.baseUrl.replace('http://', '')}`)
  const [, json = ''] = (await request.innerText()).split(/\n\n/)
  const size = `${picture.buffer.length} bytes`
  const shown = JSON.parse(json.replace(/(?<!")‹image[^›]*›/g, (media) => JSON.stringify(media)))
  const seen = await readBody(modelServer)
  const shortened = JSON.stringify(seen).replace(
    /"data:image\/png;base64,[^"]*"/,
    `"‹image/png, 60 × 40, ${size}›"`,
  )
  expect(shown).toEqual(JSON.parse(shortened))
})

test('lists every chunk while it comes, the silence between, and the rows that completed a region', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({
    reasoning: 'Let me look.',
    answer: 'The cup [[242, 271, 399, 479]]<hold:here> and the jug [[72, 346, 167, 546]].',
    deltaCharacters: 6,
    delayMs: 5,
  })
  await page.clock.install()
  await app.open()
  await app.connect()
  const inspector = await openInspector(page)
  await app.ask('Where?')
  await modelServer.untilHeld('here')
  const table = inspector.getByRole('table', { name: 'Chunks', exact: true })
  await expect(table.locator('[data-regions]')).toHaveCount(1)
  const before = await countChunks(inspector)
  await page.clock.fastForward(3000)
  await modelServer.release('here')
  await app.untilStatus('complete')
  await expect(table.locator('[data-regions]')).toHaveCount(2)
  expect(await countChunks(inspector)).toBeGreaterThan(before)
  await expect(inspector.getByText(/pause \d+\.\d s/)).toBeVisible()
  await expect(table.getByRole('row').last()).toContainText('end stop')
  await openTab(inspector, 'Chunks')
  const first = table.getByTestId('chunk-row').filter({ hasText: 'reasoning “' }).first()
  await expect(first).toBeVisible()
})

test('holds the key on no tab, though the server repeats it in header and body', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({
    status: 500,
    body: JSON.stringify({ error: { message: `No: ${canary} and ${encodeURIComponent(canary)}` } }),
    chunkBytes: 7,
    delayMs: 1,
    headers: { 'X-Request-Id': canary, 'Access-Control-Expose-Headers': '*' },
  })
  await app.open()
  await app.connect({ apiKey: canary })
  const inspector = await openInspector(page)
  await app.ask('Do you keep secrets?')
  await expect(app.run().getByTestId('run-error')).toBeVisible({ timeout: 20_000 })
  await expect(inspector.getByTestId('inspector-request')).toContainText(
    'Bearer •••••••• (this origin)',
  )
  for (const tab of ['Request', 'Response', 'Chunks', 'Raw'] as const) {
    await openTab(inspector, tab)
    expect(await inspector.innerHTML()).not.toMatch(/canary|heron/)
  }
  await expect(inspector.getByTestId('raw-lines')).toContainText('No: *****')
  await openTab(inspector, 'Response')
  await expect(inspector.getByTestId('inspector-response')).toContainText('x-request-id ••••')
})

test('has a request for each time that a run was asked', async ({ app, page, modelServer }) => {
  await modelServer.script({ answer: 'Here.' })
  await modelServer.script({ status: 503, headers: { 'Retry-After': '0' }, next: true })
  await app.open()
  await app.connect()
  const inspector = await openInspector(page)
  await app.ask('Twice?')
  await app.untilStatus('complete')
  const requests = inspector.getByLabel('Request', { exact: true }).and(page.locator('select'))
  await expect(requests).toHaveValue('1')
  await expect(requests.locator('option')).toHaveText(['Request 1 of 2', 'Request 2 of 2'])
  await openTab(inspector, 'Response')
  await expect(inspector.getByTestId('inspector-response')).toContainText('200')
  await requests.selectOption('0')
  await expect(inspector.getByTestId('inspector-response')).toContainText('503')
})

test('says what it waits for, and that the demo asks nobody', async ({ app, page }) => {
  await app.open()
  const inspector = await openInspector(page)
  await expect(inspector).toContainText('Ask something')
  await page.getByTestId('demo-card').first().click()
  await expect(inspector).toContainText('No model was asked, and nothing was sent')
  await inspector.getByRole('button', { name: 'Copy as', exact: true }).click()
  await expect(page.getByRole('menuitem', { name: 'curl', exact: true })).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(
    inspector.getByRole('button', { name: 'Save recording…', exact: true }),
  ).toBeDisabled()
})

test('stays open over a reload, and its tabs and lines take the keyboard', async ({
  app,
  page,
}) => {
  await app.open()
  await app.connect()
  await openInspector(page)
  await page.reload()
  const inspector = page.getByRole('region', { name: 'Inspector', exact: true })
  await expect(inspector).toBeVisible()
  await app.ask('Still there?')
  await app.untilStatus('complete')
  await inspector.getByRole('tab', { name: 'Request', exact: true }).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(inspector.getByRole('tab', { name: 'Raw', exact: true })).toBeFocused()
  await expect(inspector.getByTestId('raw-lines')).toContainText('data: [DONE]')
  await inspector.getByRole('button', { name: 'Close inspector', exact: true }).click()
  await expect(inspector).toBeHidden()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`breaks no rule of accessibility, ${colorScheme}`, async ({ app, page }) => {
    await page.emulateMedia({ colorScheme })
    await app.open()
    await app.connect()
    await app.attach([picture])
    const inspector = await openInspector(page)
    await app.ask('Can everybody read it?')
    await app.untilStatus('complete')
    for (const tab of ['Response', 'Raw'] as const) {
      await openTab(inspector, tab)
      await expectAccessible(page)
    }
    await inspector.getByRole('button', { name: 'Save recording…', exact: true }).click()
    await expect(page.getByRole('dialog', { name: 'Save recording' })).toBeVisible()
    await expectAccessible(page)
  })
