import type { Locator } from '@playwright/test'
import { fillConnection, saveConnection } from './connect-dialog.ts'
import { expectAccessible } from './expect-accessible.ts'
import { openParameters } from './open-parameters.ts'
import { readBody } from './seen-body.ts'
import { expect, test } from './test.ts'

const number = (region: Locator, name: string): Locator =>
  region.getByRole('spinbutton', { name, exact: true })

test('every number, the stop sequences and the system prompt reach the request as they were set', async ({
  app,
  page,
  modelServer,
}) => {
  const values = [
    ['Temperature', 'temperature', 0.45],
    ['Top P', 'top_p', 0.85],
    ['Top K', 'top_k', 12],
    ['Min P', 'min_p', 0.05],
    ['Repetition penalty', 'repetition_penalty', 1.2],
    ['Presence penalty', 'presence_penalty', -0.5],
    ['Frequency penalty', 'frequency_penalty', 0.3],
    ['Max tokens', 'max_tokens', 321],
    ['Seed', 'seed', 7],
  ] as const
  await app.open()
  await app.connect()
  const region = await openParameters(page)
  for (const [name, , value] of values) await number(region, name).fill(String(value))
  await region.getByRole('textbox', { name: 'Stop sequences', exact: true }).fill('END\n###')
  await region.getByRole('textbox', { name: 'System prompt', exact: true }).fill('Answer in Latin.')
  await region.getByRole('textbox', { name: 'Request ID', exact: true }).fill('request-1')
  await region.getByRole('textbox', { name: 'User ID', exact: true }).fill('person-1')
  await app.ask('Quid est?')
  const body = await readBody(modelServer)
  expect(body).toMatchObject({
    ...Object.fromEntries(values.map(([, field, value]) => [field, value])),
    stop: ['END', '###'],
    request_id: 'request-1',
    user_id: 'person-1',
  })
  expect(body.messages).toEqual([
    { role: 'system', content: 'Answer in Latin.' },
    { role: 'user', content: 'Quid est?' },
  ])
})

test('what was never set stays at what the model recommends, or is not sent', async ({
  app,
  modelServer,
}) => {
  await app.open()
  await app.connect({ model: 'glm-4.5v' })
  await app.ask('As you like?')
  const body = await readBody(modelServer)
  expect(body).toMatchObject({ temperature: 0.3, top_p: 0.6, max_tokens: 16_384 })
  for (const field of ['seed', 'stop', 'min_p', 'presence_penalty', 'do_sample', 'request_id'])
    expect(body).not.toHaveProperty(field)
})

test('Sampling off sends no temperature and no top P', async ({ app, page, modelServer }) => {
  await app.open()
  await app.connect()
  const region = await openParameters(page)
  const sampling = region.getByRole('switch', { name: 'Sampling', exact: true })
  await sampling.click()
  await expect(sampling).not.toBeChecked()
  await app.ask('Always the same?')
  const body = await readBody(modelServer)
  expect(body).toMatchObject({ do_sample: false })
  expect(body).not.toHaveProperty('temperature')
  expect(body).not.toHaveProperty('top_p')
})

const outOfRange = [
  ['Temperature', '3', 'Temperature must lie between 0 and 2.'],
  ['Top P', '1.5', 'Top P must lie between 0 and 1.'],
  ['Max tokens', '0', /^Max tokens must lie between 1 and \d+\./],
  ['Seed', '1.5', 'Seed must be a whole number.'],
] as const

for (const [name, value, sentence] of outOfRange)
  test(`${name} ${value} is refused with a sentence, and nothing is sent until it is reset`, async ({
    app,
    page,
    modelServer,
  }) => {
    await app.open()
    await app.connect({ model: 'glm-4.5v' })
    const region = await openParameters(page)
    const field = number(region, name)
    const before = await field.inputValue()
    await field.fill(value)
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(region.getByText(sentence)).toBeVisible()
    await app.ask('Will it be sent?')
    await expect(page.getByRole('alert').getByText(sentence)).toBeVisible()
    const message = page.getByRole('textbox', { name: 'Message', exact: true })
    await expect(message).toHaveValue('Will it be sent?')
    await expect(page.getByTestId('run')).toHaveCount(0)

    await region.getByRole('button', { name: `Reset ${name}`, exact: true }).click()
    await expect(field).toHaveValue(before)
    await expect(page.getByRole('alert')).toHaveCount(0)
    await message.press('Enter')
    await app.untilStatus('complete')
    expect(await modelServer.readQuestions()).toHaveLength(1)
  })

test('values outlive a reload; Reset takes one back, Reset all the rest', async ({ app, page }) => {
  await app.open()
  await app.connect({ model: 'glm-4.5v' })
  const region = await openParameters(page)
  await number(region, 'Temperature').fill('0.9')
  await number(region, 'Seed').fill('5')
  await number(region, 'Top P').fill('0.2')
  await page.reload()
  await expect(number(region, 'Temperature')).toHaveValue('0.9')
  await expect(number(region, 'Seed')).toHaveValue('5')
  await expect(region.getByText('Changed from 0.3.')).toBeVisible()
  await region.getByRole('button', { name: 'Reset Temperature', exact: true }).click()
  await expect(number(region, 'Temperature')).toHaveValue('0.3')
  await expect(number(region, 'Seed')).toHaveValue('5')
  await region.getByRole('button', { name: 'Reset all', exact: true }).click()
  await expect(number(region, 'Seed')).toHaveValue('')
  await expect(number(region, 'Top P')).toHaveValue('0.6')
})

test('what a provider does not take is off, says why, and is not sent', async ({
  app,
  page,
  modelServer,
}) => {
  await app.open()
  await app.connect()
  const region = await openParameters(page)
  await region.getByRole('switch', { name: 'Sampling', exact: true }).click()
  await region.getByRole('textbox', { name: 'User ID', exact: true }).fill('person-1')
  const dialog = await app.openConnect()
  await fillConnection(dialog, {
    provider: 'vLLM',
    baseUrl: modelServer.baseUrl,
    model: 'zai-org/GLM-4.6V-Flash',
  })
  await saveConnection(dialog)
  const off = [
    region.getByRole('switch', { name: 'Sampling', exact: true }),
    region.getByRole('textbox', { name: 'User ID', exact: true }),
  ]
  for (const control of off) {
    await expect(control).toBeDisabled()
    await expect(control).toHaveAccessibleDescription('vLLM does not take this parameter.')
  }
  await expect(number(region, 'Top K')).toBeEnabled()
  await app.ask('Do you take it?')
  const body = await readBody(modelServer)
  expect(body).not.toHaveProperty('do_sample')
  expect(body).not.toHaveProperty('user_id')
  expect(body).toMatchObject({ temperature: 0.8, skip_special_tokens: false })
})

const TOOLS = [
  {
    type: 'function',
    function: {
      name: 'crop',
      parameters: { type: 'object', properties: { x: { type: 'integer' } } },
    },
  },
]

test('every parameter of a provider goes out as its documents say, and nothing else', async ({
  app,
  page,
  modelServer,
}) => {
  await app.open()
  await app.connect({ provider: 'EmpirioLabs', model: 'glm-4-6v-flash' })
  const region = await openParameters(page)
  const text = (name: string) => region.getByRole('textbox', { name, exact: true })
  const choice = (name: string) => region.getByRole('combobox', { name, exact: true })
  const toggle = (name: string) => region.getByRole('switch', { name, exact: true })
  await toggle('Sampling').click()
  await toggle('Sampling').click()
  await number(region, 'Temperature').fill('0.5')
  await number(region, 'Top P').fill('0.9')
  await number(region, 'Max tokens').fill('2048')
  await text('Stop sequences').fill('END')
  await choice('Response format').selectOption('json_object')
  await text('Tools').fill(JSON.stringify(TOOLS))
  await choice('Tool choice').selectOption('auto')
  await toggle('Stream tool calls').click()
  await toggle('Web search').click()
  await toggle('Search results').click()
  await text('Search prompt').fill('Name the sources.')
  await number(region, 'Search count').fill('7')
  await text('Search domain').fill('example.org')
  await choice('Search recency').selectOption('oneWeek')
  await text('Custom JSON').fill('{"metadata":{"run":1},"top_p":0.8}')
  await app.ask('Which?')
  expect(await readBody(modelServer)).toEqual({
    model: 'glm-4-6v-flash',
    messages: [{ role: 'user', content: 'Which?' }],
    stream: true,
    enable_thinking: true,
    do_sample: true,
    temperature: 0.5,
    top_p: 0.8,
    max_tokens: 2048,
    stop: ['END'],
    response_format: { type: 'json_object' },
    tools: TOOLS,
    tool_choice: 'auto',
    tool_stream: true,
    tool_web_search: true,
    search_result: false,
    search_prompt: 'Name the sources.',
    count: 7,
    search_domain_filter: 'example.org',
    search_recency_filter: 'oneWeek',
    metadata: { run: 1 },
  })

  // Without what they belong to, settings stay on screen and are not sent.
  await toggle('Web search').click()
  await expect(text('Search prompt')).toBeDisabled()
  await expect(text('Search prompt')).toHaveAccessibleDescription('Turn on web search first.')
  await text('Tools').fill('')
  await expect(choice('Tool choice')).toHaveAccessibleDescription('Add tools first.')
  await text('Custom JSON').fill('')
  await toggle('Stream').click()
  await expect(region.getByText('Off: the answer comes in one piece.')).toBeVisible()
  await app.untilStatus('complete')
  await app.ask('And now?')
  await expect.poll(async () => (await modelServer.readQuestions()).length).toBe(2)
  const body = await readBody(modelServer)
  expect(body).toMatchObject({ stream: false, top_p: 0.9 })
  const fields = ['tools', 'tool_choice', 'tool_stream', 'tool_web_search', 'count', 'metadata']
  for (const field of fields) expect(body).not.toHaveProperty(field)
  await app.untilStatus('complete')
})

test('JSON is checked as it is typed: where it breaks, how much it holds, and what it looks like in order', async ({
  app,
  page,
  modelServer,
}) => {
  await app.open()
  await app.connect()
  const region = await openParameters(page)
  const tools = region.getByRole('textbox', { name: 'Tools', exact: true })
  const button = (name: string) => region.getByRole('button', { name, exact: true }).first()
  await tools.fill('[\n  {"type": "function",}\n]')
  await expect(tools).toHaveAttribute('aria-invalid', 'true')
  await expect(tools).toHaveAccessibleDescription(/^Line 2, column 23: /)
  await expectAccessible(page)
  await button('Go to it').click()
  await expect(tools).toBeFocused()
  expect(await tools.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(24)
  await app.ask('Is it sent?')
  await expect(page.getByRole('alert').getByText(/Line 2, column 23/)).toBeVisible()
  expect(await modelServer.readQuestions()).toHaveLength(0)

  await tools.fill('')
  await button('Insert example').click()
  await expect(region.getByText('1 tool', { exact: true })).toBeVisible()
  await button('Insert example').click()
  await expect(region.getByText('2 tools', { exact: true })).toBeVisible()
  await tools.fill(JSON.stringify(TOOLS))
  await button('Format').click()
  await expect(tools).toHaveValue(JSON.stringify(TOOLS, null, 2))
})

test('sections fold and stay so; one that a provider knows nothing of is one line', async ({
  app,
  page,
}) => {
  await app.open()
  await app.connect()
  const region = await openParameters(page)
  const section = (name: string) => region.getByRole('button', { name, exact: true })
  await section('Tools').click()
  await expect(region.getByRole('textbox', { name: 'Tools', exact: true })).toBeHidden()
  await page.reload()
  await expect(section('Tools')).toHaveAttribute('aria-expanded', 'false')
  await expect(region.getByRole('textbox', { name: 'Tools', exact: true })).toBeHidden()
  await section('Tools').click()
  await expect(region.getByRole('textbox', { name: 'Tools', exact: true })).toBeVisible()

  await app.connect({ provider: 'vLLM', model: 'zai-org/GLM-4.6V-Flash' })
  await expect(section('Web search')).toHaveAttribute('aria-expanded', 'false')
  await expect(region.getByText(/^vLLM takes none of these/)).toBeVisible()
  await section('Web search').click()
  const toggle = region.getByRole('switch', { name: 'Web search', exact: true })
  await expect(toggle).toBeDisabled()
})

test('a broken value is named above the question, and its button leads to the field', async ({
  app,
  page,
}) => {
  await app.open()
  await app.connect()
  const region = await openParameters(page)
  const tools = region.getByRole('textbox', { name: 'Tools', exact: true })
  await tools.fill('[{"type": "function",]')
  await page.getByRole('button', { name: 'Close parameters', exact: true }).click()
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('Which tools?')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText(/Tools: Line 1, column \d+/)
  await page.getByRole('button', { name: 'Go to Tools', exact: true }).click()
  await expect(tools).toBeFocused()
})

test('a field that the server refuses is opened from the error, with the focus on it', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({
    status: 400,
    body: '{"error":{"code":"1214","message":"Invalid field: top_p must not be more than 1"}}',
  })
  await app.open()
  await app.connect()
  await app.ask('How likely?')
  await page.getByRole('button', { name: 'Open parameters', exact: true }).click()
  const region = page.getByRole('region', { name: 'Parameters', exact: true })
  await expect(number(region, 'Top P')).toBeFocused()
  const explain = region.getByRole('button', { name: 'Explain', exact: true, description: 'Top P' })
  await expect(explain).toHaveAttribute('aria-expanded', 'false')
  await explain.press('Enter')
  await expect(explain).toHaveAttribute('aria-expanded', 'true')
})
