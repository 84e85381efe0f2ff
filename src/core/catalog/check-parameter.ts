import { parseBoundedJson } from '@/core/protocol/bounded-json.ts'
import { isRecord } from '@/core/protocol/json-value.ts'
import type { Result } from '@/core/result.ts'
import { checkTools, describeJsonError } from './check-tools.ts'
import type { Parameter, ParameterValue } from './types.ts'

type Check = Result<ParameterValue, string>
type Kind<Name extends Parameter['kind']> = Extract<Parameter, { kind: Name }>

const pass = (value: ParameterValue): Check => ({ ok: true, value })
const fail = (sentence: string): Check => ({ ok: false, error: sentence })

function checkNumber(parameter: Kind<'number'>, value: unknown): Check {
  const { label, minimum, maximum, integer } = parameter
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return fail(`${label} must be a number.`)
  }
  if (value < minimum || value > maximum) {
    return fail(`${label} must lie between ${minimum} and ${maximum}.`)
  }
  return integer && !Number.isInteger(value)
    ? fail(`${label} must be a whole number.`)
    : pass(value)
}

function checkText(parameter: Kind<'text'>, value: unknown): Check {
  const { label, minLength, maxLength } = parameter
  if (typeof value !== 'string') {
    return fail(`${label} must be text.`)
  }
  if (value.length > maxLength) {
    return fail(`${label} must have at most ${maxLength} characters.`)
  }
  // Empty means: not set.
  return value !== '' && value.length < minLength
    ? fail(`${label} must have at least ${minLength} characters.`)
    : pass(value)
}

function checkList(parameter: Kind<'list'>, value: unknown): Check {
  const { label, maxItems } = parameter
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  const texts = items.filter((item) => typeof item === 'string')
  if (texts.length !== items.length) {
    return fail(`${label} must be texts, one a line.`)
  }
  const filled = texts.filter((text) => text !== '')
  return filled.length > maxItems
    ? fail(`${label} may have at most ${maxItems} ${maxItems === 1 ? 'line' : 'lines'}.`)
    : pass(filled)
}

function checkChoice({ label, options }: Kind<'choice'>, value: unknown): Check {
  const option = options.find((known) => known.value === value)
  return option === undefined
    ? fail(`${label} must be one of ${options.map((known) => known.value).join(', ')}.`)
    : pass(option.value)
}

function checkJson({ label, shape, maxLength }: Kind<'json'>, value: unknown): Check {
  if (typeof value !== 'string' || value.length > maxLength) {
    return fail(`${label} must be JSON of at most ${maxLength} characters.`)
  }
  if (shape === 'tools') {
    const tools = checkTools(value)
    return tools.ok ? pass(value) : tools
  }
  if (value.trim() === '') {
    return pass(value)
  }
  const parsed = parseBoundedJson(value)
  if (!parsed.ok) {
    return fail(describeJsonError(value, parsed.error))
  }
  return isRecord(parsed.value) ? pass(value) : fail(`${label} must be an object: {"name": value}.`)
}

/**
 * Whether a value, typed by a person or read from storage, fits a parameter. The error is a sentence for the
 * panel; empty lines of a list are dropped.
 */
export function checkParameter(parameter: Parameter, value: unknown): Check {
  switch (parameter.kind) {
    case 'number':
      return checkNumber(parameter, value)
    case 'switch':
      return typeof value === 'boolean'
        ? pass(value)
        : fail(`${parameter.label} must be on or off.`)
    case 'text':
      return checkText(parameter, value)
    case 'list':
      return checkList(parameter, value)
    case 'choice':
      return checkChoice(parameter, value)
    case 'json':
      return checkJson(parameter, value)
  }
}
