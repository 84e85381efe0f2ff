import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSearchResultList } from './search-result-list.ts'

function collect(...events: readonly Readonly<Record<string, unknown>>[]) {
  const list = createSearchResultList()
  for (const event of events) list.push(event)
  return list.snapshot()
}

const EMPTY = { title: '', url: '', source: '', snippet: '', date: '' }

describe('createSearchResultList', () => {
  test.each<readonly [string, Readonly<Record<string, unknown>>, object]>([
    [
      'web_search of Z.ai',
      {
        web_search: [
          {
            title: 'A page',
            link: 'https://example.org/a',
            media: 'Example',
            content: 'Words',
            publish_date: '2026-01-02',
            refer: 'ref_3',
            icon: 'https://example.org/i.png',
          },
        ],
      },
      {
        number: 3,
        title: 'A page',
        url: 'https://example.org/a',
        source: 'Example',
        snippet: 'Words',
        date: '2026-01-02',
      },
    ],
    [
      'web_search of the messages wire',
      {
        web_search: [
          { type: 'web_search_result', url: 'https://a.org/', title: 'A', page_age: 'May' },
        ],
      },
      { ...EMPTY, number: 1, url: 'https://a.org/', title: 'A', date: 'May' },
    ],
    [
      'search_results',
      { search_results: [{ url: 'https://a.org/', title: 'A', snippet: 'S', date: '2026' }] },
      { ...EMPTY, number: 1, url: 'https://a.org/', title: 'A', snippet: 'S', date: '2026' },
    ],
    [
      'citations as addresses',
      { citations: ['https://a.org/'] },
      { ...EMPTY, number: 1, url: 'https://a.org/' },
    ],
    [
      'nested url_citation',
      {
        annotations: [
          {
            type: 'url_citation',
            url_citation: { url: 'https://a.org/', title: 'A', content: 'S' },
          },
        ],
      },
      { ...EMPTY, number: 1, url: 'https://a.org/', title: 'A', snippet: 'S' },
    ],
    [
      'flat url_citation',
      {
        annotations: [{ type: 'url_citation', url: 'https://a.org/', title: 'A', start_index: 3 }],
      },
      { ...EMPTY, number: 1, url: 'https://a.org/', title: 'A' },
    ],
  ])('reads %s', (_form, metadata, result) => {
    expect(collect(metadata)).toEqual([result])
  })

  test('names a page once, with all that was said of it', () => {
    const event = {
      citations: ['https://a.org/', 'https://b.org/'],
      search_results: [{ url: 'https://b.org/', title: 'B' }],
    }
    const list = createSearchResultList()
    list.push({ citations: event.citations })
    list.push(event)
    const before = list.snapshot()
    expect(before).toMatchObject([
      { number: 1, url: 'https://a.org/', title: '' },
      { number: 2, url: 'https://b.org/', title: 'B' },
    ])
    list.push(event)
    expect(list.snapshot()).toBe(before)
  })

  test('gives every result a number of its own', () => {
    const results = collect({
      web_search: [{ title: 'A', refer: 'ref_2' }, { title: 'B', refer: 'ref_2' }, { title: 'C' }],
    })
    expect(results.map(({ number, title }) => `${number}${title}`)).toEqual(['2A', '3B', '4C'])
  })

  test('takes no address but http and https', () => {
    const links = [
      'javascript:alert(1)',
      'data:text/html,x',
      'mailto:a@b.org',
      '//a.org',
      'https://ü.org',
    ]
    expect(collect({ citations: links })).toEqual([])
    expect(
      collect({ web_search: links.map((link, index) => ({ link, title: `T${index}` })) }),
    ).toEqual(links.map((_, index) => ({ ...EMPTY, number: index + 1, title: `T${index}` })))
    expect(collect({ citations: ['https://safe.org@evil.org/x'] })[0]?.url).toBe(
      'https://evil.org/x',
    )
  })

  test('keeps at most 200 results of limited length', () => {
    const many = Array.from({ length: 1000 }, (_, index) => `https://a.org/${index}`)
    expect(collect({ citations: many }, { citations: many })).toHaveLength(200)
    const [long] = collect({
      web_search: [{ title: 't'.repeat(9000), content: 'c'.repeat(99_999) }],
    })
    expect(long?.title.length).toBe(300)
    expect(long?.snippet.length).toBe(2000)
  })

  test('survives anything in its fields', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        for (const { number, url } of collect({
          web_search: a,
          citations: b,
          annotations: [a, b],
        })) {
          expect(number).toBeGreaterThan(0)
          expect(url === '' || /^https?:\/\//.test(url)).toBe(true)
        }
      }),
      { seed: 5 },
    )
  })
})
