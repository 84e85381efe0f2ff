/**
 * Marks by which GLM models wrap their answer, and special tokens that leak through some servers. They say
 * something to the program, not to the reader.
 */
const MARKS = [
  '<|begin_of_box|>',
  '<|end_of_box|>',
  '</|end_of_box|>',
  '<answer>',
  '</answer>',
  '<think>',
  '</think>',
  '<|user|>',
  '<|assistant|>',
  '<|endoftext|>',
  '<|observation|>',
] as const

const ANY_MARK =
  /<\|(?:begin_of_box|end_of_box|user|assistant|endoftext|observation)\|>|<\/\|end_of_box\|>|<\/?(?:answer|think)>/g

const LONGEST_MARK = Math.max(...MARKS.map((mark) => mark.length))

/** Half a mark at the very end of a run is hidden from this length on; `<` or `<a` may be the model's own words. */
const SURE_LENGTH = 4

/** The text without model markup. Whole marks only: see `halfMarkLength` for what stands at a cut. */
export function removeMarks(text: string): string {
  return text.includes('<') ? text.replace(ANY_MARK, '') : text
}

/** UTF-16 length of the longest end of the text that may still grow into a mark; 0 where there is none. */
export function halfMarkLength(text: string): number {
  const start = text.lastIndexOf('<')
  if (start < 0 || text.length - start >= LONGEST_MARK) return 0
  const end = text.slice(start)
  return MARKS.some((mark) => mark.length > end.length && mark.startsWith(end)) ? end.length : 0
}

/** The same for a text that grows no more: half a mark stays hidden only where it can be nothing else. */
export function cutMarkLength(text: string): number {
  const length = halfMarkLength(text)
  const end = text.slice(text.length - length)
  return length >= SURE_LENGTH && /^<\/?\|/.test(end) ? length : 0
}
