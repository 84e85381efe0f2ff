import { afterEach, beforeEach, expect, vi } from 'vitest'

/** A test that makes the console complain fails: React and the browser say there what they only suspect. */
const complaints: string[] = []

beforeEach(() => {
  complaints.length = 0
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
      complaints.push(`${level}: ${parts.map(String).join(' ')}`)
    })
  }
})

afterEach(async () => {
  if (typeof document !== 'undefined') {
    const { cleanup } = await import('@testing-library/react')
    cleanup()
  }
  vi.restoreAllMocks()
  expect(complaints, 'the console stays silent').toEqual([])
})
