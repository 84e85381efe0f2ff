import type { BrowserContext } from '@playwright/test'
import { testConnection } from './connect-dialog.ts'
import { expect, test } from './test.ts'

/** Where local servers usually listen. */
const ports = [8000, 8080, 30000, 11434, 1234]

/**
 * The usual ports may be taken on the computer that runs the tests, or by a server of its owner, so what goes there is
 * cut off, or sent on to the model server of this test.
 */
async function cutOff(context: BrowserContext): Promise<readonly string[]> {
  const asked: string[] = []
  for (const port of ports)
    await context.route(`http://localhost:${port}/**`, (route) => {
      asked.push(route.request().url())
      return route.abort('connectionrefused')
    })
  return asked
}

const readable = { 'Access-Control-Allow-Origin': '*' }

test('a click finds who answers at the usual ports, and another one fills the dialog', async ({
  app,
  context,
  modelServer,
}) => {
  const asked = await cutOff(context)
  await context.route('http://localhost:8080/v1/models', (route) =>
    route.fulfill({
      headers: readable,
      json: { object: 'list', data: [{ id: 'GLM-4.6V-Flash', owned_by: 'llamacpp' }] },
    }),
  )
  await context.route('http://localhost:11434/api/tags', (route) =>
    route.fulfill({ headers: readable, json: { models: [{ name: 'qwen3-vl:4b', digest: 'd' }] } }),
  )
  await app.open()
  const dialog = await app.openConnect()
  expect(asked).toEqual([])
  await dialog.getByRole('button', { name: 'Find local servers', exact: true }).click()
  await expect(dialog.getByTestId('local-server')).toHaveText([
    /llama\.cpp at localhost:8080.*GLM-4\.6V-Flash/,
    /Ollama at localhost:11434.*qwen3-vl:4b/,
  ])
  await dialog.getByRole('button', { name: 'Use llama.cpp at localhost:8080' }).click()
  await expect(dialog.getByLabel('Provider', { exact: true })).toHaveValue('llamacpp')
  await expect(dialog.getByLabel('Base URL', { exact: true })).toHaveValue(
    'http://localhost:8080/v1',
  )
  await expect(dialog.getByLabel('Model', { exact: true })).toHaveValue('GLM-4.6V-Flash')

  // What was found is a connection like any other.
  await modelServer.script({ reasoning: 'Red, blue.', answer: 'Red and blue.' })
  await context.route('http://localhost:8080/v1/**', (route) =>
    route.continue({
      url: route.request().url().replace('http://localhost:8080/v1', modelServer.baseUrl),
    }),
  )
  await expect(await testConnection(dialog)).toHaveAttribute('data-ok', 'true')
})

test('a server that refuses the page is shown with its fix', async ({
  app,
  context,
  modelServer,
}) => {
  await cutOff(context)
  await modelServer.script({ cors: false })
  await context.route('http://localhost:1234/**', (route) =>
    route.continue({ url: `${modelServer.baseUrl}/models` }),
  )
  await app.open()
  const dialog = await app.openConnect()
  await dialog.getByRole('button', { name: 'Find local servers', exact: true }).click()
  await expect(dialog.getByTestId('local-server')).toHaveText(
    /localhost:1234.*does not let this page.*LM Studio.*lms server start --cors/,
  )
})

test('where nobody answers it says how to start one', async ({ app, context }) => {
  await cutOff(context)
  await app.open()
  const dialog = await app.openConnect()
  await dialog.getByRole('button', { name: 'Find local servers', exact: true }).click()
  const found = dialog.getByTestId('local-servers')
  await expect(found).toContainText('Nobody answers')
  for (const command of ['vllm serve', 'sglang.launch_server', 'llama-server', 'ollama serve'])
    await expect(found).toContainText(command)
})
