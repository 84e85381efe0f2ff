import type { Page } from '@playwright/test'
import type { App } from './app.ts'
import { expectAccessible } from './expect-accessible.ts'
import { makePng } from './make-picture.ts'
import type { ModelServer } from './model-server-client.ts'
import { pressUntilFocused } from './press-until-focused.ts'
import { expect, test } from './test.ts'

const picture = makePng('street.png', 400, 300, [150, 170, 190])
const model = 'glm-4.5v-tiny'

const isPhone = (page: Page): boolean => (page.viewportSize()?.width ?? 0) < 640

/** A control of the top bar; on a phone it stands in the menu. */
async function pressInTopBar(page: Page, name: string): Promise<void> {
  if (!isPhone(page)) return page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

async function connect(page: Page, { baseUrl }: ModelServer): Promise<void> {
  await pressInTopBar(page, 'Connect a model')
  const dialog = page.getByRole('dialog', { name: 'Connect a model' })
  await dialog.getByLabel('Provider', { exact: true }).selectOption({ label: 'Custom' })
  await dialog.getByLabel('Base URL', { exact: true }).fill(baseUrl)
  await dialog.getByLabel('Model', { exact: true }).fill(model)
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog).toBeHidden()
}

async function askAboutPicture(app: App, modelServer: ModelServer): Promise<void> {
  await app.open()
  await connect(app.page, modelServer)
  await app.attach([picture])
  await expect(app.page.locator('[data-testid="attachment"][data-state="ready"]')).toHaveCount(1)
  await app.ask('Where are the cars?')
}

const answer = `Two cars:

| car | place |
|---|---|
| red | [[100,200,300,500]] |
| blue | [[600,400,900,900]] |

- \`left\` and **right**`

type Screen = {
  readonly what: string
  readonly show: (app: App, modelServer: ModelServer) => Promise<void>
}

const screens: readonly Screen[] = [
  {
    what: 'the empty app',
    show: async (app) => {
      await app.open()
      await expect(app.page.getByTestId('demo-card').first()).toBeVisible()
    },
  },
  {
    what: 'a run in the middle of its stream',
    show: async (app, modelServer) => {
      await modelServer.script({
        reasoning: 'One car at [[90,190,310,510]], I think.',
        answer: `${answer}<hold:middle>`,
      })
      await askAboutPicture(app, modelServer)
      await modelServer.untilHeld('middle')
      await expect(app.page.getByTestId('region-shape')).toHaveCount(3)
    },
  },
  {
    what: 'a finished run with the region list and the reasoning open',
    show: async (app, modelServer) => {
      await modelServer.script({ reasoning: 'One car at [[90,190,310,510]], I think.', answer })
      await askAboutPicture(app, modelServer)
      await app.untilStatus('complete')
      await app.run().getByTestId('reasoning').getByRole('button').first().click()
      await app.page.getByTitle('Region list', { exact: true }).click()
      await expect(app.page.getByTestId('region-row')).toHaveCount(3)
    },
  },
  {
    what: 'the dialog "Connect a model" after a test that failed',
    show: async (app, modelServer) => {
      await modelServer.script({ key: 'another' })
      await app.open()
      await pressInTopBar(app.page, 'Connect a model')
      const dialog = app.page.getByRole('dialog', { name: 'Connect a model' })
      await dialog.getByLabel('Provider', { exact: true }).selectOption({ label: 'Custom' })
      await dialog.getByLabel('Base URL', { exact: true }).fill(modelServer.baseUrl)
      await dialog.getByRole('button', { name: 'Test connection', exact: true }).click()
      await expect(dialog.getByLabel('Model', { exact: true })).toHaveAttribute(
        'aria-invalid',
        'true',
      )
      await dialog.getByLabel('Model', { exact: true }).fill(model)
      await dialog.getByRole('button', { name: 'Test connection', exact: true }).click()
      await expect(dialog.getByTestId('connection-result')).toBeVisible()
    },
  },
  {
    what: 'the parameters, one of them refused',
    show: async (app, modelServer) => {
      await app.open()
      await connect(app.page, modelServer)
      await pressInTopBar(app.page, 'Parameters')
      const region = app.page.getByRole('region', { name: 'Parameters', exact: true })
      await region.getByRole('spinbutton', { name: 'Temperature', exact: true }).fill('3')
      await expect(region.getByText('Temperature must lie between 0 and 2.')).toBeVisible()
    },
  },
  {
    what: 'a run that failed, and a file that was refused',
    show: async (app, modelServer) => {
      await modelServer.script({ status: 429 })
      await askAboutPicture(app, modelServer)
      await expect(app.run().getByTestId('run-error')).toBeVisible()
      await app.attach([{ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('Milk.') }])
      await expect(app.page.locator('[data-state="rejected"]')).toBeVisible()
    },
  },
]

const widths = [
  ['a wide window', { width: 1440, height: 900 }],
  ['a phone', { width: 390, height: 844 }],
] as const

for (const [where, viewport] of widths)
  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(`in ${where}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme })
      for (const { what, show } of screens)
        test(`axe finds nothing wrong with ${what}`, async ({ app, page, modelServer }) => {
          await show(app, modelServer)
          await expectAccessible(page)
        })
    })

test('the keyboard alone leads from an empty page to an answer and to a lit region', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ answer })
  const { keyboard } = page
  await app.open()
  await pressUntilFocused(page, page.getByRole('button', { name: 'Connect a model', exact: true }))
  await keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Connect a model' })
  const fields = [
    ['Provider', 'Custom'],
    ['Base URL', modelServer.baseUrl],
    ['Model', model],
  ] as const
  for (const [name, value] of fields) {
    await pressUntilFocused(page, dialog.getByLabel(name, { exact: true }))
    await keyboard.type(value)
  }
  await keyboard.press('Enter')
  await expect(dialog).toBeHidden()

  await pressUntilFocused(page, page.getByRole('button', { name: 'Choose pictures', exact: true }))
  const choosing = page.waitForEvent('filechooser')
  await keyboard.press('Enter')
  await (await choosing).setFiles([picture])
  await expect(page.getByTestId('attachment')).toHaveAttribute('data-state', 'ready')
  await pressUntilFocused(page, page.getByRole('textbox', { name: 'Message', exact: true }))
  await keyboard.type('Where are the cars?')
  await keyboard.press('Enter')
  await app.untilStatus('complete')

  const stage = page.getByRole('application', { name: `Picture ${picture.name}`, exact: true })
  const chips = app
    .run()
    .getByTestId('answer')
    .getByRole('button', { name: /^Region \d/ })
  await pressUntilFocused(page, stage)
  await keyboard.press('n')
  await expect(chips.first()).toHaveAttribute('data-lit', 'true')
  await keyboard.press('n')
  await expect(chips.nth(1)).toHaveAttribute('data-lit', 'true')
  await pressUntilFocused(page, chips.first())
  await expect(chips.first()).toHaveAttribute('data-lit', 'true')
  await expect(chips.nth(1)).toHaveAttribute('data-lit', 'false')
})

const closings = [
  ['Escape', 'Escape'],
  ['Enter on Save', 'Enter'],
] as const

for (const [how, key] of closings)
  test(`${how} closes the dialog and puts the focus back where it was`, async ({
    app,
    page,
    modelServer,
  }) => {
    await app.open()
    await connect(page, modelServer)
    const button = page.getByRole('button', { name: 'Connect a model', exact: true })
    await pressUntilFocused(page, button)
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Connect a model' })
    await expect(dialog).toBeVisible()
    await pressUntilFocused(page, dialog.getByRole('button', { name: 'Save', exact: true }))
    await page.keyboard.press(key)
    await expect(dialog).toBeHidden()
    await expect(button).toBeFocused()
  })
