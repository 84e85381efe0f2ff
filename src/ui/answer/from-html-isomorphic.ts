import { fromHtml } from 'hast-util-from-html'

// rehype-katex parses KaTeX's output through a package whose browser build writes innerHTML, which Trusted Types
// refuse; vite.config.ts puts this module in its place.
export const fromHtmlIsomorphic = fromHtml
