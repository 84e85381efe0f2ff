import type { JSHandle, Page } from '@playwright/test'
import { openAndAsk } from './open-and-ask.ts'
import { readBody } from './seen-body.ts'
import { expect, test } from './test.ts'

test('the lengths count UTF-16 units of what was sent, however its bytes are cut', async ({
  app,
  modelServer,
}) => {
  const pieces = ['咖啡杯 ', '🙂🙂 ', '<|begin_of_box|>[[1,2,30,40]]<|end_of_box|> ', 'é\n\n* end']
  const answer = pieces.map((piece, index) => `${piece}<hold:piece-${index}>`).join('')
  await modelServer.script({ reasoning: '想🤔', answer, deltaCharacters: 1, chunkBytes: 1 })
  await openAndAsk(app)
  let length = 0
  for (const [index, piece] of pieces.entries()) {
    await modelServer.untilHeld(`piece-${index}`)
    length += piece.length
    await expect(app.run().getByTestId('answer')).toHaveAttribute('data-length', `${length}`)
    await modelServer.release(`piece-${index}`)
  }
  await app.untilStatus('complete')
  await expect(app.run().getByTestId('answer')).toHaveAttribute('data-length', `${length}`)
  await expect(app.run().getByTestId('reasoning')).toHaveAttribute('data-length', '3')
})

test('box tokens are never shown, not even for a moment', async ({ app, page, modelServer }) => {
  const pieces = [
    'At <|begin',
    '_of_box|>[[100,200,',
    '300,500]]<|end_of',
    '_box|> <|begin_of_box|>a cup<|end_of_box|>.',
  ]
  const answer = pieces.map((piece, index) => `${piece}<hold:piece-${index}>`).join('')
  await modelServer.script({
    reasoning: 'At <|begin_<hold:reasoning>of_box|>[[1,2,3,4]]<|end_of_box|>.',
    answer,
    deltaCharacters: 1,
  })
  await app.open()
  await app.connect()
  const shown = await watchText(page)
  await app.ask('Where?')
  await modelServer.untilHeld('reasoning')
  await expect(app.run().getByTestId('reasoning')).toContainText('At')
  await modelServer.release('reasoning')
  let length = 0
  for (const [index, piece] of pieces.entries()) {
    await modelServer.untilHeld(`piece-${index}`)
    length += piece.length
    await expect(app.run().getByTestId('answer')).toHaveAttribute('data-length', `${length}`)
    await modelServer.release(`piece-${index}`)
  }
  await app.untilStatus('complete')
  await expect(app.run().getByTestId('answer')).toHaveText(/^At .*100 200 300 500.* a cup\.$/)
  const texts = await shown.evaluate((found) => [...found])
  expect(texts.length).toBeGreaterThan(pieces.length)
  expect(texts.filter((text) => /<\||\|>|of_box/.test(text))).toEqual([])
})

const STOPS: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['the button Stop', (page) => page.getByRole('button', { name: 'Stop', exact: true }).click()],
  ['Escape', (page) => page.keyboard.press('Escape')],
]

for (const [name, stop] of STOPS) {
  test(`${name} stops the stream and keeps what came`, async ({ app, page, modelServer }) => {
    await modelServer.script({
      reasoning: 'I look.',
      answer: 'A cup and <hold:middle>a glass.',
    })
    await openAndAsk(app)
    await modelServer.untilHeld('middle')
    const answer = app.run().getByTestId('answer')
    await expect(answer).toHaveAttribute('data-length', '10')
    await expect(page.getByRole('button', { name: 'Send', exact: true })).toHaveCount(0)
    await stop(page)
    await app.untilStatus('stopped')
    await expect(answer).toHaveText('A cup and')
    await expect(answer).toHaveAttribute('data-length', '10')
    await expect(app.run().getByTestId('reasoning')).toHaveAttribute('data-length', '7')
    await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
    await expect
      .poll(async () => (await modelServer.readQuestions()).map(({ state }) => state))
      .toEqual(['aborted'])
    await modelServer.script({ reasoning: '', answer: 'Again.' })
    await app.ask('And now?')
    await app.untilStatus('complete')
    await expect(app.run(0)).toHaveAttribute('data-status', 'stopped')
  })
}

test('the text follows its end until the reader scrolls up, and again after "Jump to latest"', async ({
  app,
  page,
  modelServer,
}) => {
  const lines = (name: string) =>
    Array.from({ length: 60 }, (_, index) => `${name} line ${index}.`).join('\n\n')
  const parts = ['first', 'second', 'third'].map((name) => `${lines(name)}\n\n<hold:${name}>`)
  await modelServer.script({ reasoning: '', answer: `${parts.join('')}End.`, deltaCharacters: 40 })
  await openAndAsk(app)
  const log = page.getByRole('log', { name: 'Questions and answers' })
  const jump = page.getByRole('button', { name: 'Jump to latest' })
  const readTop = () => log.evaluate((element) => element.scrollTop)
  const readRest = () =>
    log.evaluate(({ scrollHeight, scrollTop, clientHeight }) =>
      Math.round(scrollHeight - scrollTop - clientHeight),
    )

  await modelServer.untilHeld('first')
  await expect(log).toContainText('first line 59.')
  await expect.poll(readRest).toBeLessThanOrEqual(1)
  await expect.poll(readTop).toBeGreaterThan(200)
  await expect(jump).toHaveCount(0)

  await log.hover()
  await page.mouse.wheel(0, -300)
  await expect(jump).toBeVisible()
  const top = await readTop()
  await modelServer.release('first')
  await modelServer.untilHeld('second')
  await expect(log).toContainText('second line 59.')
  expect(await readTop()).toBe(top)

  await jump.click()
  await expect.poll(readRest).toBeLessThanOrEqual(1)
  await expect(jump).toHaveCount(0)
  await modelServer.release('second')
  await modelServer.untilHeld('third')
  await expect(log).toContainText('third line 59.')
  await expect.poll(readRest).toBeLessThanOrEqual(1)
  await modelServer.release('third')
  await app.untilStatus('complete')
})

test('the thinking switch decides what the next request asks for', async ({
  app,
  page,
  modelServer,
}) => {
  await openAndAsk(app)
  await app.untilStatus('complete')
  const thinking = page.getByRole('switch', { name: 'Thinking', exact: true })
  await expect(thinking).toBeChecked()
  await thinking.click()
  await expect(thinking).not.toBeChecked()
  await app.ask('And now?')
  await app.untilStatus('complete')
  for (const [index, enabled] of [true, false].entries()) {
    const body = await readBody(modelServer, index)
    expect(body['chat_template_kwargs']).toEqual({ enable_thinking: enabled })
  }
})

test('while 2,000 tokens stream the next question can be written, and nothing of them is lost', async ({
  app,
  page,
  modelServer,
}) => {
  const token = 'word'
  const paragraph = (index: number) =>
    `${index}. **Item** at [[${index},${index},${index + 50},${index + 50}]] ${`${token} `.repeat(10)}\n`
  const half = (from: number) =>
    Array.from({ length: 100 }, (_, index) => paragraph(from + index)).join('')
  const sent = half(100) + half(200)
  await modelServer.script({
    reasoning: 'I count. '.repeat(100),
    answer: `${half(100)}<hold:half>${half(200)}`,
    deltaCharacters: Math.ceil(sent.length / 2000),
  })
  await openAndAsk(app)
  await modelServer.untilHeld('half')
  await modelServer.release('half')
  const message = page.getByRole('textbox', { name: 'Message', exact: true })
  await message.pressSequentially('And what of the rest?')
  await expect(message).toHaveValue('And what of the rest?')
  await app.untilStatus('complete')
  await expect(app.run().getByTestId('answer')).toHaveAttribute('data-length', `${sent.length}`)
  await expect(app.run().getByTestId('answer').getByRole('listitem')).toHaveCount(200)
})

/** Every text that the last run has shown since. */
function watchText(page: Page): Promise<JSHandle<Set<string>>> {
  return page.evaluateHandle(() => {
    const found = new Set<string>()
    new MutationObserver(() => {
      const run = document.querySelector('[data-testid="run"]')
      if (run instanceof HTMLElement) found.add(run.innerText)
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
    return found
  })
}
