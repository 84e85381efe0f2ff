import {
  chooseInEndpointMenu,
  fillConnection,
  openEditConnection,
  otherOrigin,
  saveConnection,
  testConnection,
} from './connect-dialog.ts'
import { findFreePort } from './find-free-port.ts'
import type { ModelScript } from './model-server/model-script.ts'
import { readBody } from './seen-body.ts'
import { expect, test } from './test.ts'

const model = 'glm-4.5v-tiny'

test('the dialog has every field that programs rely on', async ({ app }) => {
  await app.open()
  const dialog = await app.openConnect()
  const provider = dialog.getByRole('combobox', { name: 'Provider', exact: true })
  await expect(provider.getByRole('option', { name: 'Custom', exact: true })).toBeAttached()
  await expect(dialog.getByRole('textbox', { name: 'Base URL', exact: true })).toBeVisible()
  const wire = dialog.getByRole('combobox', { name: 'Wire', exact: true })
  await expect(wire.getByRole('option')).toHaveText([
    'Chat Completions',
    'Responses',
    'Messages',
    'Ollama',
  ])
  const key = dialog.getByRole('textbox', { name: 'API key', exact: true })
  await expect(key).toHaveAttribute('type', 'password')
  await expect(dialog.getByRole('combobox', { name: 'Model', exact: true })).toBeEditable()
  await expect(
    dialog.getByRole('checkbox', { name: 'Remember key on this device', exact: true }),
  ).not.toBeChecked()
  for (const name of ['Test connection', 'Save'])
    await expect(dialog.getByRole('button', { name, exact: true })).toBeEnabled()
})

test('Test connection says that the model answers, and saves nothing', async ({
  app,
  page,
  modelServer,
}) => {
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, { provider: 'Custom', baseUrl: modelServer.baseUrl, model })
  const result = await testConnection(dialog)
  await expect(result).toHaveAttribute('data-ok', 'true')
  await expect(result).toContainText(`${model} answers.`)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Endpoint', exact: true })).toContainText('Demo')
})

const refusals: readonly {
  readonly what: string
  readonly script: ModelScript
  readonly kind: string
  readonly says: RegExp
}[] = [
  {
    what: 'a wrong key',
    script: { key: 'another' },
    kind: 'auth',
    says: /did not accept the API key.*Check the key/,
  },
  {
    what: 'an address without a chat',
    script: { status: 404 },
    kind: 'request',
    says: /no chat at this address.*Check the base URL/,
  },
  {
    what: 'an unknown model',
    script: {
      status: 404,
      body: '{"error":{"code":"model_not_found","message":"No such model."}}',
    },
    kind: 'model',
    says: /does not offer glm-4\.5v-tiny.*No such model\..*Choose another model/,
  },
  {
    what: 'too many requests',
    script: { status: 429 },
    kind: 'rate-limit',
    says: /no more requests.*Wait a little and try again/,
  },
  {
    what: 'a failing server',
    script: { status: 500 },
    kind: 'server',
    says: /had a problem of its own.*Try again/,
  },
  {
    what: 'a web page instead of an API',
    script: { fault: 'html' },
    kind: 'not-an-api',
    says: /such as a web page.*Check the base URL/,
  },
  {
    what: 'a server that does not let pages read it',
    script: { cors: false },
    kind: 'network',
    says: /is there, but does not let a web page read its answers.*turn on the relay/i,
  },
]

for (const { what, script, kind, says } of refusals)
  test(`Test connection tells ${what} from everything else`, async ({ app, modelServer }) => {
    await modelServer.script(script)
    await app.open()
    const dialog = await app.openConnect()
    await fillConnection(dialog, {
      provider: 'Custom',
      baseUrl: modelServer.baseUrl,
      apiKey: 'some-key',
      model,
    })
    const result = await testConnection(dialog)
    await expect(result).toHaveAttribute('data-ok', 'false')
    await expect(result).toHaveAttribute('data-kind', kind)
    await expect(result).toContainText(says)
  })

test('Test connection says that nobody listens, and forgets it once a field changes', async ({
  app,
}) => {
  await app.open()
  const dialog = await app.openConnect()
  const baseUrl = `http://127.0.0.1:${await findFreePort()}/v1`
  await fillConnection(dialog, { provider: 'Custom', baseUrl, model })
  const result = await testConnection(dialog)
  await expect(result).toHaveAttribute('data-kind', 'network')
  await expect(result).toContainText(/No connection to 127\.0\.0\.1:\d+ could be made/)
  await dialog.getByLabel('Model', { exact: true }).fill('another')
  await expect(result).toBeHidden()
})

test('an address that cannot be one is refused beside its field, and nothing is sent', async ({
  app,
  modelServer,
}) => {
  await app.open()
  const dialog = await app.openConnect()
  const baseUrl = modelServer.baseUrl.replace('http://', '')
  await fillConnection(dialog, { provider: 'Custom', baseUrl, model })
  await dialog.getByRole('button', { name: 'Test connection', exact: true }).click()
  await expect(dialog.getByLabel('Base URL', { exact: true })).toHaveAccessibleDescription(
    /must begin with http:\/\/ or https:\/\//,
  )
  expect(await modelServer.readRequests()).toEqual([])
})

test('"List models" offers what the server lists, and any other name can be typed', async ({
  app,
  modelServer,
}) => {
  await modelServer.script({ models: ['vision/large', 'vision/small'] })
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, { provider: 'Custom', baseUrl: modelServer.baseUrl })
  await dialog.getByRole('button', { name: 'List models', exact: true }).click()
  const field = dialog.getByLabel('Model', { exact: true })
  await expect(field).toHaveAccessibleDescription('2 models listed by the server.')
  const listed = await field.evaluate((input) =>
    input instanceof HTMLInputElement
      ? [...(input.list?.options ?? [])].map(({ value }) => value)
      : [],
  )
  expect(listed).toEqual(['vision/large', 'vision/small'])
  await field.fill('my own/model:latest')
  await saveConnection(dialog)
  await app.ask('Who are you?')
  expect((await readBody(modelServer))['model']).toBe('my own/model:latest')
})

test('"List models" says why there is no list', async ({ app, modelServer }) => {
  await modelServer.script({ key: 'another' })
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, { provider: 'Custom', baseUrl: modelServer.baseUrl })
  await dialog.getByRole('button', { name: 'List models', exact: true }).click()
  await expect(dialog.getByLabel('Model', { exact: true })).toHaveAccessibleDescription(
    /No list: The server answered with 401\. Type the name instead\./,
  )
})

test('another origin empties the key field, another path of the same origin does not', async ({
  app,
  modelServer,
}) => {
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, {
    provider: 'Custom',
    baseUrl: modelServer.baseUrl,
    apiKey: 'typed-key',
  })
  const key = dialog.getByLabel('API key', { exact: true })
  await fillConnection(dialog, { baseUrl: `${modelServer.baseUrl}/more` })
  await expect(key).toHaveValue('typed-key')
  await fillConnection(dialog, { baseUrl: otherOrigin(modelServer.baseUrl) })
  await expect(key).toHaveValue('')
})

test('a stored key never goes to another origin, and comes back with its own', async ({
  app,
  page,
  modelServer,
}) => {
  const readKeys = async (): Promise<readonly (string | undefined)[]> =>
    (await modelServer.readQuestions()).map(({ headers }) => headers.authorization)
  const ask = async (question: string): Promise<void> => {
    await app.ask(question)
    await app.untilStatus('complete')
  }
  await app.open()
  await app.connect({ apiKey: 'key-of-the-first-origin' })
  await ask('With a key?')
  const dialog = await openEditConnection(page)
  await fillConnection(dialog, { baseUrl: otherOrigin(modelServer.baseUrl) })
  await testConnection(dialog)
  await saveConnection(dialog)
  await ask('And elsewhere?')
  expect(await readKeys()).toEqual(['Bearer key-of-the-first-origin', undefined, undefined])
  const back = await openEditConnection(page)
  await fillConnection(back, { baseUrl: modelServer.baseUrl })
  await saveConnection(back)
  await ask('And at home?')
  expect((await readKeys()).at(-1)).toBe('Bearer key-of-the-first-origin')
})

test('endpoints outlive a reload and can be changed between; a removed one is gone for good', async ({
  app,
  page,
  modelServer,
}) => {
  await app.open()
  await app.connect({ model: 'first-model' })
  await app.connect({ model: 'second-model' })
  await page.reload()
  const endpoint = page.getByRole('button', { name: 'Endpoint', exact: true })
  await expect(endpoint).toContainText('second-model')
  await endpoint.click()
  await page.getByRole('menuitemradio', { name: /^first-model/ }).click()
  await expect(endpoint).toContainText('first-model')
  await app.ask('Who answers?')
  await app.untilStatus('complete')
  expect((await readBody(modelServer))['model']).toBe('first-model')

  await chooseInEndpointMenu(page, 'Remove first-model')
  await expect(endpoint).toContainText('Demo')
  await page.reload()
  await expect(endpoint).toContainText('Demo')
  await endpoint.click()
  await expect(page.getByRole('menuitemradio')).toHaveCount(2)
  await expect(page.getByRole('menuitemradio', { name: /^second-model/ })).toBeVisible()
})

test('what is wrong gets the focus, and Escape keeps what was typed but for the key', async ({
  app,
  page,
}) => {
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, {
    provider: 'Custom',
    baseUrl: 'not an address',
    apiKey: 'sk-typed',
  })
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog.getByLabel('Base URL', { exact: true })).toBeFocused()
  await fillConnection(dialog, { baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'sk-typed', model: 'm' })
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await app.openConnect()
  await expect(dialog.getByLabel('Base URL', { exact: true })).toHaveValue('http://127.0.0.1:9/v1')
  await expect(dialog.getByLabel('Model', { exact: true })).toHaveValue('m')
  await expect(dialog.getByLabel('API key', { exact: true })).toHaveValue('')
})

test('a provider that needs a key says so before and after it is saved without one', async ({
  app,
  page,
}) => {
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, { provider: 'OpenRouter', model: 'm' })
  await expect(dialog.getByLabel('API key', { exact: true })).toHaveAttribute(
    'placeholder',
    'needed',
  )
  await expect(dialog).toContainText('OpenRouter needs a key')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('OpenRouter needs a key')
  await page.getByRole('button', { name: 'Fill in the key', exact: true }).click()
  await expect(dialog.getByLabel('API key', { exact: true })).toBeFocused()
})
