// @vitest-environment jsdom
import { renderHook, waitFor } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { createLazyModule, useLazyModule } from './use-lazy-module.ts'

describe('a lazy module', () => {
  test('is loaded once, when it is first needed', async () => {
    const load = vi.fn(async () => 'module')
    const lazy = createLazyModule(load)
    const { result, rerender } = renderHook(({ isNeeded }) => useLazyModule(lazy, isNeeded), {
      initialProps: { isNeeded: false },
    })
    expect(load).not.toHaveBeenCalled()
    rerender({ isNeeded: true })
    expect(result.current).toBeNull()
    await waitFor(() => expect(result.current).toBe('module'))
    expect(renderHook(() => useLazyModule(lazy, true)).result.current).toBe('module')
    expect(load).toHaveBeenCalledOnce()
  })

  test('that fails to load is tried again by the next one', async () => {
    const load = vi.fn(async () => 'module').mockRejectedValueOnce(new Error('offline'))
    const lazy = createLazyModule<string>(load)
    const first = renderHook(() => useLazyModule(lazy, true))
    await waitFor(() => expect(load).toHaveBeenCalledOnce())
    expect(first.result.current).toBeNull()
    await waitFor(() => {
      const next = renderHook(() => useLazyModule(lazy, true))
      expect(next.result.current).toBe('module')
    })
  })
})
