import { expect, type Locator, type Page } from '@playwright/test'

/** Opens the drawer with the parameters and returns it. */
export async function openParameters(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Parameters', exact: true }).click()
  const region = page.getByRole('region', { name: 'Parameters', exact: true })
  await expect(region).toBeVisible()
  return region
}
