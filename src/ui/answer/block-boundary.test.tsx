// @vitest-environment jsdom
import { render } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { BlockBoundary } from './block-boundary.tsx'

function Fragile({ fails }: { readonly fails: boolean }) {
  if (fails) throw new Error('broken')
  return 'rendered'
}

describe('a block boundary', () => {
  test('shows the text of a block that fails, and tries again when the block is closed', () => {
    const onCaughtError = vi.fn()
    const at = (attempt: string, fails: boolean) => (
      <>
        before{' '}
        <BlockBoundary attempt={attempt} fallback="source">
          <Fragile fails={fails} />
        </BlockBoundary>
      </>
    )
    const { container, rerender } = render(at('open', true), { onCaughtError })
    expect(container.textContent).toBe('before source')
    expect(onCaughtError).toHaveBeenCalledOnce()
    rerender(at('open', false))
    expect(container.textContent).toBe('before source')
    rerender(at('closed', false))
    expect(container.textContent).toBe('before rendered')
  })
})
