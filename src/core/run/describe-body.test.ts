import { describe, expect, it } from 'vitest'
import { describeBody } from './describe-body.ts'

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
const name = (media: object) => `‹${Object.values(media).join(' ')}›`

describe('describeBody', () => {
  it.each([
    ['as a data URL', { image_url: { url: `data:image/png;base64,${PNG}` } }],
    ['as raw base64', { images: [PNG] }],
    ['under a wrong type', { source: { data: `data:image/jpeg;base64,${PNG}` } }],
  ])('says what a picture is that stands there %s', (_, body) => {
    const text = describeBody(JSON.stringify(body), name)
    expect(text).toContain(`‹image/png ${Buffer.from(PNG, 'base64').length} 1 1›`)
    expect(text).not.toContain(PNG)
  })

  it('leaves everything else as it was said, as JSON', () => {
    const body = {
      model: 'm',
      stream: true,
      stop: ['a', 'b'],
      note: `,\n]${'long '.repeat(30)}`,
      nested: [[1, [2]], {}, []],
      text: 'QUJD'.repeat(100),
    }
    expect(JSON.parse(describeBody(JSON.stringify(body), name))).toEqual(body)
  })

  it('shows a body that is no JSON as it is, and a cut picture by what is known', () => {
    expect(describeBody('a=1', name)).toBe('a=1')
    const cut = JSON.stringify({ url: 'data:image/png;base64,iVBORw0KGgo*' })
    expect(describeBody(cut, name)).toContain('‹image/png 9  ›')
  })

  it('leaves a body of three thousand levels as text, where walking it would run out of stack', () => {
    const deep = `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`
    expect(describeBody(deep, name)).toBe(deep)
    expect(describeBody(deep, name, 'outline')).toBe(deep)
  })

  it('indents a list at the deepest level without multiplying its size', () => {
    const deep = `${'['.repeat(190)}${'1,'.repeat(20_000)}1${']'.repeat(190)}`
    const text = describeBody(deep, name)
    expect(JSON.parse(text)).toEqual(JSON.parse(deep))
    expect(text.length).toBeLessThan(deep.length * 30)
  })

  it('cuts long texts in an outline only, and puts megabytes of short ones on one line', () => {
    const long = JSON.stringify({ text: 'x'.repeat(5000) })
    expect(describeBody(long, name)).toContain('x'.repeat(5000))
    expect(describeBody(long, name, 'outline')).toContain(`${'x'.repeat(2000)}… ‹3,000 more`)
    const wide = JSON.stringify(Array.from({ length: 600_000 }, (_, index) => index % 10))
    expect(describeBody(wide, name, 'outline')).toBe(wide)
  })
})
