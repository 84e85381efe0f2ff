import { describe, expect, it } from 'vitest'
import { decodeModelList } from './decode-model-list.ts'

describe('decodeModelList', () => {
  it.each([
    [
      'OpenAI',
      { object: 'list', data: [{ id: 'glm-4.6v', object: 'model' }] },
      [{ id: 'glm-4.6v', takesImages: null }],
    ],
    [
      'OpenRouter',
      {
        data: [
          { id: 'z-ai/glm-4.6v', architecture: { input_modalities: ['text', 'image'] } },
          { id: 'z-ai/glm-4.6', architecture: { input_modalities: ['text'] } },
        ],
      },
      [
        { id: 'z-ai/glm-4.6v', takesImages: true },
        { id: 'z-ai/glm-4.6', takesImages: false },
      ],
    ],
    [
      'llama.cpp, which sends two lists',
      {
        models: [{ name: 'a', model: 'a', capabilities: ['completion', 'multimodal'] }],
        data: [{ id: 'a', meta: {} }],
      },
      [{ id: 'a', takesImages: true }],
    ],
    [
      'Ollama',
      { models: [{ name: 'glm:latest', model: 'glm:latest' }] },
      [{ id: 'glm:latest', takesImages: null }],
    ],
    ['an empty list', { data: [] }, []],
    [
      'rows that are none',
      { data: [null, 1, {}, { id: 7 }, { id: 'a\u0000' }, { id: 'x'.repeat(301) }] },
      [],
    ],
  ])('reads the list of %s', (_title, body, value) => {
    expect(decodeModelList(body)).toEqual({ ok: true, value })
  })

  it.each([
    [null, 'The server did not answer with a list of models.'],
    ['<html>', 'The server did not answer with a list of models.'],
    [{ data: 'x' }, 'The server did not answer with a list of models.'],
    [{ error: { message: 'Invalid API Key', code: 401 } }, 'Invalid API Key'],
  ])('says in a sentence why %j is no list', (body, error) => {
    expect(decodeModelList(body)).toEqual({ ok: false, error })
  })

  it('leaves out an id that turns the line around it backwards, or cannot be seen', () => {
    const data = ['a', 'b\u202e', '\u2066c', 'd\u200b', 'e\n'].map((id) => ({ id }))
    expect(decodeModelList({ data })).toEqual({ ok: true, value: [{ id: 'a', takesImages: null }] })
  })

  it('takes a bounded number of rows', () => {
    const data = Array.from({ length: 6000 }, (_, index) => ({ id: `m${index}` }))
    const list = decodeModelList({ data })
    expect(list.ok && list.value.length).toBe(5000)
  })
})
