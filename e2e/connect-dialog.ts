import { expect, type Locator, type Page } from '@playwright/test'

export type ConnectValues = {
  readonly provider?: string
  readonly baseUrl?: string
  readonly apiKey?: string
  readonly model?: string
}

/** The same loopback server under its other name: another origin. */
export function otherOrigin(baseUrl: string): string {
  return baseUrl.replace('127.0.0.1', 'localhost')
}

/** Fills fields of the dialog "Connect a model", in the order in which they depend on each other. */
export async function fillConnection(dialog: Locator, values: ConnectValues): Promise<void> {
  const { provider, baseUrl, apiKey, model } = values
  const field = (name: string): Locator => dialog.getByLabel(name, { exact: true })
  if (provider !== undefined) await field('Provider').selectOption({ label: provider })
  if (baseUrl !== undefined) await field('Base URL').fill(baseUrl)
  if (apiKey !== undefined) await field('API key').fill(apiKey)
  if (model !== undefined) await field('Model').fill(model)
}

/** Opens the dialog with the active endpoint, to change it. */
export async function openEditConnection(page: Page): Promise<Locator> {
  await chooseInEndpointMenu(page, 'Edit connection')
  const dialog = page.getByRole('dialog', { name: 'Connect a model' })
  await expect(dialog).toBeVisible()
  return dialog
}

export async function chooseInEndpointMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Endpoint', exact: true }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

export async function saveConnection(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog).toBeHidden()
}

/** Presses "Test connection" and returns what it says. */
export async function testConnection(dialog: Locator): Promise<Locator> {
  await dialog.getByRole('button', { name: 'Test connection', exact: true }).click()
  const result = dialog.getByTestId('connection-result')
  await expect(result).toBeVisible()
  return result
}
