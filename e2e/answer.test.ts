import { openAndAsk } from './open-and-ask.ts'
import { expect, test } from './test.ts'

const MARKED = 'The cup is at <|begin_of_box|>[[100,200,300,500]]<|end_of_box|>, **left**.'

test('tables, code and formulas are drawn, not spelled out', async ({ app, modelServer }) => {
  const answer = `## Findings

| Month | Rain |
|---|---:|
| **May** | 101 |

\`\`\`html
<b>bold</b>
\`\`\`

It follows that $BC = 6\\sqrt{3}$ and

$$
F = \\frac{a}{2}
$$
`
  await modelServer.script({ reasoning: '', answer })
  await openAndAsk(app)
  await app.untilStatus('complete')
  const shown = app.run().getByTestId('answer')
  await expect(shown.getByRole('heading', { name: 'Findings' })).toBeVisible()
  await expect(shown.getByRole('columnheader')).toHaveText(['Month', 'Rain'])
  await expect(shown.getByRole('cell')).toHaveText(['May', '101'])
  await expect(shown.locator('pre code')).toHaveText('<b>bold</b>')
  await expect(shown.getByRole('button', { name: 'Copy code' })).toBeVisible()
  await expect(shown.locator('math')).toHaveCount(2)
  await expect(shown.locator('math mfrac')).toHaveCount(1)
  const spelled = await shown.evaluate((element) => {
    const copy = element.cloneNode(true)
    // KaTeX keeps the source for screen readers and copying, out of sight.
    if (copy instanceof Element) for (const part of copy.querySelectorAll('math')) part.remove()
    return copy.textContent ?? ''
  })
  expect(spelled).not.toMatch(/\$|\\frac|\\sqrt|\*\*|\|---|```/)
})

test('the quiet line holds times and token counts once the run is over', async ({
  app,
  modelServer,
}) => {
  await modelServer.script({
    reasoning: 'I look.<hold:thought>',
    answer: 'A cup.<hold:end>',
    usage: { prompt_tokens: 1214, completion_tokens: 57, total_tokens: 1271 },
  })
  await openAndAsk(app)
  const stats = app.run().getByTestId('run-stats')
  await modelServer.untilHeld('thought')
  await expect(stats).toHaveCount(0)
  await modelServer.release('thought')
  await modelServer.release('end')
  await app.untilStatus('complete')
  await expect(stats).toHaveAttribute('data-prompt-tokens', '1214')
  await expect(stats).toHaveAttribute('data-completion-tokens', '57')
  const read = async (name: string) => Number(await stats.getAttribute(`data-${name}-ms`))
  const [first, reasoning, duration] = [
    await read('ttft'),
    await read('reasoning'),
    await read('duration'),
  ]
  expect(first).toBeGreaterThan(0)
  expect(reasoning).toBeGreaterThan(0)
  expect(duration).toBeGreaterThanOrEqual(first + reasoning - 1)
})

test('Raw shows the untouched text and goes back', async ({ app, modelServer }) => {
  await modelServer.script({ reasoning: 'I *look*.', answer: MARKED })
  await openAndAsk(app)
  await app.untilStatus('complete')
  const raw = app.run().getByRole('button', { name: 'Raw', exact: true })
  await raw.click()
  expect(await app.run().getByTestId('raw-answer').textContent()).toBe(MARKED)
  await expect(app.run().getByTestId('answer')).toBeHidden()
  await raw.click()
  await expect(app.run().getByTestId('raw-answer')).toHaveCount(0)
  await expect(app.run().getByTestId('answer')).toBeVisible()
})

test('Copy answer copies the answer without box tokens', async ({
  app,
  page,
  context,
  modelServer,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await modelServer.script({ reasoning: 'I look.', answer: MARKED })
  await openAndAsk(app)
  await app.untilStatus('complete')
  await app.run().getByRole('button', { name: 'Copy answer', exact: true }).click()
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe('The cup is at [[100,200,300,500]], **left**.')
})
