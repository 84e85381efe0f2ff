/** "JPEG" for "image/jpeg", "SVG" for "image/svg+xml"; an unknown type keeps its second half. */
export function typeName(type: string): string {
  const subtype = type.split(';', 1)[0]?.split('/').at(-1) ?? ''
  return (subtype.split('+', 1)[0] ?? '').replace(/^x-/, '').toUpperCase()
}

const UNITS = ['bytes', 'kB', 'MB', 'GB'] as const

/** Decimal units, one decimal below ten: "2.1 MB", "14 kB", "512 bytes". */
export function byteSize(bytes: number): string {
  let value = bytes
  let step = 0
  while (value >= 999.5 && step < UNITS.length - 1) {
    value /= 1000
    step += 1
  }
  const digits = step > 0 && value < 9.95 ? 1 : 0
  return `${value.toFixed(digits)} ${UNITS[step]}`
}

/** "22 %"; below ten per cent with one decimal, so that neighbouring steps differ. */
export function percentage(fraction: number): string {
  const value = fraction * 100
  return `${value.toFixed(value < 9.95 ? 1 : 0)} %`
}
