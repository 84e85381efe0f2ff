/** A mark of a ruler: its value on the model's scale and its place in CSS pixels from the ruler's start. */
export type RulerMark = { readonly value: number; readonly at: number }

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] as const

/** The model's scale runs from 0 to this on both axes. */
export const RULER_END = 1000

/**
 * The marks that lie on a stretch of `room` CSS pixels, for a picture that starts at `start` and is `length` long.
 * Neighbours are at least `gap` pixels apart.
 */
export function rulerMarks(
  start: number,
  length: number,
  room: number,
  gap: number,
): readonly RulerMark[] {
  if (!(length > 0) || !(room > 0)) return []
  const step = STEPS.find((value) => (value / RULER_END) * length >= gap) ?? RULER_END
  const first = Math.ceil(Math.max(0, (-start / length) * RULER_END) / step)
  const last = Math.floor(Math.min(RULER_END, ((room - start) / length) * RULER_END) / step)
  const marks: RulerMark[] = []
  for (let index = first; index <= last; index += 1) {
    const value = index * step
    marks.push({ value, at: start + (value / RULER_END) * length })
  }
  return marks
}
