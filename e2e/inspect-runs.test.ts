import { expect, test } from './test.ts'

test('an earlier run without a region is inspected by its button, and the head steps from run to run', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ answer: 'Red.' })
  await app.open()
  await app.connect()
  await app.ask('First colour?')
  await app.untilStatus('complete')
  await app.ask('Second colour?')
  await expect(page.getByTestId('run')).toHaveCount(2)
  await app.untilStatus('complete')
  await app.run(0).getByRole('button', { name: 'Inspect', exact: true }).click()
  const inspector = page.getByRole('region', { name: 'Inspector', exact: true })
  await expect(inspector.getByText('run 1', { exact: true })).toBeVisible()
  await expect(inspector).not.toContainText('Second colour?')
  const previous = inspector.getByRole('button', { name: 'Previous run', exact: true })
  await expect(previous).toBeDisabled()
  await inspector.getByRole('button', { name: 'Next run', exact: true }).click()
  await expect(inspector.getByText('run 2', { exact: true })).toBeVisible()
  await expect(inspector).toContainText('Second colour?')
  await previous.click()
  await expect(inspector.getByText('run 1', { exact: true })).toBeVisible()
})

test('without a picture no button speaks of one', async ({ app, page, modelServer }) => {
  await modelServer.script({ answer: 'Cup [[242, 271, 399, 479]].' })
  await app.open()
  await app.connect()
  await app.ask('Where?')
  await app.untilStatus('complete')
  await app.ask('And now?')
  await expect(page.getByTestId('run')).toHaveCount(2)
  await app.untilStatus('complete')
  await expect(page.getByRole('button', { name: /n the picture$/ })).toHaveCount(0)
})

test('an answer that comes in one piece is awaited whole, and has no first token', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ answer: 'Red.' })
  await app.open()
  await app.connect()
  await page.getByRole('button', { name: 'Parameters', exact: true }).click()
  await page.getByRole('switch', { name: 'Stream', exact: true }).click()
  await app.ask('Which colour?')
  await app.untilStatus('complete')
  const stats = app.run().getByTestId('run-stats')
  await expect(stats).not.toContainText('first token')
  await expect(stats).not.toHaveAttribute('data-ttft-ms')
})
