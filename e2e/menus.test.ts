import type { Page } from '@playwright/test'
import { makePng } from './make-picture.ts'
import { openInspector } from './open-inspector.ts'
import { expect, test } from './test.ts'

const picture = makePng('sky.png', 60, 40, [90, 150, 220])

/** Opens a menu by its button, walks through it and leaves it, with keys only. */
async function walkThrough(page: Page, button: string, menuName: string): Promise<void> {
  const trigger = page.getByRole('button', { name: button, exact: true })
  const menu = page.getByRole('menu', { name: menuName, exact: true })
  const items = menu.locator('[role^="menuitem"]')
  for (const key of ['Enter', 'ArrowDown']) {
    await trigger.focus()
    await page.keyboard.press(key)
    await expect(items.first(), `${button} opened by ${key}`).toBeFocused()
    await page.keyboard.press('End')
    await expect(items.last()).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(items.first()).toBeFocused()
    await page.keyboard.press('ArrowUp')
    await expect(items.last()).toBeFocused()
    await page.keyboard.press('Home')
    await expect(items.first()).toBeFocused()
    const box = await menu.boundingBox()
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
    expect(box && box.x >= 0 && box.x + box.width <= width).toBe(true)
    expect(box && box.y >= 0 && box.y + box.height <= height).toBe(true)
    await page.keyboard.press('Escape')
    await expect(menu).toBeHidden()
    await expect(trigger).toBeFocused()
  }
}

test('every menu is opened, walked through and left with keys alone', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ answer: 'Cup [[242, 271, 399, 479]].' })
  await app.open()
  await app.connect()
  await app.attach([picture])
  await openInspector(page)
  await app.ask('Where is the cup?')
  await app.untilStatus('complete')
  await walkThrough(page, 'Endpoint', 'Endpoints')
  await walkThrough(page, 'Settings', 'Settings')
  await walkThrough(page, 'Copy as', 'Copy as')
  await walkThrough(page, 'Export', 'Export')
})

test('a chosen item of a menu does what it says, by keys, and Tab goes on from the button', async ({
  app,
  page,
}) => {
  await app.open()
  const settings = page.getByRole('button', { name: 'Settings', exact: true })
  await settings.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitemradio', { name: 'Theme of the system' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(settings).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu', { name: 'Settings', exact: true })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('menu', { name: 'Settings', exact: true })).toBeHidden()
  await expect(settings).not.toBeFocused()
})
