import { describe, expect, test } from 'vitest'
import { dropTitle, sortDragged } from './dragged-items.ts'

const file = (type: string) => ({ kind: 'file', type })

describe('sortDragged', () => {
  test('tells pictures from what will be refused, by what the browser says', () => {
    const dragged = sortDragged([
      file('image/png'),
      file('application/pdf'),
      file('image/svg+xml'),
      file(''),
      { kind: 'string', type: 'text/plain' },
    ])
    expect(dragged).toEqual({ pictures: 2, refused: ['PDF', 'SVG'] })
    expect(dropTitle(dragged)).toBe('Drop to attach 2 pictures')
  })

  test('says so when nothing of it can be attached', () => {
    expect(dropTitle(sortDragged([file('video/mp4')]))).toBe('These files cannot be attached')
    expect(dropTitle(sortDragged([]))).toBe('Drop to attach')
  })
})
