import { readField, readText } from './json-value.ts'
import { argumentsText, type ToolCallDelta } from './wire-chunk.ts'

type Call = { readonly index: number; hasArguments: boolean }

/** The key of the item that an event belongs to; servers give its id, its place, or both. */
function keysOf(id: string | null, outputIndex: unknown): readonly string[] {
  const place = typeof outputIndex === 'number' ? [`#${outputIndex}`] : []
  return id === null ? place : [id, ...place]
}

function isCall(item: unknown): boolean {
  return readField(item, 'type') === 'function_call'
}

/**
 * Numbers the function calls of a Responses stream in the order in which they begin, and passes the arguments
 * of each on once, although they come in deltas, in a `.done` event, in their item and in the last response.
 */
export function createResponseCalls() {
  const calls: Call[] = []
  const byKey = new Map<string, Call>()

  const find = (keys: readonly string[]): Call | undefined =>
    keys.map((key) => byKey.get(key)).find((call) => call !== undefined)

  const begin = (item: unknown, keys: readonly string[]): { call: Call; event: ToolCallDelta } => {
    const call: Call = { index: calls.length, hasArguments: false }
    calls.push(call)
    for (const key of keys) {
      byKey.set(key, call)
    }
    const id = readText(item, 'call_id') ?? readText(item, 'id')
    const name = readText(item, 'name')
    const event: ToolCallDelta = {
      type: 'tool-call-delta',
      index: call.index,
      ...(id === null ? {} : { id }),
      ...(name === null ? {} : { name }),
      arguments: '',
    }
    return { call, event }
  }

  const write = (call: Call, text: string): readonly ToolCallDelta[] => {
    if (text === '') {
      return []
    }
    call.hasArguments = true
    return [{ type: 'tool-call-delta', index: call.index, arguments: text }]
  }

  const complete = (
    item: unknown,
    keys: readonly string[],
    known: Call | undefined,
  ): readonly ToolCallDelta[] => {
    const text = argumentsText(readField(item, 'arguments'))
    if (known !== undefined) {
      return known.hasArguments ? [] : write(known, text)
    }
    const { call, event } = begin(item, keys)
    call.hasArguments = text !== ''
    return [{ ...event, arguments: text }]
  }

  return {
    /** `output_item.added`: arguments are not taken from here, because they come again. */
    begin(event: unknown): readonly ToolCallDelta[] {
      const item = readField(event, 'item')
      const keys = keysOf(readText(item, 'id'), readField(event, 'output_index'))
      return isCall(item) ? [begin(item, keys).event] : []
    },
    /** `function_call_arguments.delta`. */
    write(event: unknown): readonly ToolCallDelta[] {
      const keys = keysOf(readText(event, 'item_id'), readField(event, 'output_index'))
      const known = find(keys) ?? calls.at(-1)
      const text = readText(event, 'delta') ?? ''
      if (known !== undefined) {
        return write(known, text)
      }
      const started = begin(null, keys)
      return [started.event, ...write(started.call, text)]
    },
    /** `function_call_arguments.done`: its item follows, so a call nobody knows can wait. */
    rewrite(event: unknown): readonly ToolCallDelta[] {
      const known = find(keysOf(readText(event, 'item_id'), readField(event, 'output_index')))
      const text = argumentsText(readField(event, 'arguments'))
      return known === undefined || known.hasArguments ? [] : write(known, text)
    },
    /** `output_item.done`. */
    complete(event: unknown): readonly ToolCallDelta[] {
      const item = readField(event, 'item')
      const keys = keysOf(readText(item, 'id'), readField(event, 'output_index'))
      return isCall(item) ? complete(item, keys, find(keys)) : []
    },
    /** All items of the last response: calls are known by their order, since ids may be new there. */
    completeAll: (items: readonly unknown[]): readonly ToolCallDelta[] =>
      items.filter(isCall).flatMap((item, order) => complete(item, [], calls[order])),
  }
}
