import { checkParameter } from '@/core/catalog/check-parameter.ts'
import type { Parameter, ParameterValue } from '@/core/catalog/types.ts'

/** What a field shows for a value; nothing where there is none. */
export function formatParameter(value: ParameterValue | null): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (typeof value === 'number' || typeof value === 'string') return String(value)
  return value.join('\n')
}

export type ParsedParameter =
  /** Null: the field is empty, nothing is sent. */
  | { readonly ok: true; readonly value: ParameterValue | null }
  /** `unsound`: what was typed, where it has the right form but lies outside the range. */
  | { readonly ok: false; readonly error: string; readonly unsound: ParameterValue | null }

/** Reads what was typed into a field. */
export function parseParameter(parameter: Parameter, text: string): ParsedParameter {
  if (text.trim() === '') return { ok: true, value: null }
  const value = toValue(parameter, text)
  const checked = checkParameter(parameter, value)
  if (checked.ok) return checked
  const isNumber = typeof value === 'number' && Number.isNaN(value)
  return { ok: false, error: checked.error, unsound: isNumber ? null : value }
}

function toValue(parameter: Parameter, text: string): ParameterValue {
  switch (parameter.kind) {
    case 'number':
      return Number(text)
    case 'switch':
      return text === 'on'
    case 'text':
    case 'choice':
    case 'json':
      return text
    case 'list':
      // A stop sequence may begin or end with spaces, so only empty lines go.
      return text.split('\n').filter((line) => line !== '')
  }
}
