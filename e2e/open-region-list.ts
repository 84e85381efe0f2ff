import { expect, type Page } from '@playwright/test'

/** Opens the drawer with the table of regions. */
export async function openRegionList(page: Page): Promise<void> {
  await page.getByTitle('Region list').click()
  await expect(page.getByTestId('region-list')).toBeVisible()
}
