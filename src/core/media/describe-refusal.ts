import { type ImageRefusal, MAXIMUM_PIXELS, MAXIMUM_SIDE } from './image-facts.ts'

const TAKEN = 'JPEG, PNG, WebP or GIF'

/** One sentence that says why a file was refused, and one that says what to do. */
export function describeRefusal(name: string, refusal: ImageRefusal): string {
  switch (refusal.kind) {
    case 'empty':
      return `${name} is empty (0 bytes). Save it again and attach it once more.`
    case 'not-an-image':
      return refusal.looksLike === null
        ? `${name} is not a picture. Attach a ${TAKEN} file.`
        : `${name} is ${article(refusal.looksLike)} ${refusal.looksLike}, which cannot be sent yet. ${cure(refusal.looksLike)}`
    case 'cut-off':
      return `${name} is cut off: the end of the file is missing. Copy or download it again.`
    case 'unreadable':
      return `${name} is damaged and cannot be opened. Save it again as ${TAKEN}.`
    case 'too-large':
      return refusal.limit === 'side'
        ? `${name} is ${refusal.width} × ${refusal.height} pixels; up to ${MAXIMUM_SIDE} on a side are taken. Scale it down or crop it.`
        : `${name} has ${megapixels(refusal)} megapixels (${refusal.width} × ${refusal.height}); up to ${MAXIMUM_PIXELS / 1e6} are taken. Scale it down or crop it.`
  }
}

function megapixels({ width, height }: { width: number; height: number }): number {
  return Number(((width * height) / 1e6).toFixed(2))
}

function article(noun: string): string {
  return /^(AVIF|HEIC|SVG)/.test(noun) ? (noun.startsWith('HEIC') ? 'a' : 'an') : 'a'
}

function cure(looksLike: string): string {
  if (looksLike === 'PDF' || looksLike === 'video')
    return `Take a screenshot of what you ask about and attach that.`
  return `Export it as ${TAKEN} and attach that.`
}
