import { AxeBuilder } from '@axe-core/playwright'
import type { Locator } from '@playwright/test'
import { fillConnection, testConnection } from './connect-dialog.ts'
import type { ModelScript } from './model-server/model-script.ts'
import { expect, test } from './test.ts'

const model = 'glm-4.5v-tiny'
const seeing: ModelScript = {
  reasoning: 'The left half is red, the right half is blue.',
  answer: 'Red and blue.',
  models: [model, 'glm-4.6v'],
}

const step = (dialog: Locator, name: string): Locator =>
  dialog.locator(`[data-testid="doctor-step"][data-step="${name}"]`)

async function readVerdicts(dialog: Locator): Promise<Readonly<Record<string, string>>> {
  const steps = await dialog.getByTestId('doctor-step').all()
  const pairs = steps.map(async (row) => [
    await row.getAttribute('data-step'),
    await row.getAttribute('data-verdict'),
  ])
  return Object.fromEntries(await Promise.all(pairs))
}

test('eight steps pass with one list and one question, which the doctor stops reading', async ({
  app,
  modelServer,
}) => {
  await modelServer.script(seeing)
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, { provider: 'Custom', baseUrl: modelServer.baseUrl, model })
  await expect(await testConnection(dialog)).toHaveAttribute('data-ok', 'true')
  expect(await readVerdicts(dialog)).toEqual({
    address: 'pass',
    reachable: 'pass',
    cors: 'pass',
    key: 'pass',
    model: 'pass',
    pictures: 'pass',
    streams: 'pass',
    reasoning: 'pass',
  })
  await expect(step(dialog, 'reasoning')).toContainText('reasoning_content')
  const seen = (await modelServer.readRequests()).filter(({ method }) => method !== 'OPTIONS')
  expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /v1/models',
    'POST /v1/chat/completions',
  ])
  expect(seen[1]?.body).toMatchObject({ stream: true, max_tokens: 160 })
})

const warnings: readonly {
  readonly what: string
  readonly script: ModelScript
  readonly name: string
  readonly says: RegExp
}[] = [
  {
    what: 'reasoning between tags',
    script: { ...seeing, field: 'think-tags' },
    name: 'reasoning',
    says: /inside the answer.*--reasoning-parser glm45/,
  },
  {
    what: 'a model that does not see',
    script: { ...seeing, reasoning: 'Hm.', answer: 'Two cats.' },
    name: 'pictures',
    says: /names neither.*--limit-mm-per-prompt/,
  },
  {
    what: 'an answer in one piece',
    script: {
      ...seeing,
      body: JSON.stringify({
        choices: [
          {
            message: { role: 'assistant', reasoning: 'Red, blue.', content: 'Red and blue.' },
            finish_reason: 'stop',
          },
        ],
      }),
      contentType: 'application/json',
    },
    name: 'streams',
    says: /in one piece/,
  },
]

for (const { what, script, name, says } of warnings)
  test(`${what} is a warning with its fix, and no failure`, async ({ app, modelServer }) => {
    await modelServer.script(script)
    await app.open()
    const dialog = await app.openConnect()
    await fillConnection(dialog, { provider: 'vLLM', baseUrl: modelServer.baseUrl, model })
    await expect(await testConnection(dialog)).toHaveAttribute('data-ok', 'true')
    await expect(step(dialog, name)).toHaveAttribute('data-verdict', 'warn')
    await expect(step(dialog, name)).toContainText(says)
  })

test('a refused picture is asked about once more without it, and the server’s own words are shown', async ({
  app,
  modelServer,
}) => {
  await modelServer.script(seeing)
  await modelServer.script({
    next: true,
    status: 500,
    body: '{"error":{"code":500,"message":"image input is not supported - hint: you may need to provide the mmproj"}}',
  })
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, { provider: 'llama.cpp', baseUrl: modelServer.baseUrl, model })
  await expect(await testConnection(dialog)).toHaveAttribute('data-ok', 'true')
  await expect(step(dialog, 'pictures')).toHaveAttribute('data-verdict', 'warn')
  await expect(step(dialog, 'pictures')).toContainText(/image input is not supported.*--mmproj/)
  const questions = await modelServer.readQuestions()
  expect(questions.map(({ body }) => JSON.stringify(body).includes('image_url'))).toEqual([
    true,
    false,
  ])
})

test('a server that refuses the page offers the relay, and a press of Enter mends it', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ ...seeing, cors: false })
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, { provider: 'Custom', baseUrl: modelServer.baseUrl, model })
  const result = await testConnection(dialog)
  await expect(result).toHaveAttribute('data-kind', 'network')
  expect(await readVerdicts(dialog)).toMatchObject({
    reachable: 'pass',
    cors: 'fail',
    key: 'waiting',
  })
  await expect(
    dialog.getByRole('button', { name: 'Turn on relay and test again', exact: true }),
  ).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(result).toHaveAttribute('data-ok', 'true')
  await expect(dialog.getByRole('switch', { name: 'Use relay', exact: true })).toBeChecked()
  await expect(step(dialog, 'cors')).toContainText('The relay passes it on')
})

test('the test can be cancelled, and a changed field ends it', async ({ app, modelServer }) => {
  await modelServer.script({ ...seeing, hold: 'begin', holdAt: 'headers' })
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, { provider: 'Custom', baseUrl: modelServer.baseUrl, model })
  const start = dialog.getByRole('button', { name: 'Test connection', exact: true })
  await start.click()
  await modelServer.untilHeld('begin')
  await expect(step(dialog, 'key')).toHaveAttribute('data-verdict', 'running')
  await dialog.getByRole('button', { name: 'Cancel test', exact: true }).click()
  await expect(dialog.getByTestId('doctor-step')).toHaveCount(0)
  await expect(start).toBeFocused()
  const lastState = async () => (await modelServer.readQuestions()).at(-1)?.state
  await expect.poll(lastState).toBe('aborted')

  await start.click()
  await expect.poll(async () => (await modelServer.readQuestions()).length).toBe(2)
  await dialog.getByLabel('Model', { exact: true }).fill('another')
  await expect(dialog.getByTestId('doctor-step')).toHaveCount(0)
  await expect.poll(lastState).toBe('aborted')
})

test('a server that speaks another wire is named, and one press switches to it', async ({
  app,
  modelServer,
}) => {
  const events = [
    { type: 'response.created', response: { id: 'r', object: 'response', status: 'in_progress' } },
    { type: 'response.output_text.delta', delta: 'Red and blue.' },
  ]
  await modelServer.script({
    models: [model],
    body: events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''),
    contentType: 'text/event-stream',
  })
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, { provider: 'Custom', baseUrl: modelServer.baseUrl, model })
  const result = await testConnection(dialog)
  await expect(result).toHaveAttribute('data-kind', 'protocol')
  await expect(step(dialog, 'streams')).toContainText(/Responses, not in Chat Completions/)
  await dialog.getByRole('button', { name: 'Switch to Responses', exact: true }).click()
  await expect(dialog.getByLabel('Wire', { exact: true })).toHaveValue('responses')
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`every verdict, a repair and the corrections can be read by everybody in the ${colorScheme} theme`, async ({
    app,
    page,
    modelServer,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await modelServer.script({ ...seeing, status: 404, models: ['glm-4.6v'] })
    await app.open()
    const dialog = await app.openConnect()
    const baseUrl = `${modelServer.baseUrl}/chat/completions`
    await fillConnection(dialog, { provider: 'vLLM', baseUrl, apiKey: 'a-key', model })
    await dialog.getByText('Correct the catalog').click()
    await testConnection(dialog)
    expect(new Set(Object.values(await readVerdicts(dialog)))).toEqual(
      new Set(['pass', 'warn', 'fail', 'skipped', 'waiting']),
    )
    const { violations } = await new AxeBuilder({ page }).include('dialog').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
