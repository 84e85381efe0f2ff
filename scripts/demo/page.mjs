/** Size of every demo picture in CSS pixels; it is rendered at twice that. */
export const WIDTH = 768
export const HEIGHT = 512

const SANS = "Inter, 'Helvetica Neue', 'Liberation Sans', sans-serif"
export const SERIF = "'Source Serif 4', Georgia, 'P052', 'Liberation Serif', serif"

/** A whole page around an SVG drawing. */
export function svgPage(content, viewBox = `0 0 ${WIDTH} ${HEIGHT}`) {
  return htmlPage(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" width="${WIDTH}" height="${HEIGHT}" font-family="${SANS}">${content}</svg>`,
    'svg{display:block}',
  )
}

/** A whole page around HTML content with its style. */
export function htmlPage(content, style) {
  return `<!doctype html><meta charset="utf-8"><style>*{box-sizing:border-box;margin:0}
body{width:${WIDTH}px;height:${HEIGHT}px;overflow:hidden;font-family:${SANS};-webkit-font-smoothing:antialiased}
${style}</style>${content}`
}

/** A text element; attributes as an object. */
export function text(x, y, content, attributes = {}) {
  const list = Object.entries({ x, y, ...attributes }).map(([name, value]) => `${name}="${value}"`)
  return `<text ${list.join(' ')}>${content}</text>`
}
