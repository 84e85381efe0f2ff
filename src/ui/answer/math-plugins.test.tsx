// @vitest-environment jsdom
import { render, screen, waitFor } from '@testing-library/react'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { createMarker } from '@/core/markdown/mention-marker.ts'
import { makeRegion } from '@/testing/make-region.ts'
import { MarkdownBlock } from './markdown-block.tsx'
import { MentionContext } from './mention-context.ts'

const CUP = makeRegion({
  label: 'cup',
  coords: [1, 2, 3, 4],
  rect: [0.001, 0.002, 0.003, 0.004],
  source: [0, 10],
})
const SOURCE = {
  mentions: [{ start: 0, end: 10, regions: [0], possible: false }],
  readMention: () => '',
  regionAt: () => ({ key: 'answer:0', region: CUP, number: 1, hue: 1, confirmed: false }),
}
const CHIP = 'Region 1, cup: 1 2 3 4'
const marker = createMarker(0)

function show(text: string) {
  return render(
    <MentionContext value={SOURCE}>
      <MarkdownBlock block={{ id: 0, text, isClosed: true }} />
    </MentionContext>,
  )
}

beforeAll(() => import('./math-plugins.ts'))

describe('formulas', () => {
  test('a formula is set once KaTeX is there', async () => {
    const { container } = show('so $x^2$ and\n\n$$\n\\frac{a}{b}\n$$')
    await waitFor(() => expect(container.querySelectorAll('.katex')).toHaveLength(2))
    expect(container.querySelector('.katex-display')).not.toBeNull()
  })

  test.each([
    ['that loops', '$\\def\\a#1{\\a{#1#1}}\\a{x}$'],
    ['that fetches', '$\\includegraphics{https://evil.example/p.png}$'],
    ['with attributes', '$\\htmlData{x=1}{y}$'],
    ['that nests', `$${'{'.repeat(3000)}x${'}'.repeat(3000)}$`],
    ['with a chip', `$x = ${marker}$`],
  ])('a formula %s does no harm', async (_title, text) => {
    const { container } = show(`$z$ and ${text}`)
    await waitFor(() => expect(container.querySelector('.katex')).not.toBeNull())
    expect(container.querySelector('img, a, [data-x]')).toBeNull()
    if (text.includes(marker)) expect(screen.getByRole('button', { name: CHIP })).toBeDefined()
  })
})

describe('formulas that would take too long, or forge', () => {
  async function setBeside(text: string) {
    const { container } = show(`$z$ and ${text}`)
    await waitFor(() => expect(container.querySelector('.katex')).not.toBeNull())
    return container
  }

  test.each([
    ['\\def\\a{xx}\\a\\a'],
    ['\\gdef\\a{xx}\\a'],
    ['\\global\\let\\a=x\\a'],
    ['\\newcommand{\\a}[1]{#1#1}\\a{x}'],
    ['\\renewcommand\\phi{xx}\\phi'],
    ['\\providecommand\\a{xx}\\a'],
    ['\\futurelet\\a\\b x'],
    [`\\begin{matrix}${'&'.repeat(500)}${'\\\\'.repeat(500)}\\end{matrix}`],
  ])('%s is shown as its source', async (source) => {
    const container = await setBeside(`$${source}$`)
    expect(container.querySelectorAll('.katex')).toHaveLength(1)
    expect(container.querySelector('code')?.textContent).toBe(source)
  })

  test('words that only begin like a definition are set', async () => {
    const container = await setBeside('$\\left(x\\right)$ and $\\longrightarrow$')
    expect(container.querySelectorAll('.katex')).toHaveLength(3)
  })

  test.each([
    ['small', '$x_1^2$ ', 800, 342],
    ['long', `$${'x_1'.repeat(300)}$ `, 5, 3],
  ])(
    'a block sets so many %s formulas, and shows the source of the rest',
    async (_title, text, count, set) => {
      const container = await setBeside(text.repeat(count))
      expect(container.querySelectorAll('.katex')).toHaveLength(1 + set)
      expect(container.querySelectorAll('code')).toHaveLength(count - set)
      expect(container.querySelectorAll('*').length).toBeLessThan(20_000)
    },
  )

  test('no character that a formula names makes a chip', async () => {
    // KaTeX says that it does not know how wide such a character is.
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const forged = '\\char"E000\\char"E030\\char"E001'
    const container = await setBeside(
      `$${forged}$, $\\text{${forged}}$ and [$${forged}$ ${marker}](https://a.example)`,
    )
    expect(container.querySelectorAll('.katex')).toHaveLength(4)
    expect(screen.getAllByRole('button')).toHaveLength(1)
  })
})
