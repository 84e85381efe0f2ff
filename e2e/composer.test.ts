import { makePng } from './make-picture.ts'
import { readBody } from './seen-body.ts'
import { expect, test } from './test.ts'

const picture = makePng('leaf.png', 20, 20, [60, 140, 70])

test('Enter sends and empties the field; Shift+Enter makes a new line', async ({
  app,
  page,
  modelServer,
}) => {
  await app.open()
  await app.connect()
  const message = page.getByRole('textbox', { name: 'Message', exact: true })
  await message.fill('First line')
  await message.press('Shift+Enter')
  await message.pressSequentially('second line')
  await expect(message).toHaveValue('First line\nsecond line')
  await message.press('Enter')
  await app.untilStatus('complete')
  await expect(message).toHaveValue('')
  expect((await readBody(modelServer)).messages).toEqual([
    { role: 'user', content: 'First line\nsecond line' },
  ])
})

const composing = [
  ['a composition is under way', { isComposing: true, keyCode: 229 }],
  [
    'a composition is under way that is known by its key code alone, as in Safari',
    { keyCode: 229 },
  ],
] as const

for (const [when, init] of composing)
  test(`Enter does not send while ${when}`, async ({ app, page, modelServer }) => {
    await app.open()
    await app.connect()
    const message = page.getByRole('textbox', { name: 'Message', exact: true })
    await message.fill('にほん')
    await message.dispatchEvent('keydown', { key: 'Enter', ...init })
    await expect(message).toHaveValue('にほん')
    await message.fill('日本')
    await message.press('Enter')
    await app.untilStatus('complete')
    await expect(page.getByTestId('run')).toHaveCount(1)
    expect((await readBody(modelServer, 0)).messages).toEqual([{ role: 'user', content: '日本' }])
  })

test('Send is off until there is a question, Stop takes its place while a run streams', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ answer: 'Begun<hold:middle> and ended.' })
  await app.open()
  await app.connect()
  const send = page.getByRole('button', { name: 'Send', exact: true })
  const stop = page.getByRole('button', { name: 'Stop', exact: true })
  const message = page.getByRole('textbox', { name: 'Message', exact: true })
  await expect(send).toBeDisabled()
  await message.fill('  \n ')
  await expect(send).toBeDisabled()
  await message.fill('Ready?')
  await expect(stop).toHaveCount(0)
  await send.click()
  await modelServer.untilHeld('middle')
  await expect(stop).toBeVisible()
  await expect(send).toHaveCount(0)
  await modelServer.release('middle')
  await app.untilStatus('complete')
  await expect(send).toBeVisible()
  await expect(stop).toHaveCount(0)
})

test('what is typed while a run streams waits: Enter neither sends nor loses it', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ answer: 'Begun<hold:middle> and ended.', next: true })
  await app.open()
  await app.connect()
  await app.ask('First?')
  await modelServer.untilHeld('middle')
  await app.ask('Second?')
  const message = page.getByRole('textbox', { name: 'Message', exact: true })
  await expect(message).toHaveValue('Second?')
  await modelServer.release('middle')
  await app.untilStatus('complete')
  await expect(page.getByTestId('run')).toHaveCount(1)
  await message.press('Enter')
  await expect(page.getByTestId('run')).toHaveCount(2)
})

test('a picture alone is no question: it waits, and Send stays off', async ({ app, page }) => {
  await app.open()
  await app.connect()
  await app.attach([picture])
  await expect(page.getByTestId('attachment')).toHaveAttribute('data-state', 'ready')
  const send = page.getByRole('button', { name: 'Send', exact: true })
  await expect(send).toBeDisabled()
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('What is it?')
  await expect(send).toBeEnabled()
})

test('the whole window says that it takes files while they are over it, and only then', async ({
  app,
  page,
}) => {
  await app.open()
  const overlay = page.getByText('Drop to attach', { exact: true })
  const files = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['x'], 'x.png', { type: 'image/png' }))
    return transfer
  })
  const text = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.setData('text/plain', 'only words')
    return transfer
  })
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: text })
  await expect(overlay).toHaveCount(0)
  await page.dispatchEvent('body', 'dragleave', { dataTransfer: text })

  await page.dispatchEvent('body', 'dragenter', { dataTransfer: files })
  await expect(overlay).toBeVisible()
  // Onto a child, and off its parent: the pointer is still inside.
  await page.dispatchEvent('header', 'dragenter', { dataTransfer: files })
  await page.dispatchEvent('body', 'dragleave', { dataTransfer: files })
  await expect(overlay).toBeVisible()
  await page.dispatchEvent('header', 'dragleave', { dataTransfer: files })
  await expect(overlay).toHaveCount(0)

  await page.dispatchEvent('body', 'dragenter', { dataTransfer: files })
  await expect(overlay).toBeVisible()
  await page.dispatchEvent('body', 'drop', { dataTransfer: files })
  await expect(overlay).toHaveCount(0)
  await expect(page.getByTestId('attachment')).toHaveAttribute('data-name', 'x.png')
})

test('the switch Thinking says why it cannot be used with a model that always thinks', async ({
  app,
  page,
  modelServer,
}) => {
  await app.open()
  await app.connect({ model: 'glm-4.1v-thinking-flash' })
  const thinking = page.getByRole('switch', { name: 'Thinking', exact: true })
  await expect(thinking).toBeDisabled()
  await expect(thinking).toBeChecked()
  await expect(thinking).toHaveAccessibleDescription(
    'GLM-4.1V-Thinking-Flash always thinks; it has no switch.',
  )
  await app.ask('Do you think?')
  const body = await readBody(modelServer)
  expect(body).not.toHaveProperty('chat_template_kwargs')
  expect(body).not.toHaveProperty('thinking')

  await app.connect({ model: 'glm-4.5v' })
  await expect(thinking).toBeEnabled()
})
