import type { ToolCall } from '@/core/protocol/chat-request.ts'
import type { StreamEvent } from '@/core/protocol/stream-event.ts'

type ToolCallDelta = Extract<StreamEvent, { type: 'tool-call-delta' }>

/** Joins the pieces of the calls that one run makes. */
export type ToolCallList = {
  readonly push: (delta: ToolCallDelta) => void
  /** In the order in which they began; the same list, and the same calls in it, until something is new. */
  readonly snapshot: () => readonly ToolCall[]
}

/** Servers take 128 functions at most; a run that calls more is broken or hostile, and so are megabytes of arguments. */
const MAX_CALLS = 128
const MAX_ARGUMENTS = 1_048_576
const LONGEST_NAME = 256
const LONGEST_ID = 1_024

type OpenCall = {
  /** The server's own; null where it gave none. */
  id: string | null
  name: string
  arguments: string
  /** Null once something was added. */
  shown: ToolCall | null
}

/**
 * Pieces belong together by their index. A piece with another id opens a new call, and so does one with another name
 * behind arguments: some servers number every call 0. Whole arguments that come once more are not doubled. A call
 * without an id of its own is called `call_1` and so on, since its result must name it.
 */
export function createToolCallList(): ToolCallList {
  const calls: OpenCall[] = []
  const byIndex = new Map<number, OpenCall>()
  let size = 0
  let last: readonly ToolCall[] = []
  let isSame = true

  const open = (index: number): OpenCall | null => {
    if (calls.length >= MAX_CALLS) return null
    const call: OpenCall = { id: null, name: '', arguments: '', shown: null }
    calls.push(call)
    byIndex.set(index, call)
    return call
  }

  return {
    push: (delta) => {
      const known = byIndex.get(delta.index)
      const call = known && !beginsAnew(known, delta) ? known : open(delta.index)
      if (call === null) return
      call.id ??= readId(delta)
      call.name = joinName(call.name, delta.name ?? '')
      const news = isRepeated(call.arguments, delta.arguments) ? '' : delta.arguments
      const kept = news.slice(0, Math.max(0, MAX_ARGUMENTS - size))
      size += kept.length
      call.arguments += kept
      call.shown = null
      isSame = false
    },
    snapshot: () => {
      if (!isSame) last = show(calls)
      isSame = true
      return last
    },
  }
}

function readId({ id }: ToolCallDelta): string | null {
  return id === undefined || id === '' || id.length > LONGEST_ID ? null : id
}

function beginsAnew(call: OpenCall, delta: ToolCallDelta): boolean {
  const id = readId(delta)
  if (id !== null && call.id !== null) return id !== call.id
  const name = delta.name ?? ''
  return call.arguments !== '' && name !== '' && name !== call.name && id === null
}

/** A name comes whole, whole again, in pieces, or as what there is of it so far. */
function joinName(before: string, news: string): string {
  const joined =
    news === before || news === '' ? before : news.startsWith(before) ? news : before + news
  return joined.slice(0, LONGEST_NAME)
}

/** Two whole objects in a row are no JSON: the second one is the first, said again. */
function isRepeated(before: string, news: string): boolean {
  return news.startsWith('{') && news.endsWith('}') && news === before
}

function show(calls: readonly OpenCall[]): readonly ToolCall[] {
  const ids = new Set<string>()
  return calls.map((call, position) => {
    const id = call.id === null || ids.has(call.id) ? makeId(position, ids) : call.id
    ids.add(id)
    if (call.shown?.id !== id) call.shown = { id, name: call.name, arguments: call.arguments }
    return call.shown
  })
}

function makeId(position: number, taken: ReadonlySet<string>): string {
  let number = position + 1
  while (taken.has(`call_${number}`)) number += 1
  return `call_${number}`
}
