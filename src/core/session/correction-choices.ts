import type { Corrections } from '@/core/catalog/types.ts'

/** A flag of the catalog that is one of a few values. */
type ChoiceName =
  | 'thinking'
  | 'thinkingSwitch'
  | 'imageForm'
  | 'usage'
  | 'keyHeader'
  | 'continuation'
  | 'space'
  | 'order'

type Choice<Name extends ChoiceName> = readonly [
  value: Exclude<Corrections[Name], undefined>,
  words: string,
]

/** The values of each, in the order in which they are offered, with their words on screen. */
export const CORRECTION_CHOICES: { readonly [Name in ChoiceName]: readonly Choice<Name>[] } = {
  thinking: [
    ['none', 'never'],
    ['toggle', 'on or off'],
    ['effort', 'on or off, with effort'],
    ['forced', 'always'],
  ],
  thinkingSwitch: [
    ['none', 'none'],
    ['thinking-object', 'thinking.type'],
    ['enable-thinking', 'enable_thinking'],
    ['chat-template-kwargs', 'chat_template_kwargs'],
    ['reasoning-effort', 'reasoning_effort'],
    ['reasoning-enabled', 'reasoning.enabled'],
    ['reasoning-object', 'reasoning.effort'],
    ['thinking-budget', 'thinking.budget_tokens'],
    ['think', 'think'],
  ],
  imageForm: [
    ['data-url', 'data URL'],
    ['raw-base64', 'raw base64'],
  ],
  usage: [
    ['always', 'comes by itself'],
    ['stream-options', 'asked for with stream_options'],
  ],
  keyHeader: [
    ['authorization', 'Authorization'],
    ['x-api-key', 'x-api-key'],
  ],
  continuation: [
    ['none', 'begins anew'],
    ['continue-final-message', 'goes on: continue_final_message'],
    ['trailing-assistant', 'goes on: as last message'],
  ],
  space: [
    ['norm1000', '0 to 1000'],
    ['norm999', '0 to 999'],
    ['norm1024', '0 to 1024'],
    ['norm1', '0 to 1'],
    ['percent', 'percent'],
    ['pixel', 'pixels'],
  ],
  order: [
    ['xyxy', 'x1 y1 x2 y2'],
    ['yxyx', 'y1 x1 y2 x2'],
    ['xywh', 'x y width height'],
    ['cxcywh', 'centre x, centre y, width, height'],
  ],
}
