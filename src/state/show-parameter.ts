import { create } from 'zustand'
import { PARAMETERS } from '@/core/catalog/parameters.ts'
import type { ParameterId } from '@/core/catalog/types.ts'
import { usePreferenceStore } from './preference-store.ts'

type WantedParameter = {
  /** The parameter whose field is to be shown and to get the focus; its field takes the wish away. */
  readonly id: ParameterId | null
}

/** Which field of the parameters somebody was sent to. */
export const useWantedParameter = create<WantedParameter>()(() => ({ id: null }))

/** Opens the panel of parameters, the section of this one too, and leads the focus to its field. */
export function showParameter(id: ParameterId): void {
  const group = PARAMETERS.find((parameter) => parameter.id === id)?.group
  const { setDrawer, setSection } = usePreferenceStore.getState()
  setDrawer('parameters')
  if (group !== undefined) setSection(group, true)
  useWantedParameter.setState({ id })
}
