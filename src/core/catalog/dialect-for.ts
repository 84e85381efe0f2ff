import type { Wire } from '@/core/protocol/stream-event.ts'
import type { Dialect, Provider } from './types.ts'
import { WIRE_DIALECTS } from './wire-dialects.ts'

/**
 * How a provider bends one wire: its own dialect, what the wire itself asks for, and the provider's exceptions, in
 * this order. A wire only carries the parameters and pictures that it has a place for, and a provider without a
 * switch for thinking has none on any wire, unless its exceptions name one.
 */
export function dialectFor(provider: Provider, wire: Wire): Dialect {
  const { carries, brings, imageTypes, dialect: wireDialect } = WIRE_DIALECTS[wire]
  const own = { ...provider.dialect, ...provider.wireDialects[wire] }
  const hasSwitch = provider.dialect.thinking !== 'none'
  return {
    ...provider.dialect,
    ...wireDialect,
    ...(hasSwitch ? {} : { thinking: 'none' }),
    ...provider.wireDialects[wire],
    wire,
    parameters: [
      ...own.parameters.filter((id) => carries === null || carries.includes(id)),
      ...brings.filter((id) => hasSwitch && !own.parameters.includes(id)),
    ],
    limits: {
      ...provider.dialect.limits,
      ...wireDialect.limits,
      ...provider.wireDialects[wire]?.limits,
    },
    imageTypes: own.imageTypes.filter((type) => imageTypes === null || imageTypes.includes(type)),
  }
}
