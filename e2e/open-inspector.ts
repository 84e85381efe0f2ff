import { expect, type Locator, type Page } from '@playwright/test'

/** The open inspector. */
export async function openInspector(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  const inspector = page.getByRole('region', { name: 'Inspector', exact: true })
  await expect(inspector).toBeVisible()
  return inspector
}

export async function openTab(
  inspector: Locator,
  name: 'Request' | 'Response' | 'Chunks' | 'Raw',
): Promise<void> {
  const tab = inspector.getByRole('tab', { name, exact: true })
  await tab.click()
  await expect(tab).toHaveAttribute('aria-selected', 'true')
}

/** How many chunks the table holds, also those out of sight. */
export async function countChunks(inspector: Locator): Promise<number> {
  const rows = await inspector
    .getByRole('table', { name: 'Chunks', exact: true })
    .getAttribute('aria-rowcount')
  return Number(rows) - 1
}
