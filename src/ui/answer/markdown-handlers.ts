import type { Element, ElementContent } from 'hast'
import type { Options } from 'react-markdown'

type Handlers = NonNullable<NonNullable<Options['remarkRehypeOptions']>['handlers']>

/**
 * Where Markdown would make something invisible, or would need the whole document, the text stays instead:
 * definitions and footnotes are shown where they were written, HTML is shown as its source.
 */
export const markdownHandlers: Handlers = {
  definition: (_state, node): Element => ({
    type: 'element',
    tagName: 'p',
    properties: {},
    children: [text(`[${node.label ?? node.identifier}]: `), createLink(String(node.url))],
  }),
  footnoteReference: (_state, node) => text(`[^${node.label ?? node.identifier}]`),
  footnoteDefinition: (state, node): Element => ({
    type: 'element',
    tagName: 'div',
    properties: {},
    children: [text(`[^${node.label ?? node.identifier}]: `), ...state.all(node)],
  }),
  html: (_state, node, parent): ElementContent => {
    const source = text(String(node.value))
    if (
      parent?.type === 'paragraph' ||
      parent?.type === 'heading' ||
      parent?.type === 'tableCell'
    ) {
      return source
    }
    const code: Element = {
      type: 'element',
      tagName: 'code',
      properties: { className: ['language-html'] },
      children: [source],
    }
    return { type: 'element', tagName: 'pre', properties: {}, children: [code] }
  },
}

function text(value: string): { type: 'text'; value: string } {
  return { type: 'text', value }
}

function createLink(url: string): Element {
  return { type: 'element', tagName: 'a', properties: { href: url }, children: [text(url)] }
}
