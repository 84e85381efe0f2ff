import { fillConnection, saveConnection, testConnection } from './connect-dialog.ts'
import { makePng } from './make-picture.ts'
import { readBody } from './seen-body.ts'
import { expect, test } from './test.ts'

const model = 'glm-4.5v-tiny'
const picture = makePng('map.png', 100, 100, [90, 150, 90])

test('a base URL with a path too many is named as it is typed, and works', async ({
  app,
  modelServer,
}) => {
  await app.open()
  const dialog = await app.openConnect()
  const baseUrl = `${modelServer.baseUrl}/chat/completions`
  await fillConnection(dialog, { provider: 'Custom', baseUrl, model })
  const field = dialog.getByLabel('Base URL', { exact: true })
  await expect(field).toHaveAccessibleDescription(/ends before \/chat\/completions/)
  await expect(await testConnection(dialog)).toHaveAttribute('data-ok', 'true')
  const address = dialog.locator('[data-step="address"]')
  await expect(address).toHaveAttribute('data-verdict', 'warn')
  await address.getByRole('button', { name: `Use ${modelServer.baseUrl}`, exact: true }).click()
  await expect(field).toHaveValue(modelServer.baseUrl)
  await expect(address).toHaveAttribute('data-verdict', 'pass')
})

test('a base URL with a path too few is found out, and one press adds it', async ({
  app,
  modelServer,
}) => {
  await app.open()
  const dialog = await app.openConnect()
  const baseUrl = modelServer.baseUrl.replace(/\/v1$/, '')
  await fillConnection(dialog, { provider: 'Custom', baseUrl, model })
  const result = await testConnection(dialog)
  await expect(result).toHaveAttribute('data-kind', 'request')
  await expect(result).toContainText('The address lacks /v1 at its end')
  await dialog.getByRole('button', { name: `Use ${modelServer.baseUrl}`, exact: true }).click()
  await expect(result).toHaveAttribute('data-ok', 'true')
})

test('a user name and password in the base URL are refused beside it, and one press removes them', async ({
  app,
  modelServer,
}) => {
  await app.open()
  const dialog = await app.openConnect()
  const baseUrl = modelServer.baseUrl.replace('http://', 'http://me:hidden@')
  await fillConnection(dialog, { provider: 'Custom', baseUrl, model })
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  const field = dialog.getByLabel('Base URL', { exact: true })
  await expect(field).toHaveAccessibleDescription(/must not hold a user name or password/)
  await dialog.getByRole('button', { name: `Use ${modelServer.baseUrl}`, exact: true }).click()
  await expect(field).toHaveValue(modelServer.baseUrl)
  await expect(field).toBeFocused()
  await saveConnection(dialog)
})

test('plain http to another computer is refused beside the field, with what to do', async ({
  app,
}) => {
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, {
    provider: 'Custom',
    baseUrl: 'http://models.example:8000/v1',
    model,
  })
  await dialog.getByRole('button', { name: 'Test connection', exact: true }).click()
  await expect(dialog.getByLabel('Base URL', { exact: true })).toHaveAccessibleDescription(
    /Use https, or start Sightline with SIGHTLINE_RELAY_ORIGINS=http:\/\/models\.example:8000/,
  )
  await expect(dialog.getByTestId('doctor-step')).toHaveCount(0)
})

test('a key with spaces is refused beside its field, and one press takes them out', async ({
  app,
  modelServer,
}) => {
  await modelServer.script({ key: 'sk-onetwo' })
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, {
    provider: 'Custom',
    baseUrl: modelServer.baseUrl,
    apiKey: 'sk-one two',
    model,
  })
  await dialog.getByRole('button', { name: 'Test connection', exact: true }).click()
  const key = dialog.getByLabel('API key', { exact: true })
  await expect(key).toHaveAccessibleDescription(/a space behind character 6 of the key/)
  expect(await modelServer.readRequests()).toEqual([])
  await dialog.getByRole('button', { name: 'Remove spaces', exact: true }).click()
  await expect(key).toHaveValue('sk-onetwo')
  await expect(await testConnection(dialog)).toHaveAttribute('data-ok', 'true')
})

test('a model that the server does not know is named, with the closest names as buttons', async ({
  app,
  modelServer,
}) => {
  await modelServer.script({
    status: 404,
    body: '{"error":{"code":"model_not_found","message":"The model does not exist."}}',
    models: [
      'zai-org/GLM-4.6V-Flash',
      'zai-org/GLM-4.5V',
      'zai-org/GLM-4.6V',
      'llava',
      'moondream',
    ],
  })
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, {
    provider: 'Custom',
    baseUrl: modelServer.baseUrl,
    model: 'glm-4.6v-flsh',
  })
  const result = await testConnection(dialog)
  await expect(result).toHaveAttribute('data-kind', 'model')
  const offers = dialog.getByRole('button', { name: /^Use the model/ })
  await expect(offers.first()).toHaveText('Use the model zai-org/GLM-4.6V-Flash')
  await expect(offers.first()).toBeFocused()
  await modelServer.script({})
  await offers.first().click()
  await expect(result).toHaveAttribute('data-ok', 'true')
  expect((await readBody(modelServer))['model']).toBe('zai-org/GLM-4.6V-Flash')
})

test('flags of the catalog can be corrected for one endpoint, and outlive a reload', async ({
  app,
  page,
  modelServer,
}) => {
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, { provider: 'Custom', baseUrl: modelServer.baseUrl, model })
  await dialog.getByLabel('Name', { exact: true }).fill('Bench')
  await dialog.getByText('Correct the catalog').click()
  await dialog
    .getByLabel('Field for thinking', { exact: true })
    .selectOption({ label: 'enable_thinking' })
  await saveConnection(dialog)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Endpoint', exact: true })).toContainText('Bench')
  await app.ask('Hello?')
  await app.untilStatus('complete')
  const body = await readBody(modelServer)
  expect(body['enable_thinking']).toBe(true)
  expect(body['chat_template_kwargs']).toBeUndefined()
})

test('parameters, space and order of coordinates can be corrected, and the corrections count', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ answer: 'It is at [[50, 10, 90, 40]].' })
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, {
    provider: 'Z.ai',
    baseUrl: modelServer.baseUrl,
    model: 'glm-4.6v',
  })
  await dialog.getByText('Correct the catalog').click()
  await dialog.getByLabel('Coordinates', { exact: true }).selectOption({ label: 'percent' })
  await dialog.getByLabel('Order of a box', { exact: true }).selectOption({ label: 'y1 x1 y2 x2' })
  await dialog.getByText('Parameters it takes').click()
  await dialog.getByRole('checkbox', { name: 'Seed', exact: true }).check()
  await dialog.getByRole('checkbox', { name: 'Top P', exact: true }).uncheck()
  await saveConnection(dialog)
  await page.getByRole('button', { name: 'Parameters', exact: true }).click()
  await page.getByRole('spinbutton', { name: 'Seed', exact: true }).fill('7')
  await app.attach([picture])
  await app.ask('Where is it?')
  await app.untilStatus('complete')
  const body = await readBody(modelServer)
  expect(body['seed']).toBe(7)
  expect(body['top_p']).toBeUndefined()
  const shape = page.getByTestId('region-shape')
  await expect(shape).toHaveAttribute('data-space', 'percent')
  await expect(shape).toHaveAttribute('data-order', 'yxyx')
  await expect(shape).toHaveAttribute('data-rect', '0.10000,0.50000,0.40000,0.90000')
})
