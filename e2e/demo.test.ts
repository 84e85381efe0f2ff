import type { Locator } from '@playwright/test'
import { expect, test } from './test.ts'

type Demo = {
  readonly title: string
  readonly regions: number
  readonly drafts: number
  /** What else a person sees in the answer. */
  readonly check?: (answer: Locator) => Promise<void>
}

const DEMOS: readonly Demo[] = [
  { title: 'Read a chart', regions: 2, drafts: 3 },
  { title: 'Act in an app', regions: 1, drafts: 3 },
  {
    title: 'Rebuild a page',
    regions: 0,
    drafts: 0,
    check: async (answer) => {
      await expect(answer.locator('pre code')).toContainText('<title>Fernhill</title>')
    },
  },
  {
    title: 'Chart to table',
    regions: 0,
    drafts: 0,
    check: async (answer) => {
      await expect(answer.getByRole('columnheader')).toHaveCount(3)
      await expect(answer.getByRole('row')).toHaveCount(14)
    },
  },
  { title: 'Find one thing', regions: 1, drafts: 3 },
  { title: 'Find many things', regions: 5, drafts: 6 },
  {
    title: 'Solve a figure',
    regions: 0,
    drafts: 0,
    check: async (answer) => {
      await expect(answer.locator('.katex math msqrt').first()).toBeAttached()
      await expect(answer.locator('.katex').first()).toBeVisible()
      await expect(answer.locator('.katex-error')).toHaveCount(0)
    },
  },
]

for (const { title, regions, drafts, check } of DEMOS) {
  test(`the demo "${title}" plays to its end on this page alone and says that it is scripted`, async ({
    app,
    page,
    baseURL,
  }) => {
    const origins = new Set<string>()
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url())
      if (protocol.startsWith('http') || protocol.startsWith('ws')) origins.add(origin)
    })
    await app.open()
    await page.getByTestId('demo-card').filter({ hasText: title }).click()
    await expect(app.run()).toHaveAttribute('data-status', 'streaming')
    await expect(page.getByText('Scripted demo, replayed here')).toBeVisible()
    await expect(app.run()).toHaveAttribute('data-status', 'complete', { timeout: 25_000 })
    const answer = app.run().getByTestId('answer')
    await expect(answer).not.toHaveAttribute('data-length', '0')
    await expect(page.getByText('Scripted demo, replayed here')).toBeVisible()
    const shapes = (channel: string) =>
      page.locator(`[data-testid="region-shape"][data-channel="${channel}"]`)
    await expect(shapes('answer')).toHaveCount(regions)
    await expect(shapes('reasoning')).toHaveCount(drafts)
    await check?.(answer)
    expect([...origins]).toEqual([baseURL])
  })
}

test('there is a card for each demo, in this order', async ({ app, page }) => {
  await app.open()
  await expect(page.getByTestId('demo-card')).toContainText(DEMOS.map(({ title }) => title))
})

test('a question of one’s own to the demo is kept, and the page says what to connect', async ({
  app,
  page,
}) => {
  await app.open()
  await app.ask('Where is my cat?')
  const notice = page.getByRole('alert')
  await expect(notice).toContainText('Connect a model')
  await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toHaveValue(
    'Where is my cat?',
  )
  await expect(page.getByTestId('run')).toHaveCount(0)
  await notice.getByRole('button', { name: 'Choose a provider' }).click()
  await expect(page.getByRole('dialog', { name: 'Connect a model' })).toBeVisible()
})

test('a question that was kept can be asked once a model is connected', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ reasoning: '', answer: 'On the sofa.' })
  await app.open()
  await app.ask('Where is my cat?')
  await expect(page.getByRole('alert')).toBeVisible()
  await app.connect()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await app.untilStatus('complete')
  await expect(app.run().getByTestId('answer')).toHaveText('On the sofa.')
})
