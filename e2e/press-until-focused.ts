import { expect, type Locator, type Page } from '@playwright/test'

const mostStops = 80

/** Presses a key, Tab by default, until the focus is on `target`, as a person without a mouse would get there. */
export async function pressUntilFocused(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  for (let stop = 0; stop < mostStops; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  await expect(target, `${mostStops} presses of ${key} lead there`).toBeFocused()
}
