import { expect } from '@playwright/test'
import type { App } from './app.ts'
import { readFixture } from './read-fixture.ts'

/** Opens the app, connects it to the model server, drops fixture pictures and waits until they can be sent. */
export async function openWithPictures(app: App, ...names: readonly string[]): Promise<void> {
  await app.open()
  await app.connect()
  await app.drop(names.map(readFixture))
  for (const name of names) {
    const attachment = app.page.locator(`[data-testid="attachment"][data-name="${name}"]`)
    await expect(attachment).toHaveAttribute('data-state', 'ready')
  }
}
