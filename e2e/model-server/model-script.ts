/** What goes wrong, and where it makes sense to say when (`<fault>` in a text, or `faultAfterBytes`; else at once). */
export type Fault =
  /** The connection is reset; what the client has not read by then may be lost to it. */
  | 'reset'
  /** The connection closes without the end of the body. */
  | 'cut'
  /** The body ends cleanly, before the stream has. */
  | 'eof'
  /** Nothing more comes, and the connection stays open. */
  | 'stall'
  /** Only comments come from here on. */
  | 'comment-stall'
  /** An error object in the stream, then its end. */
  | 'error-event'
  /** One event that is no JSON; the stream goes on behind it. */
  | 'bad-json'
  /** Not even headers come. (Has no place in the stream, nor have the following.) */
  | 'silent'
  /** A page with status 200. */
  | 'html'
  /** A redirect to another path of this server. */
  | 'redirect'
  /** Status 200 and not one byte. */
  | 'empty'

/** A call of a function. `arguments` is JSON text, cut and marked like an answer. */
export type ScriptedCall = {
  readonly id?: string
  readonly name: string
  readonly arguments: string
}

/**
 * How the server answers a question. In `reasoning` and `answer`, `<hold:name>` makes the stream wait there until the
 * name is released, and `<fault>` is where `fault` happens; neither is sent.
 */
export type ModelScript = {
  readonly reasoning?: string
  readonly answer?: string
  /** Functions that are called behind the answer. The reason to end is then `tool_calls`. */
  readonly toolCalls?: readonly ScriptedCall[]
  /** Whether each call is one event, instead of one for its name and one for each piece of its arguments. */
  readonly wholeCalls?: boolean
  /** What web search found, sent with the first event as it stands. */
  readonly webSearch?: readonly Readonly<Record<string, unknown>>[]
  /** Where the reasoning stands. */
  readonly field?: 'reasoning_content' | 'reasoning' | 'think-tags'
  /** Characters (code points) of text in one event. */
  readonly deltaCharacters?: number
  /** Bytes in one write, regardless of events and characters; without it every event is one write. */
  readonly chunkBytes?: number
  /** Pause between two writes. */
  readonly delayMs?: number
  /** Sent as it stands; null: never. Without it, sample numbers if the request asks for usage. */
  readonly usage?: Readonly<Record<string, unknown>> | null
  /** Null: no event says why the stream ends. */
  readonly finishReason?: string | null
  /** Whether `[DONE]` closes the stream. */
  readonly done?: boolean
  readonly status?: number
  /** The whole body, instead of reasoning and answer. */
  readonly body?: string
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Whether browsers of other origins may read the answers. */
  readonly cors?: boolean
  readonly fault?: Fault
  /** Place of the fault in the body; an event of its own comes before the event that holds this byte. */
  readonly faultAfterBytes?: number
  /** The answer waits for the release of this name. */
  readonly hold?: string
  /** Where `hold` waits: before the headers, or after so many bytes of the body (without it: none). */
  readonly holdAt?: 'headers' | number
  /** The key that requests must bring; without it any will do. */
  readonly key?: string
  /** Ids of `GET /v1/models`. */
  readonly models?: readonly string[]
  /** True: only for the next question; false: for every question from now on. */
  readonly next?: boolean
}

const isText = (value: unknown): boolean => typeof value === 'string'
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0
const isSize = (value: unknown): boolean => isCount(value) && Number(value) > 0
const isSwitch = (value: unknown): boolean => typeof value === 'boolean'
const isRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isOneOf =
  (...words: readonly string[]) =>
  (value: unknown): boolean =>
    words.includes(String(value))

function isCall(value: unknown): boolean {
  const call = Object.entries(Object(value))
  const required = call.filter(([name]) => name === 'name' || name === 'arguments')
  return required.length === 2 && call.every(([, text]) => isText(text))
}

const fields: Readonly<Record<keyof ModelScript, (value: unknown) => boolean>> = {
  reasoning: isText,
  answer: isText,
  toolCalls: (value) => Array.isArray(value) && value.every(isCall),
  wholeCalls: isSwitch,
  webSearch: (value) => Array.isArray(value) && value.every(isRecord),
  field: isOneOf('reasoning_content', 'reasoning', 'think-tags'),
  deltaCharacters: isSize,
  chunkBytes: isSize,
  delayMs: isCount,
  usage: (value) => value === null || isRecord(value),
  finishReason: (value) => value === null || isText(value),
  done: isSwitch,
  status: (value) => isCount(value) && Number(value) >= 200 && Number(value) <= 599,
  body: isText,
  contentType: isText,
  headers: (value) => isRecord(value) && Object.values(value ?? {}).every(isText),
  cors: isSwitch,
  fault: isOneOf(
    'reset',
    'cut',
    'eof',
    'stall',
    'comment-stall',
    'error-event',
    'bad-json',
    'silent',
    'html',
    'redirect',
    'empty',
  ),
  faultAfterBytes: isCount,
  hold: isText,
  holdAt: (value) => value === 'headers' || isCount(value),
  key: isText,
  models: (value) => Array.isArray(value) && value.every(isText),
  next: isSwitch,
}

/** The first mistake in a script, in words; null if there is none. A misspelt field must not pass for a script. */
export function findScriptMistake(value: unknown): string | null {
  if (!isRecord(value)) return 'a script is an object'
  for (const [name, content] of Object.entries(value ?? {})) {
    const check = new Map(Object.entries(fields)).get(name)
    if (check === undefined) return `a script has no field "${name}"`
    if (!check(content)) return `"${name}" cannot be ${JSON.stringify(content)}`
  }
  return null
}

export function isModelScript(value: unknown): value is ModelScript {
  return findScriptMistake(value) === null
}
