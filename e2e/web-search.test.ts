import { expectAccessible } from './expect-accessible.ts'
import { expect, test } from './test.ts'

const PAGES = [
  {
    title: 'Cups of the world',
    link: 'https://cups.example.org/all?page=1',
    media: 'Cup News',
    content: 'A long story of cups.',
    publish_date: '2026-05-03',
    refer: 'ref_1',
    icon: 'https://cups.example.org/icon.png',
  },
  {
    title: '<script>alert(1)</script>\u202Egnp.exe',
    link: 'javascript:alert(1)',
    content: 'x'.repeat(5000),
    refer: 'ref_2',
  },
  ...[3, 4, 5, 6].map((number) => ({
    title: `Page ${number}`,
    link: `https://site${number}.example.com/`,
    refer: `ref_${number}`,
  })),
]

test('found pages stand below the answer, and citations light them', async ({
  app,
  page,
  modelServer,
}) => {
  await modelServer.script({
    answer: 'Cups are old [ref_1], some say [ref_6]. Nobody says [ref_9] or `[ref_1]`.',
    webSearch: PAGES,
  })
  await app.open()
  await app.connect()
  await app.ask('How old are cups?')
  await app.untilStatus('complete')
  const results = page.getByTestId('search-results')
  await expect(results.getByText('6 pages were found')).toBeVisible()
  const cards = results.getByRole('listitem')
  await expect(cards).toHaveCount(4)
  const link = cards.first().getByRole('link', { name: 'Cups of the world', exact: true })
  await expect(link).toHaveAttribute('href', 'https://cups.example.org/all?page=1')
  await expect(link).toHaveAttribute('target', '_blank')
  await expect(link).toHaveAttribute('rel', /noopener noreferrer/)
  for (const words of ['cups.example.org', 'Cup News', 'A long story of cups.', '2026-05-03'])
    await expect(cards.first()).toContainText(words)
  await expect(results.locator('img')).toHaveCount(0)
  await expect(cards.nth(1)).toContainText('<script>alert(1)</script>\uFFFDgnp.exe')
  await expect(cards.nth(1).getByRole('link')).toHaveCount(0)

  await expectAccessible(page)
  const answer = app.run().getByTestId('answer')
  await expect(answer.getByRole('button', { name: /^Source/ })).toHaveCount(2)
  await expect(answer).toContainText('Nobody says [ref_9] or [ref_1].')
  await answer.getByRole('button', { name: 'Source 1', exact: true }).focus()
  await expect(cards.first()).toHaveAttribute('data-lit', 'true')
  await answer.getByRole('button', { name: 'Source 6', exact: true }).click()
  await expect(cards).toHaveCount(6)
  await expect(cards.last()).toHaveAttribute('data-lit', 'true')
  await expect(cards.last()).toBeInViewport()
  await cards.nth(2).hover()
  await expect(cards.nth(2)).toHaveAttribute('data-lit', 'true')
})

test('pages are found in a whole answer too', async ({ app, page, modelServer }) => {
  await modelServer.script({
    body: JSON.stringify({
      choices: [
        { index: 0, message: { role: 'assistant', content: 'Old.' }, finish_reason: 'stop' },
      ],
      citations: ['https://cups.example.org/'],
    }),
  })
  await app.open()
  await app.connect()
  await app.ask('How old are cups?')
  await app.untilStatus('complete')
  await expect(page.getByTestId('search-results').getByRole('link')).toHaveAttribute(
    'href',
    'https://cups.example.org/',
  )
})
