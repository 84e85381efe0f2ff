// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Region } from '@/core/grounding/region.ts'
import { createMarker } from '@/core/markdown/mention-marker.ts'
import { MarkdownBlock } from './markdown-block.tsx'
import { MentionContext, type MentionSource } from './mention-context.ts'

function regionAt(index: number) {
  const region: Region = {
    kind: 'box',
    label: null,
    coords: [index, 1, 2, 3],
    rect: [0, 0, 1, 1],
    space: 'norm1000',
    order: 'xyxy',
    channel: 'answer',
    media: 0,
    time: null,
    source: [index, index + 1],
    action: null,
    flags: [],
  }
  return { key: `answer:${index}`, region, number: index + 1, hue: 1, confirmed: false } as const
}

/** Mentions of so many regions each, one after the other. */
function createSource(mentions: number, each: number): MentionSource {
  return {
    mentions: Array.from({ length: mentions }, (_, mention) => ({
      start: mention,
      end: mention + 1,
      regions: Array.from({ length: each }, (_region, position) => mention * each + position),
      possible: false,
    })),
    readMention: () => '',
    regionAt,
  }
}

function show(text: string, source: MentionSource) {
  return render(
    <MentionContext value={source}>
      <MarkdownBlock block={{ id: 0, text, isClosed: true }} />
    </MentionContext>,
  )
}

const countChips = () => screen.queryAllByRole('button', { name: /^Region/ }).length

describe('a block of many mentions', () => {
  const text = Array.from({ length: 500 }, (_, index) => `item ${createMarker(index)}`).join(', ')

  test('shows the chips of the first, and the coordinates of the rest', () => {
    const { container } = show(text, createSource(500, 1))
    expect(countChips()).toBe(200)
    expect(container.textContent).toContain('item (200 1 2 3), item (201 1 2 3)')
    expect(container.textContent).toContain('item (499 1 2 3)')
    expect(container.textContent).toContain('… and 300 more as plain coordinates')
  })

  test('shows more chips where the reader wants them', () => {
    show(text, createSource(500, 1))
    fireEvent.click(screen.getByRole('button', { name: 'Show 200 more chips' }))
    expect(countChips()).toBe(400)
    fireEvent.click(screen.getByRole('button', { name: 'Show 100 more chips' }))
    expect(countChips()).toBe(500)
    expect(screen.queryByRole('button', { name: /more chips/ })).toBeNull()
  })

  test('that is too long to be shown whole has chips in what is shown', () => {
    const long = Array.from({ length: 4000 }, (_, index) => `item ${createMarker(index)}`)
    const { container } = show(long.join(' and then one more '.repeat(3)), createSource(4000, 1))
    expect(screen.getByRole('button', { name: 'Show earlier text' })).toBeDefined()
    expect(countChips()).toBe(200)
    expect(container.textContent).toContain('item (3999 1 2 3)')
  })

  test('costs few elements', () => {
    const many = Array.from({ length: 3000 }, (_, index) => createMarker(index)).join(' ')
    const { container } = show(many, createSource(3000, 1))
    expect(container.querySelectorAll('*').length).toBeLessThan(700)
  })
})

describe('a mention of many regions', () => {
  test('shows the chips of the first, and the coordinates of the rest', () => {
    const { container } = show(`at ${createMarker(0)}.`, createSource(1, 5000))
    expect(countChips()).toBe(200)
    expect(container.textContent).toMatch(/, \(200 1 2 3\), \(201 1 2 3\), .*, \(4999 1 2 3\)\./)
    expect(container.textContent).toContain('… and 4,800 more')
  })
})

describe('a block of few mentions', () => {
  test('has a chip for each, and no word about it', () => {
    show(`${createMarker(0)} ${createMarker(1)}`, createSource(2, 100))
    expect(countChips()).toBe(200)
    expect(screen.queryByRole('button', { name: /more chips/ })).toBeNull()
  })
})
