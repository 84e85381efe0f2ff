import type { ResponseHead } from './exchange.ts'

/** The one form of dates that HTTP/1.1 lets servers send (RFC 9110, IMF-fixdate). */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/
const MILLISECONDS = /^\d{1,12}(?:\.\d{1,6})?$/

/**
 * How many milliseconds a server wants to be left alone: `retry-after-ms` first (OpenAI's), then `retry-after` in
 * seconds or as a date. Null where it says nothing readable; most servers do not let web pages read either header.
 * `wallClockMs` is the time since 1970; the server's own `date` goes before it, since clocks of devices are wrong.
 */
export function readRetryAfter(
  headers: ResponseHead['headers'],
  wallClockMs: number,
): number | null {
  const read = (name: string) => headers.find(([key]) => key === name)?.[1].trim() ?? ''
  const milliseconds = read('retry-after-ms')
  if (MILLISECONDS.test(milliseconds)) return Number(milliseconds)
  const value = read('retry-after')
  if (MILLISECONDS.test(value)) return Number(value) * 1000
  const due = readDate(value)
  return due === null ? null : Math.max(0, due - (readDate(read('date')) ?? wallClockMs))
}

function readDate(value: string): number | null {
  const time = HTTP_DATE.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? null : time
}
