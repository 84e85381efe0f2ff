import type { App } from './app.ts'
import { expectAccessible } from './expect-accessible.ts'
import { readBody, wordsOf } from './seen-body.ts'
import { expect, test } from './test.ts'

const SAID = 'The cup is at [[100,200,30'

async function askCup(app: App, provider = 'vLLM'): Promise<void> {
  await app.open()
  await app.connect({ provider })
  await app.ask('Where is the cup?')
}

test('Continue makes a box whole that was cut, in a second answer that says so', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({ reasoning: 'I look.', answer: `${SAID}<fault>`, fault: 'eof' })
  await askCup(app)
  await app.untilStatus('truncated')
  const error = app.run().getByTestId('run-error')
  await expect(error).toContainText('Continue goes on where the answer broke off')
  await modelServer.script({ reasoning: '', answer: '0,500]].' })
  await error.getByRole('button', { name: 'Continue', exact: true }).click()
  await app.untilStatus('complete')
  await expect(page.getByText('Continues answer 1', { exact: true })).toBeVisible()
  await expect(app.run().getByTestId('answer')).toHaveAttribute(
    'data-length',
    String(`${SAID}0,500]].`.length),
  )
  await expect(app.run().getByRole('button', { name: /^Region 1/ })).toContainText(
    '100 200 300 500',
  )
  const { messages, ...body } = await readBody(modelServer)
  expect(messages.map((message) => [message.role, wordsOf(message)])).toEqual([
    ['user', 'Where is the cup?'],
    ['assistant', SAID],
  ])
  expect(body).toMatchObject({ continue_final_message: true, add_generation_prompt: false })
  // The first answer is as it was.
  await expect(app.run(0)).toHaveAttribute('data-status', 'truncated')
  await expectAccessible(page)
})

test('an answer at its limit can be continued or asked anew', async ({ app, modelServer }) => {
  await modelServer.script({ answer: 'The cup is', finishReason: 'length' })
  await askCup(app)
  await app.untilStatus('length')
  const note = app.run().getByTestId('run-note')
  await expect(note.getByRole('button')).toHaveText(['Continue', 'Open parameters', 'Regenerate'])
  await modelServer.script({ answer: ' here.' })
  await note.getByRole('button', { name: 'Continue', exact: true }).click()
  await app.untilStatus('complete')
  await expect(app.run().getByTestId('answer')).toHaveText('The cup is here.')
})

test('a server that cannot go on is asked anew, and the words say so', async ({
  app,
  modelServer,
}) => {
  await modelServer.script({ answer: `${SAID}<fault>`, fault: 'eof' })
  await askCup(app, 'Custom')
  await app.untilStatus('truncated')
  const error = app.run().getByTestId('run-error')
  await expect(error.getByRole('button')).toHaveText(['Retry'])
  await expect(error).toContainText('the question is asked anew')
})

test('a pause can be hurried, and called off without losing its reason', async ({
  app,
  page,
  modelServer,
}) => {
  await page.clock.install()
  await modelServer.script({
    status: 429,
    headers: { 'access-control-expose-headers': 'retry-after', 'retry-after': '90' },
  })
  await askCup(app)
  const pause = app.run().getByTestId('run-retry')
  await expect(pause).toContainText(
    /Too many requests.*Trying again in (?:90|8\d) s \(try 2 of 3\)/,
  )
  await expectAccessible(page)
  await pause.getByRole('button', { name: 'Try now', exact: true }).click()
  await expect(pause).toContainText('(try 3 of 3)')
  expect(await modelServer.readQuestions()).toHaveLength(2)
  await pause.getByRole('button', { name: 'Cancel', exact: true }).focus()
  await page.keyboard.press('Enter')
  await app.untilStatus('error')
  const error = app.run().getByTestId('run-error')
  await expect(error).toContainText('Too many requests')
  // Whoever uses the keyboard goes on from there.
  await expect(error.getByRole('button').first()).toBeFocused()
  expect(await modelServer.readQuestions()).toHaveLength(2)
})

test('a longer wait is left to the user, and told', async ({ app, modelServer }) => {
  await modelServer.script({
    status: 429,
    headers: { 'access-control-expose-headers': 'retry-after', 'retry-after': '3600' },
  })
  await askCup(app)
  await app.untilStatus('error')
  await expect(app.run().getByTestId('run-error')).toContainText(
    'The server asks to wait 60 minutes.',
  )
  expect(await modelServer.readQuestions()).toHaveLength(1)
})

test('a server that speaks another wire is asked again in that one', async ({
  app,
  modelServer,
}) => {
  const event = { type: 'response.created', response: { id: 'r', object: 'response' } }
  await modelServer.script({
    body: `event: response.created\ndata: ${JSON.stringify(event)}\n\n`,
    contentType: 'text/event-stream',
  })
  await askCup(app)
  await app.untilStatus('error')
  const error = app.run().getByTestId('run-error')
  await expect(error).toContainText('This server speaks Responses')
  await error.getByRole('button', { name: 'Switch to Responses', exact: true }).click()
  await expect
    .poll(async () => (await modelServer.readRequests()).map(({ path }) => path))
    .toContain('/v1/responses')
})
