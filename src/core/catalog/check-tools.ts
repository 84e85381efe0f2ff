import { describeJsonMistake } from '@/core/json/describe-json-mistake.ts'
import { readJsonTree } from '@/core/json/read-json-tree.ts'
import { parseBoundedJson } from '@/core/protocol/bounded-json.ts'
import { isRecord, type JsonRecord, readField } from '@/core/protocol/json-value.ts'
import type { Result } from '@/core/result.ts'

/** A function that the model may ask for, as the user wrote it. */
export type Tool = {
  readonly type: 'function'
  readonly function: {
    readonly name: string
    readonly description?: string
    /** A JSON Schema of type "object". */
    readonly parameters?: JsonRecord
  }
}

type Check<Value> = Result<Value, string>

/** Z.ai and OpenAI take no more. */
const MAX_TOOLS = 128
const NAME = /^[a-zA-Z0-9_-]{1,64}$/
const NO_TOOLS: readonly Tool[] = []

const fail = (sentence: string): { readonly ok: false; readonly error: string } => ({
  ok: false,
  error: sentence,
})

function checkParameters(parameters: unknown, place: string): string | null {
  if (parameters === undefined) {
    return null
  }
  if (!isRecord(parameters)) {
    return `${place}: function.parameters must be an object, a JSON Schema.`
  }
  const type = readField(parameters, 'type')
  if (type !== undefined && type !== 'object') {
    return `${place}: function.parameters.type must be "object".`
  }
  const properties = readField(parameters, 'properties')
  return properties === undefined || isRecord(properties)
    ? null
    : `${place}: function.parameters.properties must be an object.`
}

function checkTool(tool: unknown, place: string): Check<Tool> {
  if (!isRecord(tool)) {
    return fail(`${place} must be an object: {"type": "function", "function": {…}}.`)
  }
  if (readField(tool, 'type') !== 'function') {
    return fail(`${place}: type must be "function". Web search has a switch of its own.`)
  }
  const content = readField(tool, 'function')
  if (!isRecord(content)) {
    return fail(
      readField(tool, 'name') === undefined
        ? `${place}: function must be an object with a name.`
        : `${place}: name, description and parameters belong inside "function".`,
    )
  }
  const name = readField(content, 'name')
  if (typeof name !== 'string' || !NAME.test(name)) {
    return fail(`${place}: function.name must have 1 to 64 letters, digits, dashes or underscores.`)
  }
  const description = readField(content, 'description')
  if (description !== undefined && typeof description !== 'string') {
    return fail(`${place}: function.description must be text.`)
  }
  const parameters = readField(content, 'parameters')
  const wrong = checkParameters(parameters, place)
  if (wrong !== null) {
    return fail(wrong)
  }
  return {
    ok: true,
    value: {
      type: 'function',
      function: {
        ...content,
        name,
        ...(description === undefined ? {} : { description }),
        ...(isRecord(parameters) ? { parameters } : {}),
      },
    },
  }
}

function checkList(list: readonly unknown[]): Check<readonly Tool[]> {
  if (list.length > MAX_TOOLS) {
    return fail(`There may be at most ${MAX_TOOLS} tools; these are ${list.length}.`)
  }
  const tools: Tool[] = []
  const places = new Map<string, number>()
  for (const [index, entry] of list.entries()) {
    const place = `Tool ${index + 1}`
    const checked = checkTool(entry, place)
    if (!checked.ok) {
      return checked
    }
    const { name } = checked.value.function
    const earlier = places.get(name)
    if (earlier !== undefined) {
      return fail(`${place}: the name ${name} is taken by tool ${earlier}.`)
    }
    places.set(name, index + 1)
    tools.push(checked.value)
  }
  return { ok: true, value: tools }
}

/**
 * Tools as a person typed them: a JSON list of functions in the form of chat completions. Empty text is an empty
 * list. The error is one sentence that says where: line and column for what is no JSON, else which tool and field.
 */
export function checkTools(text: string): Check<readonly Tool[]> {
  if (text.trim() === '') {
    return { ok: true, value: NO_TOOLS }
  }
  const parsed = parseBoundedJson(text)
  if (!parsed.ok) {
    return fail(describeJsonError(text, parsed.error))
  }
  return Array.isArray(parsed.value)
    ? checkList(parsed.value)
    : fail('Tools must be a list: put the tool into square brackets.')
}

/** What keeps a text from being read as JSON, in a sentence with line and column. */
export function describeJsonError(text: string, error: 'malformed' | 'too-deep'): string {
  if (error === 'too-deep') {
    return 'This is nested too deeply.'
  }
  const { mistake } = readJsonTree(text)
  return mistake === null ? 'This is not JSON.' : describeJsonMistake(text, mistake)
}
