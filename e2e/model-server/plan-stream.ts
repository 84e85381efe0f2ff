import type { ModelScript, ScriptedCall } from './model-script.ts'

/** One step of an answer's body. */
export type Step =
  | { readonly kind: 'write'; readonly bytes: Uint8Array }
  | { readonly kind: 'hold'; readonly name: string }
  | { readonly kind: 'fault' }

export const modelId = 'glm-4.5v-tiny'

const marker = /(<hold:[\w-]+>|<fault>)/
const encoder = new TextEncoder()

/** The body that a script describes, step by step, for a request that does or does not ask for usage. */
export function planStream(script: ModelScript, asksForUsage: boolean): readonly Step[] {
  const whole =
    script.body === undefined ? planEvents(script, asksForUsage) : [toWrite(script.body)]
  const marked = whole.some((step) => step.kind === 'fault')
  let steps = whole
  if (script.hold !== undefined && script.holdAt !== 'headers') {
    steps = insertAfterBytes(steps, { kind: 'hold', name: script.hold }, script.holdAt ?? 0, true)
  }
  if (script.fault !== undefined && !marked) {
    const mayCut = script.fault !== 'error-event' && script.fault !== 'bad-json'
    steps = insertAfterBytes(steps, { kind: 'fault' }, script.faultAfterBytes ?? 0, mayCut)
  }
  return script.chunkBytes === undefined ? steps : cutWrites(steps, script.chunkBytes)
}

function planEvents(script: ModelScript, asksForUsage: boolean): readonly Step[] {
  const { reasoning = '', answer = '', field = 'reasoning_content', deltaCharacters = 4 } = script
  const usage = script.usage === undefined && asksForUsage ? sampleUsage(script) : script.usage
  const first = toChunk({ role: 'assistant', content: null })
  const { webSearch, toolCalls = [] } = script
  const steps: Step[] = [toEvent(webSearch ? { ...first, web_search: webSearch } : first)]
  if (field === 'think-tags') {
    const text = reasoning === '' ? answer : `<think>${reasoning}</think>${answer}`
    steps.push(...planText(text, 'content', deltaCharacters))
  } else {
    steps.push(...planText(reasoning, field, deltaCharacters))
    steps.push(...planText(answer, 'content', deltaCharacters))
  }
  const size = script.wholeCalls ? Number.POSITIVE_INFINITY : deltaCharacters
  steps.push(...toolCalls.flatMap((call, index) => planCall(call, index, size)))
  const finishReason = script.finishReason === undefined ? usualEnd(script) : script.finishReason
  if (finishReason !== null) steps.push(toEvent(toChunk({}, finishReason)))
  if (usage) steps.push(toEvent({ ...toChunk({}), choices: [], usage }))
  if (script.done ?? true) steps.push(toWrite('data: [DONE]\n\n'))
  return steps
}

function usualEnd({ toolCalls = [] }: ModelScript): string {
  return toolCalls.length > 0 ? 'tool_calls' : 'stop'
}

function planText(text: string, field: string, deltaCharacters: number): readonly Step[] {
  return planPieces(text, deltaCharacters, (piece) => ({ [field]: piece }))
}

/** The first event names the function and, where the call is whole, holds its arguments. */
function planCall(call: ScriptedCall, index: number, deltaCharacters: number): readonly Step[] {
  const { arguments: text, name, id = `call-${index}` } = call
  const isWhole = !Number.isFinite(deltaCharacters)
  const head = { index, id, type: 'function', function: { name, arguments: isWhole ? text : '' } }
  const pieces = isWhole
    ? []
    : planPieces(text, deltaCharacters, (piece) => ({
        tool_calls: [{ index, function: { arguments: piece } }],
      }))
  return [toEvent(toChunk({ tool_calls: [head] })), ...pieces]
}

function planPieces(
  text: string,
  deltaCharacters: number,
  toDelta: (piece: string) => Readonly<Record<string, unknown>>,
): readonly Step[] {
  return text.split(marker).flatMap((part): readonly Step[] => {
    if (part === '<fault>') return [{ kind: 'fault' }]
    if (marker.test(part)) return [{ kind: 'hold', name: part.slice('<hold:'.length, -1) }]
    const characters = [...part]
    const count = Math.ceil(characters.length / deltaCharacters)
    return Array.from({ length: count }, (_, index) => {
      const from = index * deltaCharacters
      return toEvent(toChunk(toDelta(characters.slice(from, from + deltaCharacters).join(''))))
    })
  })
}

/** One JSON completion, for a request that does not stream. */
export function planCompletion(script: ModelScript): Readonly<Record<string, unknown>> {
  const strip = (text = ''): string =>
    text
      .split(marker)
      .filter((_, index) => index % 2 === 0)
      .join('')
  const message = {
    role: 'assistant',
    content: strip(script.answer),
    reasoning_content: strip(script.reasoning),
    ...(script.toolCalls ? { tool_calls: script.toolCalls.map(wholeCall) } : {}),
  }
  const choice = { index: 0, message, finish_reason: script.finishReason ?? usualEnd(script) }
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: modelId,
    choices: [choice],
    usage: script.usage ?? sampleUsage(script),
    ...(script.webSearch ? { web_search: script.webSearch } : {}),
  }
}

function wholeCall({ id, name, arguments: text }: ScriptedCall, index: number) {
  return { id: id ?? `call-${index}`, type: 'function', function: { name, arguments: text } }
}

function sampleUsage({ reasoning = '', answer = '' }: ModelScript) {
  const completion = Math.ceil((reasoning.length + answer.length) / 4)
  return { prompt_tokens: 197, completion_tokens: completion, total_tokens: 197 + completion }
}

function toChunk(delta: Readonly<Record<string, unknown>>, finishReason: string | null = null) {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: modelId,
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  }
}

function toEvent(value: unknown): Step {
  return toWrite(`data: ${JSON.stringify(value)}\n\n`)
}

function toWrite(text: string): Step {
  return { kind: 'write', bytes: encoder.encode(text) }
}

/** Puts a step after so many bytes, cutting a write in two if it may, else before the write that holds the place. */
function insertAfterBytes(
  steps: readonly Step[],
  inserted: Step,
  offset: number,
  mayCut: boolean,
): readonly Step[] {
  let position = 0
  for (const [index, step] of steps.entries()) {
    if (step.kind !== 'write') continue
    const within = offset - position
    position += step.bytes.length
    if (position <= offset) continue
    const cut = mayCut ? within : 0
    const parts: readonly Step[] = [
      { kind: 'write', bytes: step.bytes.subarray(0, cut) },
      inserted,
      { kind: 'write', bytes: step.bytes.subarray(cut) },
    ]
    const kept = parts.filter((part) => part.kind !== 'write' || part.bytes.length > 0)
    return [...steps.slice(0, index), ...kept, ...steps.slice(index + 1)]
  }
  return [...steps, inserted]
}

/** Cuts everything between two other steps into writes of `size` bytes. */
function cutWrites(steps: readonly Step[], size: number): readonly Step[] {
  const result: Step[] = []
  let pending: Uint8Array[] = []
  const flush = (): void => {
    const bytes = new Uint8Array(Buffer.concat(pending))
    for (let from = 0; from < bytes.length; from += size) {
      result.push({ kind: 'write', bytes: bytes.subarray(from, from + size) })
    }
    pending = []
  }
  for (const step of steps) {
    if (step.kind === 'write') {
      pending.push(step.bytes)
    } else {
      flush()
      result.push(step)
    }
  }
  flush()
  return result
}
