import type { App } from './app.ts'
import { expectAccessible } from './expect-accessible.ts'
import { openParameters } from './open-parameters.ts'
import { readBody } from './seen-body.ts'
import { expect, test } from './test.ts'

const TOOLS = JSON.stringify([
  {
    type: 'function',
    function: {
      name: 'zoom_in',
      parameters: {
        type: 'object',
        required: ['box'],
        additionalProperties: false,
        properties: {
          box: { type: 'array', items: { type: 'integer' }, minItems: 4, maxItems: 4 },
          label: { type: 'string' },
        },
      },
    },
  },
])

async function openWithTools(app: App): Promise<void> {
  await app.open()
  await app.connect()
  const region = await openParameters(app.page)
  await region.getByRole('textbox', { name: 'Tools', exact: true }).fill(TOOLS)
  await region.getByRole('button', { name: 'Close parameters', exact: true }).click()
}

test('a call streams into a card, its result goes back, and the answer goes on', async ({
  app,
  page,
  modelServer,
}) => {
  await openWithTools(app)
  await modelServer.script({
    reasoning: 'I should zoom.',
    answer: 'Let me look.',
    toolCalls: [
      { id: 'call-a', name: 'zoom_in', arguments: '{"box":[1,2,3,4],<hold:half>"label":"cup"}' },
    ],
  })
  await app.ask('What is in the cup?')
  await modelServer.untilHeld('half')
  const card = page.getByTestId('tool-call')
  await expect(card).toContainText('zoom_in')
  await expect(card).toContainText('{"box":[1,2,3,4],')
  await expect(card.getByRole('textbox')).toHaveCount(0)
  await modelServer.release('half')
  await app.untilStatus('complete')
  await expect(card.getByText('Arguments are valid JSON and fit the schema')).toBeVisible()
  await expect(card.getByRole('tree').getByRole('treeitem')).toContainText([
    '2 fields',
    'box:',
    'label:',
  ])

  await expectAccessible(page)
  const send = page.getByRole('button', { name: 'Send result', exact: true })
  await expect(send).toBeDisabled()
  const result = card.getByRole('textbox', { name: 'Result of zoom_in', exact: true })
  await result.fill('{"seen":"coffee"}')
  await expect(result).toHaveAccessibleDescription('Valid JSON')
  await expect(send).toBeEnabled()
  await modelServer.script({ answer: 'There is coffee in it.' })
  await result.press('Control+Enter')
  await expect(app.run()).toContainText('There is coffee in it.')
  await expect(page.getByTestId('run')).toHaveCount(2)
  await expect(card.getByText('{"seen":"coffee"}')).toBeVisible()
  await expect(send).toHaveCount(0)
  expect((await readBody(modelServer)).messages).toEqual([
    { role: 'user', content: 'What is in the cup?' },
    {
      role: 'assistant',
      content: 'Let me look.',
      tool_calls: [
        {
          id: 'call-a',
          type: 'function',
          function: { name: 'zoom_in', arguments: '{"box":[1,2,3,4],"label":"cup"}' },
        },
      ],
    },
    { role: 'tool', tool_call_id: 'call-a', content: '{"seen":"coffee"}' },
  ])
})

test('several whole calls are checked one by one, and none is sent without a result', async ({
  app,
  page,
  modelServer,
}) => {
  await openWithTools(app)
  await modelServer.script({
    toolCalls: [
      { name: 'zoom_in', arguments: '{"box":[1,2,3],"size":4}' },
      { name: 'zoom_in', arguments: '{"box":[1,2' },
      { name: 'never_offered', arguments: '' },
    ],
    wholeCalls: true,
  })
  await app.ask('Look thrice.')
  await app.untilStatus('complete')
  const cards = page.getByTestId('tool-call')
  await expect(cards.nth(0)).toContainText('do not fit the schema')
  await expect(cards.nth(0)).toContainText('“size” is not a parameter')
  await expect(cards.nth(1)).toContainText(
    'Arguments are not valid JSON. Line 1, column 12: the text ends before the closing ].',
  )
  await expect(cards.nth(2)).toContainText('No function of this name was offered')

  const send = page.getByRole('button', { name: 'Send results', exact: true })
  await cards.nth(0).getByRole('textbox').fill('one')
  await cards.nth(1).getByRole('textbox').fill('two')
  await expect(page.getByText('1 result is missing')).toBeVisible()
  await expect(send).toBeDisabled()
  await cards.nth(2).getByRole('button', { name: 'Skip', exact: true }).click()
  await modelServer.script({ answer: 'Thank you.' })
  await send.click()
  await expect(app.run()).toContainText('Thank you.')
  const { messages } = await readBody(modelServer)
  expect(messages.slice(2).map(({ content }) => content)).toEqual([
    'one',
    'two',
    'No result: the user skipped this call.',
  ])
})

test('a call that was stopped half way takes no result', async ({ app, page, modelServer }) => {
  await openWithTools(app)
  await modelServer.script({
    toolCalls: [{ name: 'zoom_in', arguments: '{"box":<hold:half>[1]}' }],
  })
  await app.ask('Look.')
  await modelServer.untilHeld('half')
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await app.untilStatus('stopped')
  await expect(page.getByText('The run ended before its calls were whole')).toBeVisible()
  await expect(page.getByTestId('tool-call').getByRole('textbox')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Send result', exact: true })).toHaveCount(0)
})

test('names are shown for what they are, and twenty calls stay in reach of the keyboard', async ({
  app,
  page,
  modelServer,
}) => {
  await openWithTools(app)
  const hostile = '<img src=x onerror=alert(1)>\u202Egnp'
  await modelServer.script({
    toolCalls: Array.from({ length: 20 }, (_, index) => ({
      name: index === 0 ? hostile : 'zoom_in',
      arguments: '{"__proto__":{"\u202Ea":1},"text":"<b>no</b>"}',
    })),
    deltaCharacters: 3,
  })
  await app.ask('Twenty, please.')
  await app.untilStatus('complete')
  const cards = page.getByTestId('tool-call')
  await expect(cards).toHaveCount(20)
  await expect(cards.first()).toContainText('<img src=x onerror=alert(1)>\uFFFDgnp')
  await expect(cards.first()).toContainText('"<b>no</b>"')
  const tree = cards.nth(19).getByRole('tree')
  await tree.getByRole('treeitem').first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(tree.getByRole('treeitem').nth(1)).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(tree.getByRole('treeitem').nth(1)).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('ArrowLeft')
  await expect(tree.getByRole('treeitem').first()).toBeFocused()
})

test('on a phone nothing of a call reaches beyond the screen', async ({
  app,
  page,
  modelServer,
}) => {
  await openWithTools(app)
  await page.setViewportSize({ width: 390, height: 800 })
  const name = `zoom_${'in'.repeat(100)}`
  await modelServer.script({
    toolCalls: [
      { name, arguments: `{"text":"${'word '.repeat(60)}","long":"${'x'.repeat(300)}"}` },
    ],
  })
  await app.ask('Look.')
  await app.untilStatus('complete')
  const card = page.getByTestId('tool-call')
  await expect(card.getByRole('tree')).toBeVisible()
  for (const part of [card, card.getByRole('textbox'), card.getByRole('tree')]) {
    const box = await part.boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390)
  }
})
