/** How much larger than usual the reader's text is: the root font size over 16 px. Heights in rem grow with it. */
export function textScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1
}
