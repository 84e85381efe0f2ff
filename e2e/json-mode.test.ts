import type { Locator } from '@playwright/test'
import type { App } from './app.ts'
import { expectAccessible } from './expect-accessible.ts'
import { openParameters } from './open-parameters.ts'
import { readBody } from './seen-body.ts'
import { expect, test } from './test.ts'

/** Connects, asks for JSON from now on, and asks. */
async function askForJson(app: App): Promise<Locator> {
  await app.open()
  await app.connect()
  const region = await openParameters(app.page)
  await region
    .getByRole('combobox', { name: 'Response format', exact: true })
    .selectOption('json_object')
  await region.getByRole('button', { name: 'Close parameters', exact: true }).click()
  await app.ask('What is there?')
  await app.untilStatus('complete')
  return app.run().getByTestId('answer')
}

test('an answer asked for as JSON is a checked tree, and the text that it is', async ({
  app,
  page,
  modelServer,
}) => {
  const text =
    '```json\n{"things":[{"label":"cup","bbox_2d":[100,200,300,400]}],"count":12345678901234567890}\n```'
  await modelServer.script({ answer: text })
  const answer = await askForJson(app)
  expect(await readBody(modelServer)).toMatchObject({ response_format: { type: 'json_object' } })
  await expect(answer.getByText('Valid JSON, 10 values')).toBeVisible()
  await expect(answer).toHaveAttribute('data-length', String(text.length))
  const tree = answer.getByRole('tree', { name: 'Answer as JSON', exact: true })
  await expect(tree.getByRole('treeitem', { name: /^count:/ })).toContainText(
    '12345678901234567890',
  )
  await expect(tree.getByRole('button', { name: 'Region 1, cup: 100 200 300 400' })).toBeVisible()

  await expectAccessible(page)
  const items = tree.getByRole('treeitem')
  await expect(items).toHaveCount(6)
  await items.first().focus()
  await page.keyboard.press('ArrowLeft')
  await expect(items).toHaveCount(1)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('End')
  await expect(items.last()).toBeFocused()

  await answer.getByRole('button', { name: 'Text', exact: true }).click()
  await expect(tree).toBeHidden()
  await expect(answer).toContainText('"label"')
  await expect(answer).toHaveAttribute('data-length', String(text.length))
})

test('JSON that breaks says where, and keeps what stands before', async ({ app, modelServer }) => {
  await modelServer.script({ answer: '{"a": [1, 2,\n  3,]}' })
  const answer = await askForJson(app)
  await expect(
    answer.getByText(
      'Not valid JSON. Line 2, column 5: a comma stands before ] with nothing between them.',
    ),
  ).toBeVisible()
  await expect(answer).toContainText('{"a"')
  await answer.getByRole('button', { name: 'Tree', exact: true }).click()
  await expect(answer.getByRole('treeitem')).toContainText(['1 field', '[1, 2, 3'])
})

test('words instead of JSON are shown as words', async ({ app, modelServer }) => {
  await modelServer.script({ answer: 'I would rather **not**.' })
  const answer = await askForJson(app)
  await expect(answer.getByText(/^Not valid JSON\. Line 1, column 1/)).toBeVisible()
  await expect(answer.getByRole('button', { name: 'Tree', exact: true })).toBeDisabled()
  await expect(answer.locator('strong')).toHaveText('not')
})

test('JSON of any size and depth is built by the line', async ({ app, page, modelServer }) => {
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
  const wide = Array.from({ length: 60_000 }, (_, index) => `{"number":${index}}`).join(',')
  await modelServer.script({
    answer: `{"deep":${deep},"long":"${'x'.repeat(100_000)}","wide":[${wide}]}`,
    deltaCharacters: 100_000,
  })
  const answer = await askForJson(app)
  await expect(answer.getByText('Valid JSON, 130,003 values')).toBeVisible()
  const items = answer.getByRole('treeitem')
  await expect(items).toHaveCount(6)
  await items.last().click()
  await expect(items).toHaveCount(200)
  await answer.getByRole('button', { name: 'Show 500 more lines', exact: true }).click()
  await expect(items).toHaveCount(700)
  await answer.getByRole('button', { name: 'Show all 100,002 characters', exact: true }).click()
  await expect(page.getByTestId('run-stats')).toBeVisible()
})
