import 'katex/dist/katex.min.css'
import type { Element, Root } from 'hast'
import type { Options } from 'react-markdown'
import rehypeKatex, { type Options as KatexOptions } from 'rehype-katex'
import remarkMath from 'remark-math'
import { SKIP, visit } from 'unist-util-visit'
import { hasMarkers } from '@/core/markdown/mention-marker.ts'
import { textOf } from './text-of.ts'

type MathPlugins = {
  readonly remark: NonNullable<Options['remarkPlugins']>
  readonly rehype: NonNullable<Options['rehypePlugins']>
}

const LONGEST_FORMULA = 4000
const DEEPEST_FORMULA = 60

/** Nothing that loads, links, or grows without bound. Broken formulas are shown as their source. */
const KATEX: KatexOptions = {
  trust: false,
  maxExpand: 200,
  maxSize: 20,
  strict: 'ignore',
  output: 'htmlAndMathml',
  errorColor: 'var(--danger)',
}

/** Leaves formulas that KaTeX must not see (too long, too deep, or with chips inside) as code. */
function guardFormulas() {
  return (tree: Root) => {
    visit(tree, 'element', (element) => {
      if (element.tagName !== 'code' || !isFormula(element)) return undefined
      const source = textOf(element)
      if (
        source.length > LONGEST_FORMULA ||
        hasMarkers(source) ||
        depthOf(source) > DEEPEST_FORMULA
      ) {
        element.properties = {}
      }
      return SKIP
    })
  }
}

function isFormula({ properties }: Element): boolean {
  return Array.isArray(properties['className']) && properties['className'].includes('language-math')
}

function depthOf(source: string): number {
  let depth = 0
  let deepest = 0
  for (const character of source) {
    if (character === '{') depth += 1
    else if (character === '}') depth -= 1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

/** What `react-markdown` needs for formulas; a chunk of its own, loaded with the first formula. */
export const mathPlugins: MathPlugins = {
  remark: [remarkMath],
  rehype: [guardFormulas, [rehypeKatex, KATEX]],
}
