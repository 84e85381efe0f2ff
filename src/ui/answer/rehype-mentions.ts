import type { Element, ElementContent, Root, RootContent, Text } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import { hasMarkers, removeMarkers, splitMarkers } from '@/core/markdown/mention-marker.ts'

/** Markers inside an address were percent-encoded as UTF-8. */
const ENCODED_MARKER =
  /%EE%80%80(?:%EE%80%B\d)+%EE%80%81|%EE%80%82(?:(?!%EE%80%83)[\x21-\x7e])*%EE%80%83/gi
/** What follows a chip on the same line, as it follows a word. */
const CLOSING = /^[.,;:!?)\]…。，、；：！？）]{1,4}/
const ADDRESSES = ['href', 'src'] as const
const TEXTS = ['alt', 'title'] as const

/**
 * Turns the markers of `mention-marker.ts` into elements: `<span data-mention="3" data-after=".">` for a mention,
 * `<span data-arriving>` around text that is still arriving. Code fences are left to `CodeBlock`; a chip cannot
 * stand inside a link, so it follows the link. What KaTeX made holds no markers of ours, but any character that the
 * model names (`\char`), so none is looked for there.
 */
export function rehypeMentions() {
  return (tree: Root) => {
    if (tree.children.some(holdsMarkers)) tree.children = tree.children.flatMap(markChild)
    visit(tree, 'element', (element) => {
      if (element.tagName === 'pre' || isFormula(element)) return SKIP
      cleanAttributes(element)
      if (element.children.some(holdsMarkers)) {
        element.children = element.children.flatMap(markChild)
      }
      return undefined
    })
  }
}

function holdsMarkers(node: RootContent): boolean {
  if (node.type === 'text') return hasMarkers(node.value)
  return node.type === 'element' && node.tagName === 'a' && hasMarkers(proseOf(node))
}

function isFormula({ properties }: Element): boolean {
  const names = properties['className']
  return Array.isArray(names) && names.some((name) => String(name).startsWith('katex'))
}

/** All text inside an element but that of formulas. */
function proseOf(node: ElementContent): string {
  if (node.type === 'text') return node.value
  return node.type === 'element' && !isFormula(node) ? node.children.map(proseOf).join('') : ''
}

function markChild<Child extends RootContent>(child: Child): (Child | Element | Text)[] {
  if (child.type === 'text') return markText(child.value)
  if (child.type === 'element' && child.tagName === 'a') return liftOut(child)
  return [child]
}

function markText(text: string): (Element | Text)[] {
  const nodes: (Element | Text)[] = []
  let mention: Element | null = null
  for (const piece of splitMarkers(text)) {
    if (piece.kind === 'mention') {
      mention = createMention(piece.index)
      nodes.push(mention)
      continue
    }
    if (piece.kind === 'arriving') nodes.push(createSpan({ dataArriving: '' }, piece.text))
    else nodes.push(...closeMention(mention, piece.text))
    mention = null
  }
  return nodes
}

/** Moves the punctuation behind a chip into it; returns the rest of the text. */
function closeMention(mention: Element | null, text: string): Text[] {
  const after = mention === null ? '' : (CLOSING.exec(text)?.[0] ?? '')
  if (mention !== null) mention.properties['dataAfter'] = after
  const rest = text.slice(after.length)
  return rest === '' ? [] : [{ type: 'text', value: rest }]
}

/** A link without its chips, and the chips behind it. */
function liftOut(link: Element): Element[] {
  const mentions = splitMarkers(proseOf(link)).filter((piece) => piece.kind === 'mention')
  visit(link, (node) => {
    if (node.type === 'element' && isFormula(node)) return SKIP
    if (node.type === 'text') node.value = removeMarkers(node.value)
    return undefined
  })
  return [link, ...mentions.map(({ index }) => createMention(index))]
}

function createMention(index: number): Element {
  return createSpan({ dataMention: String(index), dataAfter: '' }, '')
}

function cleanAttributes({ properties }: Element): void {
  for (const name of ADDRESSES) {
    const value = properties[name]
    if (typeof value === 'string') {
      properties[name] = removeMarkers(value.replace(ENCODED_MARKER, ''))
    }
  }
  for (const name of TEXTS) {
    const value = properties[name]
    if (typeof value === 'string') properties[name] = removeMarkers(value)
  }
}

function createSpan(properties: Record<string, string>, text: string): Element {
  return {
    type: 'element',
    tagName: 'span',
    properties,
    children: text === '' ? [] : [{ type: 'text', value: text }],
  }
}
