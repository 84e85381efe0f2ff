// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Block } from '@/core/markdown/block.ts'
import { ChannelText } from './channel-text.tsx'

function createBlocks(count: number): readonly Block[] {
  return Array.from({ length: count }, (_, id) => ({ id, text: `Line ${id}\n`, isClosed: true }))
}

function text(blocks: readonly Block[]) {
  return (
    <ChannelText
      blocks={blocks}
      channel="answer"
      mentions={[]}
      regionAt={() => null}
      readText={() => ''}
    />
  )
}

const countBlocks = (container: HTMLElement) => container.querySelectorAll('p').length

describe('a channel of countless blocks', () => {
  test('shows its end, and says how much it hides', async () => {
    const { container } = render(text(createBlocks(5000)))
    await screen.findByText('Line 4999')
    expect(countBlocks(container)).toBe(648)
    expect(container.textContent).toContain('4,352 earlier paragraphs not shown')
  })

  test('shows earlier text where the reader wants it, and then keeps it', async () => {
    const { container, rerender } = render(text(createBlocks(900)))
    await screen.findByText('Line 899')
    expect(countBlocks(container)).toBe(644)
    fireEvent.click(screen.getByRole('button', { name: 'Show earlier text' }))
    expect(countBlocks(container)).toBe(900)
    expect(screen.queryByRole('button', { name: 'Show earlier text' })).toBeNull()
    rerender(text(createBlocks(1200)))
    expect(countBlocks(container)).toBe(1200)
  })

  test('has all blocks of an answer as people write them', async () => {
    const { container } = render(text(createBlocks(700)))
    await screen.findByText('Line 0')
    expect(countBlocks(container)).toBe(700)
  })
})
