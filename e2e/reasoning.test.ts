import type { Locator } from '@playwright/test'
import { openAndAsk } from './open-and-ask.ts'
import { expect, test } from './test.ts'

const FIELDS = ['reasoning_content', 'reasoning', 'think-tags'] as const

for (const field of FIELDS) {
  test(`reasoning in ${field} opens with a running clock and folds when the answer starts`, async ({
    app,
    page,
    modelServer,
  }) => {
    await modelServer.script({
      field,
      reasoning: 'I look<hold:looking> at the table.<hold:thought>',
      answer: 'A<hold:answering> cup.',
      deltaCharacters: 3,
      chunkBytes: 5,
    })
    await openAndAsk(app)
    const reasoning = app.run().getByTestId('reasoning')
    const answer = app.run().getByTestId('answer')
    const toggle = reasoning.getByRole('button')

    await modelServer.untilHeld('looking')
    await expect(reasoning).toHaveAttribute('data-length', `${'I look'.length}`)
    await expect(reasoning).toHaveAttribute('data-open', 'true')
    await expect(reasoning).toContainText('I look')
    await expect(toggle).toHaveText(/^Thinking \d+\.\d s$/)
    const clock = await toggle.innerText()
    await expect(toggle).not.toHaveText(clock)
    await expect(toggle).toHaveText(/^Thinking \d+\.\d s$/)

    await modelServer.release('looking')
    await modelServer.untilHeld('thought')
    const thought = 'I look at the table.'
    await expect(reasoning).toHaveAttribute('data-length', `${thought.length}`)
    await expect(answer).toHaveAttribute('data-length', '0')

    await modelServer.release('thought')
    await modelServer.untilHeld('answering')
    await expect(answer).toHaveAttribute('data-length', '1')
    await expect(reasoning).toHaveAttribute('data-open', 'false')
    await expect(toggle).toHaveText(/^Thought for \d+\.\d+ s$/)

    await modelServer.release('answering')
    await app.untilStatus('complete')
    await expect(answer).toHaveText('A cup.')
    await expect(reasoning).toHaveAttribute('data-length', `${thought.length}`)
    await toggle.click()
    await expect(reasoning).toHaveAttribute('data-open', 'true')
    await expect(reasoning).toContainText(thought)
    await expect(page.getByTestId('run')).toHaveCount(1)
  })
}

const TOUCHES: readonly (readonly [string, string, (reasoning: Locator) => Promise<void>])[] = [
  ['read in', 'true', (reasoning) => reasoning.getByText('I look').click()],
  ['closed', 'false', (reasoning) => reasoning.getByRole('button').click()],
]

for (const [word, isOpen, touch] of TOUCHES) {
  test(`reasoning that the reader has ${word} stays as it is when the answer starts`, async ({
    app,
    modelServer,
  }) => {
    await modelServer.script({
      reasoning: 'I look<hold:looking>.',
      answer: 'A<hold:answering> cup.',
    })
    await openAndAsk(app)
    const reasoning = app.run().getByTestId('reasoning')
    await modelServer.untilHeld('looking')
    await touch(reasoning)
    await expect(reasoning).toHaveAttribute('data-open', isOpen)
    await modelServer.release('looking')
    await modelServer.untilHeld('answering')
    await expect(app.run().getByTestId('answer')).toHaveText('A')
    await expect(reasoning).toHaveAttribute('data-open', isOpen)
    await modelServer.release('answering')
    await app.untilStatus('complete')
    await expect(reasoning).toHaveAttribute('data-open', isOpen)
  })
}

test('an answer without reasoning has no reasoning panel', async ({ app, modelServer }) => {
  await modelServer.script({ reasoning: '', answer: 'A cup.' })
  await openAndAsk(app)
  await app.untilStatus('complete')
  await expect(app.run().getByTestId('answer')).toHaveText('A cup.')
  await expect(app.run().getByTestId('reasoning')).toHaveCount(0)
})
