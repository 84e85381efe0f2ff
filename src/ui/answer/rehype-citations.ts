import type { Element, ElementContent, Root, RootContent, Text } from 'hast'
import { SKIP, visit } from 'unist-util-visit'

/** How models that searched the web refer to a page by its number. */
const CITATION = /\[ref_(\d{1,4})\]/g
const KEPT: ReadonlySet<string> = new Set(['pre', 'code', 'a'])

/** Turns `[ref_3]` into `<span data-citation="3">` with the text inside; code, formulas and links keep theirs. */
export function rehypeCitations() {
  return (tree: Root) => {
    tree.children = tree.children.flatMap(split)
    visit(tree, 'element', (element) => {
      const { tagName, properties } = element
      // A citation that was just made holds its own text.
      if (KEPT.has(tagName) || properties['dataCitation'] !== undefined) return SKIP
      element.children = element.children.flatMap(split)
      return undefined
    })
  }
}

function split<Child extends RootContent | ElementContent>(
  child: Child,
): (Child | Element | Text)[] {
  if (child.type !== 'text' || !child.value.includes('[ref_')) return [child]
  const nodes: (Element | Text)[] = []
  let end = 0
  for (const match of child.value.matchAll(CITATION)) {
    if (match.index > end) nodes.push({ type: 'text', value: child.value.slice(end, match.index) })
    end = match.index + match[0].length
    nodes.push(citation(String(Number(match[1])), match[0]))
  }
  if (end < child.value.length) nodes.push({ type: 'text', value: child.value.slice(end) })
  return nodes
}

function citation(number: string, text: string): Element {
  return {
    type: 'element',
    tagName: 'span',
    properties: { dataCitation: number },
    children: [{ type: 'text', value: text }],
  }
}
