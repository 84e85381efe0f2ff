/** Tags without bars that models use as markup; every other tag is the writer's own text. */
const TAGS = [
  'think',
  'answer',
  'ref',
  'box',
  'bbox',
  'point',
  'points',
  'quad',
  'object',
  'phrase',
  'pred',
  'grounding',
]

/** Location tokens: a name and a number. */
const LOCATION = /^(?:loc_?\d{1,4}|patch_index_\d{1,4})$/
const LOCATION_STEMS = ['loc_', 'patch_index_']

/** True for the name of a tag that is markup. */
export function isMarkName(name: string): boolean {
  return TAGS.includes(name) || LOCATION.test(name)
}

/** True while the name of a tag may still become one that is markup. */
export function isMarkPrefix(name: string): boolean {
  if (name.length > 16) return false
  if (TAGS.some((tag) => tag.startsWith(name))) return true
  if (LOCATION_STEMS.some((stem) => stem.startsWith(name))) return true
  return LOCATION.test(name)
}
