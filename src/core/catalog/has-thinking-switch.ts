import type { ModelProfile } from './types.ts'

/** Whether thinking can be turned on and off for a model. */
export function hasThinkingSwitch({ thinking }: ModelProfile): boolean {
  return thinking === 'toggle' || thinking === 'effort'
}
