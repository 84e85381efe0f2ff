import { saveConnection, testConnection } from './connect-dialog.ts'
import { readBody } from './seen-body.ts'
import { expect, test } from './test.ts'

const model = 'glm-4.5v-tiny'

/** The address of a connect link with this content. */
const linkTo = (content: unknown): string =>
  `/#connect=${encodeURIComponent(typeof content === 'string' ? content : JSON.stringify(content))}`

test('a connect link fills the fields, sends nothing by itself and saves nothing before Save', async ({
  app,
  page,
  modelServer,
}) => {
  const fields = { provider: 'custom', baseUrl: modelServer.baseUrl, model, name: 'Bench' }
  await app.open(linkTo({ ...fields, wire: 'chat-completions' }))
  const dialog = page.getByRole('dialog', { name: 'Connect a model' })
  await expect(dialog.getByLabel('Provider', { exact: true })).toHaveValue('custom')
  await expect(dialog.getByLabel('Base URL', { exact: true })).toHaveValue(modelServer.baseUrl)
  await expect(dialog.getByLabel('Wire', { exact: true })).toHaveValue('chat-completions')
  await expect(dialog.getByLabel('Model', { exact: true })).toHaveValue(model)
  await expect(dialog.getByLabel('API key', { exact: true })).toHaveValue('')
  expect(new URL(page.url()).hash).toBe('')
  await testConnection(dialog)
  // What the link had sent would have come before the test's own requests.
  const seen = (await modelServer.readRequests()).filter(({ method }) => method !== 'OPTIONS')
  expect(seen.map(({ path }) => path)).toEqual(['/v1/models', '/v1/chat/completions'])

  const endpoint = page.getByRole('button', { name: 'Endpoint', exact: true })
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(endpoint).toContainText('Demo')

  await app.open(linkTo(fields))
  await saveConnection(dialog)
  await expect(endpoint).toContainText('Bench')
  await expect(endpoint).toContainText(model)
})

const badLinks = [
  ['that cannot be read', '{'],
  ['with a field that links may not set', { baseUrl: 'http://localhost:1/v1', apiKey: 'leaked' }],
  ['with a wire that does not exist', { wire: 'soap' }],
  ['with a number for a name', { model: 5 }],
  ['that is a list', []],
] as const

for (const [what, content] of badLinks)
  test(`a connect link ${what} opens the dialog with an error line and leaves the rest alone`, async ({
    app,
    page,
    modelServer,
  }) => {
    await app.open()
    await app.connect()
    const message = page.getByRole('textbox', { name: 'Message', exact: true })
    await message.fill('Half a question')
    await page.evaluate((hash) => {
      location.hash = hash
    }, linkTo(content).slice(1))
    const dialog = page.getByRole('dialog', { name: 'Connect a model' })
    await expect(dialog.getByRole('alert')).toHaveText(/^This link could not be used: .+\. Fill in/)
    await expect(dialog.getByLabel('API key', { exact: true })).toHaveValue('')
    await expect(page.locator('body')).not.toContainText('leaked')
    await page.keyboard.press('Escape')
    await expect(message).toHaveValue('Half a question')
    await message.press('Enter')
    await app.untilStatus('complete')
    expect((await readBody(modelServer))['model']).toBe(model)
  })
