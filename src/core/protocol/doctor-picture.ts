import type { SentImage } from './chat-request.ts'

/** 64 × 64 pixels: the left half red, the right half blue. Small enough to cost nothing, large enough for every vision encoder. */
export const DOCTOR_PICTURE: SentImage = {
  type: 'image/png',
  base64:
    'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAU0lEQVR42u3PMQ0AAAgDMJRMCf5VIAYJXHxNaqA1yav0vCoBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBgcsCPzVxD9REaSMAAAAASUVORK5CYII=',
}

export const PICTURE_QUESTION = 'Which two colours does this picture show? Answer in a few words.'
export const TEXT_QUESTION = 'Answer with the word OK.'

/** Whether a text names both colours of the picture, in English or Chinese: then the model has seen it. */
export function namesColours(text: string): boolean {
  return namedColours(text).length === COLOURS.length
}

const COLOURS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['red', /\bred\b|红/i],
  ['blue', /\bblue\b|蓝/i],
]

/** Which of the picture's two colours a text names. */
export function namedColours(text: string): readonly string[] {
  return COLOURS.flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []))
}
