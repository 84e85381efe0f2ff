import { toList, toRecord, toText } from './field-rules.ts'

/** The text of a content that is a string or a list of parts. */
export function readWords(content: unknown): string {
  if (typeof content === 'string') return content
  const texts = toList(content).map((part) => toText(toRecord(part)['text']))
  return texts.filter((words) => words !== '').join(' ')
}
