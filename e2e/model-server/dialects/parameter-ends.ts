import type { OfferedParameter } from '@/core/catalog/parameters-for.ts'
import type { ParameterId, ParameterValue } from '@/core/catalog/types.ts'
import type { ParameterValues } from '@/state/chosen-parameters.ts'

type Side = 'low' | 'high'

const tools = JSON.stringify([
  {
    type: 'function',
    function: {
      name: 'find',
      description: 'Finds a thing.',
      parameters: { type: 'object', properties: { what: { type: 'string' } } },
    },
  },
])

/** Whether the answer is streamed is asked elsewhere, and what is merged in by hand is nobody's to check. */
const skipped: readonly ParameterId[] = ['stream', 'extra_body']

function pick({ parameter }: OfferedParameter, side: Side): ParameterValue | null {
  switch (parameter.kind) {
    case 'number':
      return side === 'low' ? parameter.minimum : parameter.maximum
    case 'switch':
      return side === 'high'
    case 'text':
      return 'x'.repeat(
        side === 'low' ? Math.max(parameter.minLength, 1) : Math.min(parameter.maxLength, 200),
      )
    case 'list':
      return Array.from(
        { length: side === 'low' ? 1 : parameter.maxItems },
        (_, index) => `~${index}`,
      )
    case 'choice':
      return parameter.options.at(side === 'low' ? 0 : -1)?.value ?? null
    case 'json':
      return parameter.shape === 'tools' ? tools : '{}'
  }
}

/** Every parameter that the panel offers, all at one end of their ranges. */
export function parametersAtEnd(offered: readonly OfferedParameter[], side: Side): ParameterValues {
  const available = offered.filter(
    ({ isAvailable, parameter }) => isAvailable && !skipped.includes(parameter.id),
  )
  return Object.fromEntries(
    available.flatMap((row) => {
      const value = pick(row, side)
      return value === null ? [] : [[row.parameter.id, value]]
    }),
  )
}
