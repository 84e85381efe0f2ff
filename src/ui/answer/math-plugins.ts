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
const MOST_CELLS = 4000
/** For all formulas of one block together, which is set anew with each frame while it arrives. */
const HIGHEST_COST = 12_000
/**
 * What gives a name a meaning: a formula of a few hundred characters could have itself written out a million times,
 * as `maxExpand` counts expansions and not what they expand to.
 */
const DEFINITION =
  /\\(?:def|gdef|edef|xdef|let|futurelet|newcommand|renewcommand|providecommand|global|long)(?![a-zA-Z@])/

/** Nothing that loads, links, or grows without bound. Broken formulas are shown as their source. */
const KATEX: KatexOptions = {
  trust: false,
  maxExpand: 200,
  maxSize: 20,
  strict: 'ignore',
  output: 'htmlAndMathml',
  errorColor: 'var(--danger)',
}

/** Leaves formulas that KaTeX must not see (too much work, definitions, or with chips inside) as code. */
function guardFormulas() {
  return (tree: Root) => {
    let total = 0
    visit(tree, 'element', (element) => {
      if (element.tagName !== 'code' || !isFormula(element)) return undefined
      const source = textOf(element)
      const cost = costOf(source)
      if (total + cost <= HIGHEST_COST && isHarmless(source)) total += cost
      else element.properties = {}
      return SKIP
    })
  }
}

function isHarmless(source: string): boolean {
  return (
    source.length <= LONGEST_FORMULA &&
    !hasMarkers(source) &&
    !DEFINITION.test(source) &&
    depthOf(source) <= DEEPEST_FORMULA &&
    cellsOf(source) <= MOST_CELLS
  )
}

function isFormula({ properties }: Element): boolean {
  return Array.isArray(properties['className']) && properties['className'].includes('language-math')
}

/** About as many elements as KaTeX makes of it: each command, index and cell takes about ten. */
function costOf(source: string): number {
  return 10 + source.length + 10 * (source.match(/[\\^_&]/g)?.length ?? 0)
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

/** Cells of a matrix, which has as many columns in each row as in its longest. */
function cellsOf(source: string): number {
  const rows = source.split(/\\\\|\\cr(?![a-zA-Z@])/)
  const columns = rows.map((row) => row.split('&').length)
  return rows.length * Math.max(...columns)
}

/** What `react-markdown` needs for formulas; a chunk of its own, loaded with the first formula. */
export const mathPlugins: MathPlugins = {
  remark: [remarkMath],
  rehype: [guardFormulas, [rehypeKatex, KATEX]],
}
