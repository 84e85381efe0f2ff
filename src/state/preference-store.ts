import { create } from 'zustand'
import type { Parameter, ParameterId, ParameterValue } from '@/core/catalog/types.ts'
import type { ReplaySpeed } from '@/core/run/replay-speed.ts'
import {
  DEFAULT_PREFERENCES,
  type Drawer,
  type Preferences,
  type Theme,
} from '@/core/session/preferences.ts'

type PreferenceState = Preferences & {
  readonly setTheme: (theme: Theme) => void
  readonly setDrawer: (drawer: Drawer) => void
  readonly setThinking: (isOn: boolean) => void
  readonly setReplaySpeed: (replaySpeed: ReplaySpeed) => void
  readonly setSection: (group: Parameter['group'], isOpen: boolean) => void
  /** Undefined takes the change back. */
  readonly setParameter: (id: ParameterId, value: ParameterValue | undefined) => void
  readonly resetParameters: () => void
}

/** Small choices that outlive the page; `keepPreferences` stores them. */
export const usePreferenceStore = create<PreferenceState>()((set) => ({
  ...DEFAULT_PREFERENCES,
  setTheme: (theme) => set({ theme }),
  setDrawer: (drawer) => set({ drawer }),
  setThinking: (thinking) => set({ thinking }),
  setReplaySpeed: (replaySpeed) => set({ replaySpeed }),
  setSection: (group, isOpen) =>
    set(({ sections }) => ({ sections: { ...sections, [group]: isOpen ? 'open' : 'folded' } })),
  setParameter: (id, value) =>
    set((state) => {
      const { [id]: _previous, ...others } = state.parameters
      return { parameters: value === undefined ? others : { ...others, [id]: value } }
    }),
  resetParameters: () => set({ parameters: {} }),
}))
