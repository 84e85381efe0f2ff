/** Words that stand for the coordinates themselves or for the answer, and never name a thing in the picture. */
const NEVER_NAMES = new Set(
  'box boxes bbox bboxes bbox_2d box_2d bounding coordinate coordinates coords location locations located position positions region regions point points point_2d polygon polygons outline outlines contour contours mask answer answers result results output detection detections json action actions thought memory reason image images picture photo figure frame step option question format final list response prediction tool note here following is are was were this that these it they its'.split(
    ' ',
  ),
)
/** The same in Chinese, where words are not set apart. */
const NEVER_IN_NAMES = /位置|坐标|区域|框|答案|结果|如下|图/
const FILLERS = new Set(
  'box boxes bbox bboxes bounding coordinate coordinates coords location located position at is are in region point points'.split(
    ' ',
  ),
)
const COUNTS = new Set('two three four five six seven eight nine ten several both'.split(' '))
const PREPOSITIONS = new Set('of in on with at from to for near by'.split(' '))
const LABEL_WORDS = 6
const LABEL_LIMIT = 60

/**
 * The name that a sentence gives to the regions that follow it, or null: a list item or heading ("Person 1: box"),
 * words in bold that open it ("**Cup**, the white one"), a plural subject ("The dogs are at"), or a counted noun right before the bracket ("two dogs"). A singular
 * sentence ("The button is at") names nothing, as the models do not mean a label by it.
 * `sentence` is what stands before the bracket, at most 161 units; one that was cut has no name.
 */
export function findProseLabel(sentence: string): string | null {
  if (sentence.length > 160) return null
  const text = trimMarkers(sentence)
  if (text === '') return null
  return colonLabel(text) ?? boldLabel(sentence) ?? pluralLabel(text) ?? countedLabel(text)
}

/** True when only separators stand between two brackets, so that the second goes on with the first one's name. */
export function isSeparator(sentence: string): boolean {
  if (sentence.length > 12) return false
  const words = trimMarkers(sentence).replaceAll(/[,;、，；&\s]/g, '')
  return words === '' || words === 'and' || words === '和'
}

function trimMarkers(sentence: string): string {
  return sentence
    .replaceAll(/\*\*|__|[`"“”]/g, '')
    .replace(/^[\s\-*+•>#,;、，；.]+/, '')
    .replace(/^and\s/, '')
    .trim()
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

function isName(words: readonly string[]): boolean {
  if (words.length === 0 || words.length > LABEL_WORDS) return false
  return !words.some((word) => {
    return NEVER_NAMES.has(word.toLowerCase()) || NEVER_IN_NAMES.test(word)
  })
}

function colonLabel(text: string): string | null {
  const colon = Math.max(text.lastIndexOf(':'), text.lastIndexOf('：'))
  if (colon < 1) return null
  const tail = wordsOf(text.slice(colon + 1))
  if (tail.some((word) => !FILLERS.has(word.toLowerCase()))) return null
  const name = text.slice(0, colon).trim()
  return name.length <= LABEL_LIMIT && isName(wordsOf(name)) ? name : null
}

/** Models write lists as `1. **Name**, and what it is [[…]]`: the bold words that open the sentence are the name. */
function boldLabel(sentence: string): string | null {
  const text = sentence.replace(/^[\s\-*+•>]*(?=\*\*[^\s*])/, '')
  if (!text.startsWith('**')) return null
  const end = text.indexOf('**', 2)
  if (end === -1 || end > LABEL_LIMIT + 2) return null
  const name = text
    .slice(2, end)
    .replace(/[:：,.]$/, '')
    .trim()
  return isName(wordsOf(name)) ? name : null
}

function pluralLabel(text: string): string | null {
  const words = wordsOf(text)
  const verb = words.findIndex((word) => word.toLowerCase() === 'are')
  if (verb < 2 || verb > 4 || words[0]?.toLowerCase() !== 'the') return null
  const tail = words.slice(verb + 1)
  if (tail.length === 0 || tail.length > 3) return null
  if (!tail.every((word) => /^(?:at|in|located|found|visible|here)$/i.test(word))) return null
  const subject = words.slice(1, verb)
  if (subject.some((word) => PREPOSITIONS.has(word.toLowerCase()))) return null
  return isName(subject) ? subject.join(' ') : null
}

function countedLabel(text: string): string | null {
  const words = wordsOf(text)
  const [count, ...nouns] = words
  if (count === undefined || !COUNTS.has(count.toLowerCase())) return null
  if (nouns.length < 1 || nouns.length > 3) return null
  return isName(nouns) && nouns.every((word) => /^[\p{L}-]+$/u.test(word)) ? text : null
}
