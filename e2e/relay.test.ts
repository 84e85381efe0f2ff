import type { Request } from '@playwright/test'
import {
  fillConnection,
  openEditConnection,
  otherOrigin,
  saveConnection,
  testConnection,
} from './connect-dialog.ts'
import { expect, test } from './test.ts'

const model = 'glm-4.5v-tiny'

test('the relay carries a whole question, and the page itself calls nobody else', async ({
  app,
  page,
  modelServer,
}) => {
  const called: Request[] = []
  page.on('request', (request) => called.push(request))
  await modelServer.script({ cors: false, answer: 'By way of the relay.' })
  await app.open()
  const dialog = await app.openConnect()
  await fillConnection(dialog, { provider: 'Custom', baseUrl: modelServer.baseUrl, model })
  const relay = dialog.getByRole('switch', { name: 'Use relay', exact: true })
  await expect(relay).not.toBeChecked()
  await expect(dialog.getByText('If it does not, turn on the relay.')).toBeVisible()
  await relay.click()
  await expect(relay).toBeChecked()
  await expect(await testConnection(dialog)).toHaveAttribute('data-ok', 'true')
  await saveConnection(dialog)
  await app.ask('Hello?')
  await app.untilStatus('complete')
  await expect(app.run().getByTestId('answer')).toHaveText('By way of the relay.')
  const origins = new Set(called.map((request) => new URL(request.url()).origin))
  expect([...origins]).toEqual([new URL(page.url()).origin])

  // Off again, the browser goes direct and this server refuses it.
  const again = await openEditConnection(page)
  await again.getByRole('switch', { name: 'Use relay', exact: true }).click()
  await saveConnection(again)
  await app.ask('And now?')
  await app.untilStatus('error')
  await expect(app.run().getByTestId('run-error')).toHaveAttribute('data-kind', 'network')
})

test('the relay says why it cannot be turned on for an origin that it does not know', async ({
  app,
  modelServer,
}) => {
  await app.open()
  const dialog = await app.openConnect()
  const baseUrl = otherOrigin(modelServer.baseUrl)
  await fillConnection(dialog, { provider: 'Custom', baseUrl, model })
  const relay = dialog.getByRole('switch', { name: 'Use relay', exact: true })
  await expect(relay).toBeDisabled()
  await expect(relay).toHaveAccessibleDescription(
    `The relay does not forward to ${new URL(baseUrl).origin}. Name it in SIGHTLINE_RELAY_ORIGINS and start again.`,
  )
})

test('a run that the browser refused offers the relay, and goes through with it', async ({
  app,
  modelServer,
}) => {
  await modelServer.script({ cors: false })
  await app.open()
  await app.connect()
  await app.ask('Hello?')
  await app.untilStatus('error')
  await app.run().getByRole('button', { name: 'Turn on relay', exact: true }).click()
  await app.untilStatus('complete')
})
