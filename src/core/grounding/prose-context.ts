import { isSeparator } from './prose-label.ts'

/** What the prose before a bracket says about the numbers in it. */
export type ProseCapture = {
  /** The sentence so far, at most 161 units; its first words may name the region. */
  readonly sentence: string
  /** A word such as "box" or "coordinates" stands shortly before. */
  readonly hasCue: boolean
  /** A word such as "point" or "click" stands shortly before. */
  readonly hasPointCue: boolean
  /** The word right before is "at". */
  readonly followsAt: boolean
  /** A region stands before in the same sentence, and nothing but a separator between. */
  readonly goesOn: boolean
  /** A word such as "colour" or "matrix" stands nearer than any cue. */
  readonly hasCounterCue: boolean
  /** What follows is an example or a description of the format, not an answer. */
  readonly isExample: boolean
  /** No word stands before: the bracket may be the whole answer. */
  readonly opensAnswer: boolean
  readonly isTableRow: boolean
  readonly isInBoxMarks: boolean
  /** Index of the attachment that the prose speaks of. */
  readonly media: number
}

const CUES = new Set(
  'box boxes bbox bboxes bbox_2d box_2d bounding coordinate coordinates coords located localized location locations position positions region regions rectangle rectangles'.split(
    ' ',
  ),
)
const POINT_CUES = new Set(
  'point points point_2d click tap press coordinate coordinates'.split(' '),
)
const COUNTER_CUES = new Set(
  'color colour colors colours rgb rgba hsl hsla hex matrix matrices vector vectors array tensor interval intervals range year years date dates hour hours port ports page pages version shape dimensions resolution'.split(
    ' ',
  ),
)
const MEDIA_WORDS = new Set('image picture photo img'.split(' '))
const IDEOGRAPH_CUES = new Set(['位置', '坐标', '区域'])
const NOWHERE = Number.NEGATIVE_INFINITY
const CUE_REACH = 160
const SENTENCE_LIMIT = 160

/**
 * Reads the prose between brackets word by word and remembers what is needed to judge the next bracket: cues,
 * the sentence, example phrases, the picture spoken of. Each word costs a few set look-ups; nothing is read twice.
 */
export class ProseContext {
  #imageCount: number
  #cueAt = NOWHERE
  #pointCueAt = NOWHERE
  #counterCueAt = NOWHERE
  /** A line that ended in a colon had a cue: it holds for the list below it. */
  #introHasCue = false
  #lineHasCue = false
  #lineHasWords = false
  #lineHasRegion = false
  #isTableRow = false
  #hasWords = false
  #lastSign = ''
  #lastSignAt = -1
  #words: [string, string, string, string, string] = ['', '', '', '', '']
  #lastIdeograph = 0
  #isExample = false
  #media = 0
  #mediaEnds: 'never' | 'line' = 'never'
  #mediaWord: 'none' | 'picture' | 'ordinal' = 'none'
  #ordinal = 0
  #endsInColon = false
  #sentenceEndsAt = -1
  #carry = ''
  #delta = ''
  #base = 0
  /** Offset from which the sentence is read in this piece. */
  #from = 0
  #markAt = -1
  #markSentence = ''
  isInBoxMarks = false
  /** Name of the last region of the sentence, which an enumeration goes on with. */
  lineLabel: string | null = null
  sentenceHasRegion = false

  constructor(imageCount: number) {
    this.#imageCount = imageCount
  }

  beginPiece(delta: string, base: number): void {
    this.#delta = delta
    this.#base = base
  }

  endPiece(): void {
    const end = this.#base + this.#delta.length
    this.#carry = this.sentence(end)
    this.#from = Math.max(this.#from, end)
    this.#delta = ''
    this.#base = end
  }

  /** The sentence up to an offset of this piece, cut after 161 units. */
  sentence(at: number): string {
    if (at === this.#markAt) return this.#markSentence
    const from = Math.max(this.#from - this.#base, 0)
    const until = Math.max(Math.min(at - this.#base, from + SENTENCE_LIMIT + 1), from)
    return (this.#carry + this.#delta.slice(from, until)).slice(0, SENTENCE_LIMIT + 1)
  }

  /** A mark may begin here: the sentence before it is kept, as the mark may be cut by the end of a piece. */
  markBegins(at: number): void {
    this.#markSentence = this.sentence(at)
    this.#markAt = at
  }

  /** The mark is no part of the sentence. */
  dropMark(end: number): void {
    this.#carry = this.#markSentence
    this.#from = end
  }

  /** What stands before was used, or ends here. */
  restart(at: number): void {
    this.#carry = ''
    this.#from = at
  }

  capture(at: number): ProseCapture {
    const reach = at - CUE_REACH
    const cueAt = Math.max(this.#cueAt, this.#pointCueAt)
    return {
      sentence: this.sentence(at),
      hasCue: this.#introHasCue || this.#cueAt >= reach,
      hasPointCue: this.#pointCueAt >= reach,
      goesOn: this.sentenceHasRegion && isSeparator(this.sentence(at)),
      followsAt: this.#words[4] === 'at',
      hasCounterCue: this.#counterCueAt >= reach && this.#counterCueAt > cueAt,
      isExample: this.#isExample && !this.isInBoxMarks,
      opensAnswer: !this.#hasWords,
      isTableRow: this.#isTableRow,
      isInBoxMarks: this.isInBoxMarks,
      media: this.#media,
    }
  }

  /** True when nothing but space stands before this offset on its line. */
  isLineStart(): boolean {
    return !this.#lineHasWords
  }

  /** A backslash makes the next bracket a formula's delimiter. */
  isEscaped(at: number): boolean {
    return this.#lastSign === '\\' && this.#lastSignAt === at - 1
  }

  /** A bracket was read: an example phrase has its example, and a list of regions goes on. */
  structureEnds(hasRegion: boolean): void {
    this.#endsInColon = false
    this.#isExample = false
    if (hasRegion) this.#lineHasRegion = true
  }

  word(text: string, end: number): void {
    const word = text.toLowerCase()
    this.#sentenceGoesOn()
    this.#lineHasWords = true
    this.#hasWords = true
    const previous = this.#words
    if (CUES.has(word)) {
      this.#cueAt = end
      this.#lineHasCue = true
    }
    if (POINT_CUES.has(word)) this.#pointCueAt = end
    if (COUNTER_CUES.has(word)) this.#counterCueAt = end
    this.#mediaWord = MEDIA_WORDS.has(word) ? 'picture' : 'none'
    if (word === 'example' || word === 'instance') {
      if (previous[4] === 'for' || previous[4] === 'an') this.#isExample = true
    } else if (word === 'g' && previous[4] === 'e') {
      this.#isExample = true
    } else if (word === 'format' && !previous.includes('in') && previous[4] !== 'json') {
      this.#isExample = true
    }
    this.#words = [previous[1], previous[2], previous[3], previous[4], word]
  }

  ideograph(code: number, at: number): void {
    this.#sentenceGoesOn()
    this.#lineHasWords = true
    this.#hasWords = true
    const character = String.fromCharCode(code)
    const pair = String.fromCharCode(this.#lastIdeograph) + character
    if (IDEOGRAPH_CUES.has(pair) || character === '框') {
      this.#cueAt = at
      this.#lineHasCue = true
    }
    if (pair === '坐标' || pair === '点击') this.#pointCueAt = at
    if (pair === '颜色' || pair === '矩阵') this.#counterCueAt = at
    if (pair === '例如' || pair === '比如') this.#isExample = true
    if (this.#ordinal > 0 && (character === '张' || character === '幅')) this.#turnTo(this.#ordinal)
    this.#ordinal = 0
    if (character === '图') this.#mediaWord = 'picture'
    else this.#mediaWord = character === '第' ? 'ordinal' : 'none'
    this.#lastIdeograph = code
  }

  number(value: number): void {
    this.#sentenceGoesOn()
    this.#hasWords = true
    if (this.#mediaWord === 'picture') this.#turnTo(value)
    this.#ordinal = this.#mediaWord === 'ordinal' ? value : 0
    this.#mediaWord = 'none'
  }

  sign(character: string, at: number): void {
    this.#lastSign = character
    this.#lastSignAt = at
    if (character === '|' && !this.#lineHasWords) this.#isTableRow = true
    if (character === '.' || character === '!' || character === '?') this.#sentenceEndsAt = at + 1
    else this.#mediaWord = 'none'
    this.#endsInColon = character === ':'
  }

  space(at: number): void {
    if (this.#sentenceEndsAt !== at) return
    this.#endSentence(at + 1)
  }

  newline(at: number): void {
    const isBlank = !this.#lineHasWords && !this.#lineHasRegion
    if (isBlank) {
      this.#cueAt = NOWHERE
      this.#pointCueAt = NOWHERE
      this.#counterCueAt = NOWHERE
    } else {
      if (this.#endsInColon && this.#lineHasCue) this.#introHasCue = true
      else if (!this.#lineHasRegion) this.#introHasCue = false
      if (!this.#endsInColon) this.#isExample = false
    }
    if (this.#mediaEnds === 'line') {
      this.#media = 0
      this.#mediaEnds = 'never'
    }
    this.#words = ['', '', '', '', '']
    this.#lineHasCue = false
    this.#lineHasWords = false
    this.#lineHasRegion = false
    this.#endsInColon = false
    this.#isTableRow = false
    this.lineLabel = null
    this.sentenceHasRegion = false
    this.restart(at + 1)
  }

  /** The answer begins here: what stood before was reasoning. */
  restartAnswer(at: number): void {
    this.newline(at)
    this.#hasWords = false
    this.#introHasCue = false
    this.#cueAt = NOWHERE
    this.#pointCueAt = NOWHERE
    this.#counterCueAt = NOWHERE
    this.#isExample = false
  }

  #sentenceGoesOn(): void {
    this.#sentenceEndsAt = -1
    this.#endsInColon = false
  }

  #turnTo(picture: number): void {
    if (picture < 1 || picture > this.#imageCount || !Number.isInteger(picture)) return
    this.#media = picture - 1
    const isHeading = this.#words[3] === '' && !this.#lineHasRegion
    this.#mediaEnds = isHeading ? 'never' : 'line'
  }

  #endSentence(at: number): void {
    this.#sentenceEndsAt = -1
    if (this.#words[4] !== 'g') {
      this.#isExample = false
      // A colour or a date in the sentence before says nothing of a box in this one.
      this.#counterCueAt = NOWHERE
    }
    this.lineLabel = null
    this.sentenceHasRegion = false
    this.restart(at)
  }
}
