/** Height of a row in CSS pixels, as `.viewer-list td` has it; on a phone it must fit a finger. */
export const ROW_HEIGHT = 26
export const PHONE_ROW_HEIGHT = 36
/** Up to this many rows all are in the page. */
const FEW = 300
/** Rows come and go by pages, so that not every turn of the wheel renders. */
const PAGE = 20
/** Pages kept before the one that is scrolled to, and from it on: more than any list is high. */
const PAGES_BEFORE = 1
const PAGES_FROM = 4

/** The page of rows at the top of a list that is scrolled by so many CSS pixels. */
export function pageAt(scrollTop: number, rowHeight: number): number {
  return Math.max(0, Math.floor(scrollTop / (rowHeight * PAGE)))
}

/** The rows to keep in the page: from `start` up to but without `end`. */
export function rowWindow(
  count: number,
  page: number,
): { readonly start: number; readonly end: number } {
  if (count <= FEW) return { start: 0, end: count }
  const last = Math.min(page, Math.floor((count - 1) / PAGE))
  return {
    start: Math.max(0, last - PAGES_BEFORE) * PAGE,
    end: Math.min(count, (last + PAGES_FROM) * PAGE),
  }
}
