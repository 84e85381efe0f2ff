import type { Parameter, ParameterId } from './types.ts'

type NumberRange = Pick<
  Extract<Parameter, { kind: 'number' }>,
  'minimum' | 'maximum' | 'step' | 'integer' | 'slider'
>

const FRACTION: NumberRange = { minimum: 0, maximum: 1, step: 0.01, integer: false, slider: true }
const PENALTY: NumberRange = { minimum: -2, maximum: 2, step: 0.1, integer: false, slider: true }

/** Every parameter that Sightline can send, in the order of the panel, with the widest range in use. */
export const PARAMETERS: readonly Parameter[] = [
  {
    id: 'system_prompt',
    label: 'System prompt',
    help: 'Instructions that stand before the conversation, such as a role or the form of the answer.',
    group: 'prompt',
    kind: 'text',
    multiline: true,
    minLength: 0,
    maxLength: 32_000,
  },
  {
    id: 'do_sample',
    label: 'Sampling',
    help: 'On: words are drawn by chance. Off: always the most likely word; temperature and top P then have no effect.',
    group: 'sampling',
    kind: 'switch',
  },
  {
    id: 'temperature',
    label: 'Temperature',
    help: 'How freely words are chosen. Lower is steadier, higher is more varied.',
    group: 'sampling',
    kind: 'number',
    minimum: 0,
    maximum: 2,
    step: 0.05,
    integer: false,
    slider: true,
  },
  {
    id: 'top_p',
    label: 'Top P',
    help: 'Only the most likely words that together reach this share are considered.',
    group: 'sampling',
    kind: 'number',
    ...FRACTION,
  },
  {
    id: 'top_k',
    label: 'Top K',
    help: 'Only this many of the most likely words are considered.',
    group: 'sampling',
    kind: 'number',
    minimum: 1,
    maximum: 1000,
    step: 1,
    integer: true,
    slider: false,
  },
  {
    id: 'min_p',
    label: 'Min P',
    help: 'Words less likely than this share of the likeliest one are left out.',
    group: 'sampling',
    kind: 'number',
    ...FRACTION,
  },
  {
    id: 'repetition_penalty',
    label: 'Repetition penalty',
    help: 'Above 1, words that were used before become less likely; 1 changes nothing.',
    group: 'sampling',
    kind: 'number',
    minimum: 0.5,
    maximum: 2,
    step: 0.05,
    integer: false,
    slider: true,
  },
  {
    id: 'presence_penalty',
    label: 'Presence penalty',
    help: 'Above 0, words that were used at all become less likely.',
    group: 'sampling',
    kind: 'number',
    ...PENALTY,
  },
  {
    id: 'frequency_penalty',
    label: 'Frequency penalty',
    help: 'Above 0, words become less likely the more often they were used.',
    group: 'sampling',
    kind: 'number',
    ...PENALTY,
  },
  {
    id: 'max_tokens',
    label: 'Max tokens',
    help: 'The longest answer, reasoning included. Too low, and the answer is cut.',
    group: 'sampling',
    kind: 'number',
    minimum: 1,
    maximum: 1_048_576,
    step: 1,
    integer: true,
    slider: false,
  },
  {
    id: 'seed',
    label: 'Seed',
    help: 'The same number with the same question gives the same answer, where the server keeps to it.',
    group: 'sampling',
    kind: 'number',
    minimum: 0,
    maximum: 2_147_483_647,
    step: 1,
    integer: true,
    slider: false,
  },
  {
    id: 'stop',
    label: 'Stop sequences',
    help: 'The answer ends before any of these texts; one a line.',
    group: 'prompt',
    kind: 'list',
    maxItems: 4,
  },
  {
    id: 'request_id',
    label: 'Request ID',
    help: 'Your own name for the request, to find it again in the logs of the provider. Must be new each time.',
    group: 'request',
    kind: 'text',
    multiline: false,
    minLength: 6,
    maxLength: 64,
  },
  {
    id: 'user_id',
    label: 'User ID',
    help: 'A name for the person who asks, which the provider uses against misuse.',
    group: 'request',
    kind: 'text',
    multiline: false,
    minLength: 6,
    maxLength: 128,
  },
]

const BY_ID: ReadonlyMap<ParameterId, Parameter> = new Map(
  PARAMETERS.map((parameter) => [parameter.id, parameter]),
)

/** The row of the table for one parameter; null for an id that is not in it. */
export function findParameter(id: ParameterId): Parameter | null {
  return BY_ID.get(id) ?? null
}
