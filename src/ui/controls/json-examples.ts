/** A piece of JSON to begin with, and what tells that it is there already. */
export type JsonExample = { readonly mark: string; readonly text: string }

const ZOOM = {
  type: 'function',
  function: {
    name: 'zoom_in',
    description: 'Shows a part of the picture larger.',
    parameters: {
      type: 'object',
      properties: {
        box: {
          type: 'array',
          items: { type: 'integer' },
          minItems: 4,
          maxItems: 4,
          description: 'x1, y1, x2, y2 from 0 to 1000',
        },
        reason: { type: 'string' },
      },
      required: ['box'],
      additionalProperties: false,
    },
  },
}

const PRICE = {
  type: 'function',
  function: {
    name: 'find_price',
    description: 'Looks up what a thing costs.',
    parameters: {
      type: 'object',
      properties: {
        name: { type: 'string' },
        currency: { type: 'string', enum: ['EUR', 'USD', 'CNY'] },
      },
      required: ['name'],
    },
  },
}

/** Members of a list of tools, and of an object of fields. */
export const JSON_EXAMPLES: Readonly<Record<'tools' | 'object', readonly JsonExample[]>> = {
  tools: [
    { mark: '"zoom_in"', text: JSON.stringify(ZOOM) },
    { mark: '"find_price"', text: JSON.stringify(PRICE) },
  ],
  object: [{ mark: '"metadata"', text: '"metadata":{"source":"sightline"}' }],
}
