import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Region } from './region.ts'
import { createRegionScanner, type ScanOptions, type ScanResult } from './region-scanner.ts'

function scan(text: string, options: ScanOptions = {}): ScanResult {
  const scanner = createRegionScanner(options)
  scanner.push(text)
  scanner.end()
  return scanner.snapshot()
}

function coordsOf(text: string, options: ScanOptions = {}): readonly string[] {
  return scan(text, options).regions.map((region) => region.coords.join())
}

function labelsOf(text: string): readonly (string | null)[] {
  return scan(text).regions.map((region) => region.label)
}

/** The text with every mention replaced by the numbers of its regions, as the screen shows it. */
function withChips(text: string): string {
  let shown = ''
  let at = 0
  for (const mention of scan(text).mentions) {
    const mark = mention.possible ? '?' : ''
    shown += `${text.slice(at, mention.start)}‹${mark}${mention.regions.join()}›`
    at = mention.end
  }
  return shown + text.slice(at)
}

/** Pieces from which texts like a model's, broken and malicious ones are put together. */
const FRAGMENTS = [
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  '<',
  '>',
  '"',
  "'",
  ',',
  ';',
  ':',
  '=',
  '.',
  '-',
  '\n',
  ' ',
  '\\',
  '|',
  '10',
  '200',
  '345',
  '0.5',
  '-7',
  '1e9',
  'NaN',
  '[[94,598,177,991]]',
  '[12, 300, 88, 640]',
  '[1,2]',
  '(120, 45)',
  '[120, 340], [410, 300]',
  '"bbox_2d": ',
  '"label": "dog"',
  '{"label": "cat", "bbox_2d": [1,2,3,4]}',
  "{'box_2d': [[38, 115, 961, 140]]}",
  '"x_min": 0.1, ',
  '"y_min": 0.2',
  '"image": 2',
  'box ',
  'The dogs are at ',
  '1. Person 1: box ',
  'point ',
  'for example ',
  'colour ',
  "left_click(start_box='[162, 212]')",
  'do(action="Swipe", start=[500, 700], end=[500, 300])',
  '<|begin_of_box|>',
  '<|end_of_box|>',
  '<think>',
  '</think>',
  '<answer>',
  '<ref>',
  '</ref>',
  '<box>',
  '</box>',
  '<|det|>',
  '<|/det|>',
  '<|box_start|>',
  '<|box_end|>',
  '<loc0256>',
  '<loc_300>',
  '<point x="1" y="2">',
  '[00:00]',
  '[01:30]',
  '```json\n',
  '```python\n',
  '\n```\n',
  '坐标',
  '【１２，３００，８８，６４０】',
  '“',
  '”',
  '，',
  '[link](https://example.com)',
  '[x1, y1]',
  'null',
  '{0: [',
  '| a |',
]

const anyText = fc
  .array(fc.constantFrom(...FRAGMENTS), { maxLength: 40 })
  .map((fragments) => fragments.join(''))

describe('the scanner, on any text', () => {
  it('gives the same result however the text is cut', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (text, cuts) => {
          const scanner = createRegionScanner({ imageCount: 3 })
          let at = 0
          for (let turn = 0; at < text.length; turn++) {
            const length = cuts[turn % cuts.length] ?? 1
            scanner.push(text.slice(at, at + length))
            scanner.snapshot()
            at += length
          }
          scanner.end()
          expect(scanner.snapshot()).toEqual(scan(text, { imageCount: 3 }))
        },
      ),
      { seed: 11, numRuns: 400 },
    )
  })

  it('never takes back a region, changes its coordinates, or touches settled text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const scanner = createRegionScanner()
        let before = scanner.snapshot()
        const step = () => {
          const now = scanner.snapshot()
          const kept = now.regions.slice(0, before.regions.length)
          expect(kept.map(fixedPart)).toEqual(before.regions.map(fixedPart))
          expect(now.mentions.slice(0, before.mentions.length)).toEqual(before.mentions)
          expect(now.settledLength).toBeGreaterThanOrEqual(before.settledLength)
          for (const added of now.mentions.slice(before.mentions.length)) {
            expect(added.start).toBeGreaterThanOrEqual(before.settledLength)
            expect(added.end).toBeLessThanOrEqual(now.settledLength)
          }
          before = now
        }
        for (const character of text) {
          scanner.push(character)
          step()
        }
        scanner.end()
        step()
        expect(before.settledLength).toBe(text.length)
      }),
      { seed: 12, numRuns: 400 },
    )
  })

  it('keeps mentions apart, in order, and over the brackets they speak of', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { mentions, regions, possible } = scan(text)
        let end = 0
        for (const mention of mentions) {
          expect(mention.start).toBeGreaterThanOrEqual(end)
          expect(mention.end).toBeGreaterThan(mention.start)
          end = mention.end
          const list = mention.possible ? possible : regions
          for (const index of mention.regions) expect(list[index]).toBeDefined()
        }
        expect(end).toBeLessThanOrEqual(text.length)
        for (const region of regions) {
          expect(region.coords.every((value) => Number.isFinite(value))).toBe(true)
          const [start, stop] = region.source
          expect(stop).toBeGreaterThan(start)
          expect(mentions.some((mention) => mention.start <= start && mention.end >= stop)).toBe(
            true,
          )
        }
      }),
      { seed: 13, numRuns: 400 },
    )
  })

  it('hands out the same objects while nothing changes', () => {
    const scanner = createRegionScanner()
    scanner.push('The box is [[94,598,177,991]]. ')
    const first = scanner.snapshot()
    expect(scanner.snapshot()).toBe(first)
    scanner.push('And more words.')
    const second = scanner.snapshot()
    expect(second.regions).toBe(first.regions)
    expect(second.mentions).toBe(first.mentions)
    expect(first.settledLength).toBe(31)
  })
})

describe('what a text says', () => {
  it.each([
    ['a box with a cue', 'The bounding box is [94, 598, 177, 991].', ['94,598,177,991']],
    ['round brackets with a cue', 'It is located at (94, 598, 177, 991).', ['94,598,177,991']],
    ['the whole answer', '[94, 598, 177, 991]\n', ['94,598,177,991']],
    ['two boxes as the whole answer', '[1, 2, 30, 40], [5, 6, 70, 80]', ['1,2,30,40', '5,6,70,80']],
    ['a sum that opens the answer', '[94, 598, 177, 991] is sorted.', []],
    ['full-width brackets', '坐标是【１００，２００，３００，４００】。', ['100,200,300,400']],
    ['a citation', 'As shown in [1, 2, 3, 4].', []],
    ['a link', 'See [docs](https://example.com/[10,20,300,400]).', []],
    ['years', 'The box scores of (1990, 1995, 2000, 2005)', []],
    ['a colour after a cue', 'The box has the color [120, 45, 200, 255].', []],
    [
      'a real list after a template',
      'The format is [x1,y1,x2,y2]. So [[1,2,30,40]].',
      ['1,2,30,40'],
    ],
    ['an example', 'e.g. [[120, 30, 400, 500]]', []],
    ['an example of objects', 'For example: [{"bbox_2d": [1,2,3,4]}]', []],
    ['three and five numbers', 'The box is [1,2,3] or [10,20,30,40,50].', []],
    ['four zeros', '{"bbox_2d": [0, 0, 0, 0]}', []],
    ['a formula', '\\[10, 20, 300, 400\\]', []],
    ['a fence without a language', '```\n[[10,20,110,120]]\n```', ['10,20,110,120']],
    ['code', '```python\nboxes = [[10,20,110,120]]\n```\n[[1,2,30,40]]', ['1,2,30,40']],
    ['a box as a string', '{"bbox_2d": "[10, 20, 300, 400]"}', ['10,20,300,400']],
    ['a click', 'click(500, 300)', ['500,300']],
    ['a function that is no action', 'rgba(120, 45, 200, 255)', []],
    ['a point with a cue', 'The point is [500, 300].', ['500,300']],
    ['an interval', 'x in (2, 5)', []],
    ['points', 'The points are [[10,200],[30,400],[50,600]].', ['10,200', '30,400', '50,600']],
    ['an outline under a key', '{"polygon": [[1,2],[30,4],[50,60]]}', ['1,2,30,4,50,60']],
    [
      'an object inside a key',
      '{"bbox": {"x_min": 1, "y_min": 2, "x_max": 30, "y_max": 40}}',
      ['1,2,30,40'],
    ],
    ['x, y, width and height', '{"x": 10, "y": 20, "width": 30, "height": 40}', ['10,20,40,60']],
  ])('%s', (_, text, expected) => {
    expect(coordsOf(text)).toEqual(expected)
  })

  it('lists what may be a region without drawing it', () => {
    const { regions, possible } = scan('{"dog": [100, 200, 300, 400]} and (12, 300, 88, 640)')
    expect(regions).toEqual([])
    expect(possible.map((region) => region.coords.join())).toEqual([
      '100,200,300,400',
      '12,300,88,640',
    ])
  })

  it('counts coordinates that cannot be read', () => {
    expect(scan('[{"bbox_2d": [1,2,3]}, {"bbox_2d": oops}, {"bbox_2d": null}]').malformed).toBe(2)
  })

  it.each([
    ['a heading', 'Cats: [[1,2,30,40],[5,6,70,80]], dogs: [[9,9,99,99]]', ['Cats', 'Cats', 'dogs']],
    [
      'list items under an introduction',
      'Here are the boxes:\n\n1. **Cat**: [94, 598, 177, 991]\n2. **Dog** : [10, 20, 300, 400]',
      ['Cat', 'Dog'],
    ],
    [
      'a plural subject',
      'The dogs are at [12,300,88,640] and [140,280,233,655].',
      ['dogs', 'dogs'],
    ],
    ['no singular sentence', 'The button is at [[340,520,480,560]].', [null]],
    ['no cue word', '位置：[[1,2,30,40]] Answer: [[5,6,70,80]]', [null, null]],
    ['a label behind the box', '[{"bbox_2d": [1,2,3,4], "label": "dog"}]', ['dog']],
    ['the better of two keys', '{"text": "Buy", "bbox": [1,2,3,4], "label": "button"}', ['button']],
    ['an escaped quotation mark', '{"label": "5\\" disk", "bbox": [1,2,3,4]}', ['5" disk']],
    ['an apostrophe', "{'label': 'man's hat', 'bbox': [1,2,3,4]}", ["man's hat"]],
    [
      'one object round its boxes',
      '{"label": "tree", "boxes": [[1,2,3,4],[5,6,7,8]]}',
      ['tree', 'tree'],
    ],
    ['a name said later', '[[1,1,9,90]] so {"bbox_2d": [1,1,9,90], "label": "late"}', ['late']],
  ])('finds the name: %s', (_, text, expected) => {
    expect(labelsOf(text)).toEqual(expected)
  })

  it('keeps boxes with the same numbers apart when their names differ', () => {
    const one = (label: string) => `{"bbox_2d":[1,1,9,9],"label":"${label}"}`
    const text = `[${one('a')},${one('b')},${one('a')}]`
    expect(labelsOf(text)).toEqual(['a', 'b'])
    expect(scan(text).mentions.map((mention) => mention.regions)).toEqual([[0], [1], [0]])
  })

  it('knows which picture a sentence, a heading or an object speaks of', () => {
    const text = `Image 2: [[1,2,30,40]]\nImage 1: [[5,6,70,80]]\n{"image": 3, "bbox": [1,2,3,4]}
第2张图：[[7,8,90,91]]`
    const media = (imageCount: number) =>
      scan(text, { imageCount }).regions.map((region) => region.media)
    expect(media(3)).toEqual([1, 0, 2, 1])
    expect(media(1)).toEqual([0, 0, 0, 0])
  })

  it('takes a think block for drafts, also where its opening tag is missing', () => {
    const channels = (text: string) => scan(text).regions.map((region) => region.channel)
    expect(channels('<think>[[1,2,30,40]]</think>[[5,6,70,80]]')).toEqual(['reasoning', 'answer'])
    expect(channels('[[1,2,30,40]]</think>[[1,2,30,40]]')).toEqual(['reasoning', 'answer'])
    expect(channels('<think>[[1,2,30,40]]')).toEqual(['reasoning'])
  })
})

describe('places', () => {
  const size = { width: 2000, height: 1000 }
  const rectOf = (text: string, options: ScanOptions = {}) => scan(text, options).regions[0]?.rect

  it.each<[string, string, ScanOptions, Region['rect']]>([
    ['0–1000', '[[100,200,300,400]]', {}, [0.1, 0.2, 0.3, 0.4]],
    ['fractions', '[[0.1,0.2,0.3,0.4]]', {}, [0.1, 0.2, 0.3, 0.4]],
    ['pixels above 1000', '[[1000,100,1500,500]]', { imageSize: size }, [0.5, 0.1, 0.75, 0.5]],
    ['pixels of a picture of unknown size', '[[1000,100,1500,500]]', {}, null],
    [
      'pixels of the resized picture',
      '[[100,100,200,300]]',
      { profile: 'qwen2.5-vl', imageSize: size, sentSize: { width: 400, height: 400 } },
      [0.25, 0.25, 0.5, 0.75],
    ],
    ['y first', '{"box_2d":[100,200,300,400]}', { profile: 'gemini' }, [0.2, 0.1, 0.4, 0.3]],
    ['width and height', '[[100,200,300,400]]', { order: 'xywh' }, [0.1, 0.2, 0.4, 0.6]],
    ['middle and size', '[[300,400,200,100]]', { order: 'cxcywh' }, [0.2, 0.35, 0.4, 0.45]],
    ['a space of the user', '[[10,20,30,40]]', { space: 'percent' }, [0.1, 0.2, 0.3, 0.4]],
    ['beyond the picture', '[[-100,200,300,400]]', {}, [-0.1, 0.2, 0.3, 0.4]],
    ['a point', '{"point":[500,250]}', {}, [0.5, 0.25, 0.5, 0.25]],
    ['an outline', '[[100,200],[300,100],[200,400]]', {}, [0.1, 0.1, 0.3, 0.4]],
    ['nothing flat', '{"bbox_3d":[1,2,3,4,5,6,7,8,9]}', {}, null],
  ])('%s', (_, text, options, expected) => {
    expect(rectOf(text, options)).toEqual(expected)
  })

  it('lists numbers that fit no space instead of drawing them', () => {
    const { regions, possible } = scan('[[1990,1500,2990,3000]]', { imageSize: size })
    expect([regions.length, possible.length]).toEqual([0, 1])
  })

  it.each([
    ['[[300,400,100,200]]', 'The box is ', 'flipped'],
    ['[[100,200,100,400]]', '', 'degenerate'],
    ['[[-5,200,100,400]]', '', 'beyond-range'],
  ])('flags %s', (text, before, flag) => {
    expect(scan(before + text).regions[0]?.flags).toContain(flag)
  })
})

describe('mentions', () => {
  it.each([
    [
      'box tokens and brackets go',
      'At <|begin_of_box|>[[94,598,177,991]]<|end_of_box|>.',
      'At ‹0›.',
    ],
    ['one chip for each inner list', 'T: [[1,2,30,40], [5,6,70,80]].', 'T: ‹0›‹1›.'],
    [
      'only the numbers of an object',
      '[{"bbox_2d": [1,2,3,4], "label": "a"}]',
      '[{"bbox_2d": ‹0›, "label": "a"}]',
    ],
    ['a list of pairs at once', 'Lake [[120, 340], [410, 300], [560, 420]]!', 'Lake ‹0›!'],
    ['a box said twice', '[[1,2,30,40]], so [[1,2,30,40]]', '‹0›, so ‹0›'],
    ['a call', "left_click(start_box='[162, 212]')", "left_click(start_box='‹0›')"],
    ['tags', '<ref>dog</ref><box>(1,2),(30,40)</box>', '<ref>dog</ref>‹0›'],
    ['possible regions', 'See [1, 2, 3, 4].', 'See ‹?0›.'],
  ])('%s', (_, text, expected) => {
    expect(withChips(text)).toBe(expected)
  })
})

describe('while text arrives', () => {
  /** Regions and settled length after each of the pieces. */
  function follow(...pieces: readonly string[]): (readonly [number, number])[] {
    const scanner = createRegionScanner()
    return pieces.map((piece) => {
      scanner.push(piece)
      const { regions, settledLength } = scanner.snapshot()
      return [regions.length, settledLength] as const
    })
  }

  it('reports a box when its own bracket closes, inside a list that goes on', () => {
    expect(follow('[[94,598,17', '7,991', ']', ',[1')).toEqual([
      [0, 0],
      [0, 0],
      [1, 0],
      [1, 18],
    ])
  })

  it('settles prose at once, and a bracket as soon as it is prose', () => {
    expect(follow('Look at [', 'd', 'ocs](x) and ', '<', 'b', '> (', 'so')).toEqual([
      [0, 8],
      [0, 10],
      [0, 22],
      [0, 22],
      [0, 22],
      [0, 26],
      [0, 29],
    ])
  })

  it('holds back half a token and releases what is none', () => {
    expect(follow('a <|begin', '_of_box|>', '42')).toEqual([
      [0, 2],
      [0, 2],
      [0, 20],
    ])
    expect(follow('a <|beg', ' in')).toEqual([
      [0, 2],
      [0, 10],
    ])
  })

  it('moves on object by object in a long list', () => {
    const scanner = createRegionScanner()
    let longest = 0
    let length = 0
    for (let index = 0; index < 300; index++) {
      const piece = `${index === 0 ? '[' : ','}{"label":"thing ${index}","bbox_2d":[${index},1,900,${index + 5}]}`
      for (const character of piece) {
        scanner.push(character)
        length++
        longest = Math.max(longest, length - scanner.snapshot().settledLength)
      }
      expect(scanner.snapshot().regions).toHaveLength(index + 1)
      expect(scanner.snapshot().mentions).toHaveLength(index + 1)
    }
    expect(longest).toBeLessThan(30)
  })

  it('never holds back more than 4,096 units, whatever stays open', () => {
    const scanner = createRegionScanner()
    scanner.push(`The box is [[${'1, 2], ['.repeat(2000)}`)
    const { settledLength } = scanner.snapshot()
    expect(13 + 16000 - settledLength).toBe(4096)
    scanner.push('3,4]]')
    expect(scanner.snapshot().regions).toHaveLength(1)
    expect(scanner.snapshot().mentions).toHaveLength(0)
  })

  it('fills in a name and the flag of a cut answer without touching coordinates', () => {
    const scanner = createRegionScanner()
    scanner.push('[{"bbox_2d": [1,2,3,4]')
    const [before] = scanner.snapshot().regions
    expect(before).toMatchObject({ label: null, flags: [] })
    scanner.push(', "label": "dog"')
    const [named] = scanner.snapshot().regions
    expect(named).toEqual({ ...before, label: 'dog' })
    scanner.end()
    expect(scanner.snapshot().regions[0]).toEqual({ ...named, flags: ['partial'] })
  })
})

describe('the work', () => {
  const shapes: Readonly<Record<string, (count: number) => string>> = {
    'open brackets': (count) => '['.repeat(count),
    'open angles': (count) => '<'.repeat(count),
    'open braces': (count) => '{"'.repeat(count),
    'open calls': (count) => 'a('.repeat(count),
    'brackets that do not match': (count) => '([{'.repeat(count) + ')]}'.repeat(count),
    'deep nesting': (count) => `${'['.repeat(count)}x${']'.repeat(count)}`,
    'box tokens': (count) => '<|begin_of_box|>'.repeat(count),
    'half tags': (count) => '<point '.repeat(count),
    'one long string': (count) => `{"mask":"${'A'.repeat(count)}`,
    'one long number': (count) => `[${'1'.repeat(count)}`,
    'one long list': (count) => `[${'1,'.repeat(count)}`,
    'the same box': (count) => `[${'{"bbox_2d":[1,1,9,9],"label":"x"},'.repeat(count)}`,
    'many boxes': (count) =>
      `[[${Array.from({ length: count }, (_, n) => `${n % 800},1,900,9`).join('],[')}]]`,
    fences: (count) => '```\n'.repeat(count),
    'clock times': (count) => '[00:01]-'.repeat(count),
  }

  it.each(Object.entries(shapes))('grows with the text and no faster: %s', (_, shape) => {
    const stepsFor = (text: string, piece: number) => {
      const work = { steps: 0 }
      const scanner = createRegionScanner({}, work)
      for (let at = 0; at < text.length; at += piece) scanner.push(text.slice(at, at + piece))
      scanner.end()
      return work.steps
    }
    const small = shape(1000)
    const large = shape(4000)
    expect(stepsFor(small, 8)).toBeLessThanOrEqual(small.length * 4)
    expect(stepsFor(large, 8)).toBeLessThanOrEqual(large.length * 4)
    expect(stepsFor(large, large.length)).toBe(stepsFor(large, 8))
  })

  it('keeps no more than 5,000 regions and counts the rest', () => {
    const boxes = Array.from({ length: 5100 }, (_, n) => {
      const [x, y] = [n % 700, Math.floor(n / 700) * 50]
      return `${x},${y},${x + 40},${y + 30}`
    })
    const text = `[[${boxes.join('],[')}]]`
    const { regions, malformed } = scan(text)
    expect(regions).toHaveLength(5000)
    expect(malformed).toBe(100)
  })
})

function fixedPart(region: Region): unknown {
  const { kind, coords, space, order, source } = region
  return { kind, coords, space, order, source }
}
