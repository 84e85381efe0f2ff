import { create } from 'zustand'

/** What the stage shows and which region is lit. One thing lit is lit everywhere: chip, shape, row, rulers. */
type ViewerState = {
  /** Key of the lit region (`ShownRegion.key`), null when none is. */
  readonly litKey: string | null
  /** The region that was clicked or stepped to: it is lit again as soon as the pointer lights nothing else. */
  readonly heldKey: string | null
  /** A wish to bring a region into view; `count` makes two wishes for the same region differ. */
  readonly flight: { readonly key: string; readonly count: number } | null
  /** Index of the media on the stage. */
  readonly mediaIndex: number
  readonly showsRegions: boolean
  readonly showsLabels: boolean
  readonly showsDrafts: boolean
  readonly showsRuler: boolean
  readonly listIsOpen: boolean
  /** Lights a region while the pointer is on it; null goes back to the held one. */
  readonly light: (key: string | null) => void
  /** Lights a region until another one is held or `unlight` is called. */
  readonly hold: (key: string) => void
  readonly unlight: () => void
  /** Holds a region and asks the stage to bring it into view. */
  readonly flyTo: (key: string) => void
  readonly showMedia: (index: number) => void
  readonly toggle: (
    switchName: 'showsRegions' | 'showsLabels' | 'showsDrafts' | 'showsRuler' | 'listIsOpen',
  ) => void
}

export const useViewerStore = create<ViewerState>()((set) => ({
  litKey: null,
  heldKey: null,
  flight: null,
  mediaIndex: 0,
  showsRegions: true,
  showsLabels: true,
  showsDrafts: true,
  showsRuler: true,
  listIsOpen: false,
  light: (key) => set((state) => ({ litKey: key ?? state.heldKey })),
  hold: (key) => set({ litKey: key, heldKey: key }),
  unlight: () => set({ litKey: null, heldKey: null }),
  flyTo: (key) =>
    set((state) => ({
      litKey: key,
      heldKey: key,
      flight: { key, count: (state.flight?.count ?? 0) + 1 },
    })),
  showMedia: (index) => set({ mediaIndex: index }),
  toggle: (switchName) => set((state) => ({ [switchName]: !state[switchName] })),
}))
