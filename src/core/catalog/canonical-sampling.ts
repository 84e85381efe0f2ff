import type { Dialect, ParameterId, ParameterValue } from './types.ts'

type Parameters = Readonly<Partial<Record<ParameterId, ParameterValue>>>

/** Where 0 is refused and sampling has no switch, the SDK of Z.ai sends this. */
const COLDEST = 0.01

/**
 * Parameters without those that contradict each other. Where the provider has a sampling switch, sampling off
 * makes temperature and top P void, and a temperature of 0, which Z.ai refuses, means sampling off (as its own
 * SDK sends it).
 */
export function canonicalSampling(parameters: Parameters, dialect: Dialect): Parameters {
  const isRefused = dialect.zeroTemperature === 'sampling-off' && parameters.temperature === 0
  if (!dialect.parameters.includes('do_sample')) {
    return isRefused ? { ...parameters, temperature: COLDEST } : parameters
  }
  if (parameters.do_sample !== false && !isRefused) {
    return parameters
  }
  const { temperature: _temperature, top_p: _topP, ...rest } = parameters
  return { ...rest, do_sample: false }
}
