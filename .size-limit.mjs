import { readFileSync } from 'node:fs'

/** The scripts that the first load needs: the entry of index.html and the chunks it imports, which Vite preloads. */
function readFirstScripts() {
  const html = readFileSync('dist/index.html', 'utf8')
  const tags =
    html.match(/<script[^>]+src="[^"]+"|<link[^>]+rel="modulepreload"[^>]+href="[^"]+"/g) ?? []
  const paths = tags.map((tag) => /(?:src|href)="\/([^"]+)"/.exec(tag)?.[1]).filter(Boolean)
  if (paths.length === 0) throw new Error('dist/index.html loads no script')
  return paths.map((path) => `dist/${path}`)
}

// biome-ignore lint/style/noDefaultExport: size-limit reads the default export
export default [
  { name: 'JavaScript of the first load', path: readFirstScripts(), limit: '150 kB', gzip: true },
]
