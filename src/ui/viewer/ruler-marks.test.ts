import { describe, expect, it } from 'vitest'
import { rulerMarks } from './ruler-marks.ts'

describe('the marks of a ruler', () => {
  it.each([
    { length: 800, step: 100 },
    { length: 400, step: 200 },
    { length: 90, step: 500 },
    { length: 8000, step: 10 },
  ])('are $step apart on a picture of $length pixels', ({ length, step }) => {
    const [first, second] = rulerMarks(0, length, length, 44)
    expect(first).toEqual({ value: 0, at: 0 })
    expect(second?.value).toBe(step)
  })

  it('run from 0 to 1000 over the whole picture', () => {
    const marks = rulerMarks(30, 800, 900, 44)
    expect(marks.at(0)).toEqual({ value: 0, at: 30 })
    expect(marks.at(-1)).toEqual({ value: 1000, at: 830 })
  })

  it('are only those in sight when the picture goes beyond the stage', () => {
    const marks = rulerMarks(-5000, 10_000, 500, 44)
    expect(marks.at(0)).toEqual({ value: 500, at: 0 })
    expect(marks.at(-1)).toEqual({ value: 550, at: 500 })
    expect(marks).toHaveLength(11)
  })

  it.each([
    [0, 100],
    [100, 0],
    [Number.NaN, 100],
  ])('are none for a picture of %d pixels on a stage of %d', (length, room) => {
    expect(rulerMarks(0, length, room, 44)).toEqual([])
  })
})
