// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { PlainBlock } from './plain-block.tsx'

const endless = Array.from({ length: 40_000 }, (_, index) => `{"${index}":`).join('')

describe('plain text', () => {
  test('of one endless line is laid out in pieces, of which none is long', () => {
    const { container } = render(<PlainBlock text={endless.slice(0, 90_000)} />)
    expect(container.textContent).toBe(endless.slice(0, 90_000))
    const lengths = [...container.querySelectorAll('div > div > div')].map(
      ({ textContent }) => textContent.length,
    )
    expect(lengths).toHaveLength(23)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(4000)
  })

  test('shows its last 100,000 characters at most, says so, and shows more on demand', () => {
    const { container } = render(<PlainBlock text={endless} />)
    const shown = () =>
      endless.length - Number(/^[\d,]+/.exec(container.textContent)?.[0].replaceAll(',', ''))
    expect(shown()).toBeLessThanOrEqual(100_000)
    expect(container.textContent.endsWith(endless.slice(-shown()))).toBe(true)
    const before = shown()
    fireEvent.click(screen.getByRole('button', { name: 'Show earlier text' }))
    expect(shown()).toBe(before + 40_000)
  })

  test('keeps what stays in sight as it is when more of it is hidden', () => {
    const { container, rerender } = render(<PlainBlock text={endless.slice(0, 98_000)} />)
    const chunks = () => [...container.querySelectorAll<HTMLElement>('[class*=content-visibility]')]
    const kept = chunks().slice(10, 24)
    rerender(<PlainBlock text={endless.slice(0, 103_000)} />)
    expect(kept.map((chunk) => chunks().indexOf(chunk))).toEqual(kept.map((_, index) => index))
  })

  test('that is short is one paragraph', () => {
    const { container } = render(<PlainBlock text={'\na\n b\n'} />)
    expect(container.innerHTML).toMatch(/^<p class="[^"]*">a\n b<\/p>$/)
  })
})
