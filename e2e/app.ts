import { expect, type Locator, type Page } from '@playwright/test'

export type TestFile = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

export type Connection = {
  readonly baseUrl: string
  readonly model: string
  readonly apiKey?: string
  readonly wire?: string
  readonly provider?: string
}

/** Sightline as a person uses it, by the names that the documentation promises. */
export type App = {
  readonly page: Page
  /** Opens the app; `path` may hold a hash. */
  readonly open: (path?: string) => Promise<void>
  /** Opens the dialog "Connect a model" and returns it. */
  readonly openConnect: () => Promise<Locator>
  /** Fills the dialog "Connect a model" and saves; by default a custom provider at the test's own model server. */
  readonly connect: (connection?: Partial<Connection>) => Promise<void>
  readonly attach: (files: readonly TestFile[]) => Promise<void>
  /** Drops files on the window, as from a file manager. */
  readonly drop: (files: readonly TestFile[]) => Promise<void>
  readonly ask: (question: string) => Promise<void>
  /** The run with this index; the last one without it. */
  readonly run: (index?: number) => Locator
  /** Waits until the last run says so. */
  readonly untilStatus: (status: string) => Promise<void>
}

export function createApp(page: Page, defaults: Connection): App {
  const run = (index = -1): Locator => page.getByTestId('run').nth(index)
  const openConnect = async (): Promise<Locator> => {
    await page.getByRole('button', { name: 'Connect a model', exact: true }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Connect a model' })
    await expect(dialog).toBeVisible()
    return dialog
  }
  return {
    page,
    open: async (path = '/') => {
      await page.goto(path)
    },
    openConnect,
    connect: async (connection = {}) => {
      const { provider = 'Custom', ...values } = { ...defaults, ...connection }
      const dialog = await openConnect()
      await dialog.getByLabel('Provider', { exact: true }).selectOption({ label: provider })
      await dialog.getByLabel('Base URL', { exact: true }).fill(values.baseUrl)
      if (values.wire !== undefined) {
        await dialog.getByLabel('Wire', { exact: true }).selectOption({ label: values.wire })
      }
      if (values.apiKey !== undefined) {
        await dialog.getByLabel('API key', { exact: true }).fill(values.apiKey)
      }
      await dialog.getByLabel('Model', { exact: true }).fill(values.model)
      await dialog.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(dialog).toBeHidden()
    },
    attach: async (files) => {
      await page
        .getByLabel('Attach files', { exact: true })
        .and(page.locator('input'))
        .setInputFiles([...files])
    },
    drop: (files) => dropFiles(page, files),
    ask: async (question) => {
      const message = page.getByRole('textbox', { name: 'Message', exact: true })
      await message.fill(question)
      await message.press('Enter')
    },
    run,
    untilStatus: async (status) => {
      await expect(run()).toHaveAttribute('data-status', status)
    },
  }
}

async function dropFiles(page: Page, files: readonly TestFile[]): Promise<void> {
  const sources = files.map(({ name, mimeType, buffer }) => ({
    name,
    mimeType,
    base64: buffer.toString('base64'),
  }))
  const dataTransfer = await page.evaluateHandle((items) => {
    const transfer = new DataTransfer()
    for (const { name, mimeType, base64 } of items) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      transfer.items.add(new File([bytes], name, { type: mimeType }))
    }
    return transfer
  }, sources)
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('body', type, { dataTransfer })
  }
  await dataTransfer.dispose()
}
