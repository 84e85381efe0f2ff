import { create } from 'zustand'
import type { Result } from '@/core/result.ts'
import type { ConnectFields } from '@/core/session/connect-link.ts'

/** A field of the dialog, by its name. */
export type ConnectField = 'provider' | 'baseUrl' | 'key' | 'model'

/** What the dialog "Connect a model" opens with: fields of a link, a saved endpoint to change, or nothing. */
export type ConnectPrefill =
  | { readonly kind: 'link'; readonly fields: Result<ConnectFields, string> }
  | { readonly kind: 'endpoint'; readonly id: string; readonly field?: ConnectField }

/** One exchange of a run, by its number; -1 is the last. */
export type SaveRecordingWish = { readonly runId: string; readonly exchangeIndex: number }

type DialogState = {
  /** `count` differs each time, so that a new wish finds new fields. */
  readonly connect: { readonly prefill: ConnectPrefill | null; readonly count: number } | null
  readonly openConnect: (prefill: ConnectPrefill | null) => void
  readonly closeConnect: () => void
  /** The exchange that is to be saved as a recording; null while nobody asks. */
  readonly saveRecording: SaveRecordingWish | null
  readonly openSaveRecording: (wish: SaveRecordingWish) => void
  readonly closeSaveRecording: () => void
}

/** Which dialog is open. */
export const useDialogStore = create<DialogState>()((set) => ({
  connect: null,
  openConnect: (prefill) =>
    set(({ connect }) => ({ connect: { prefill, count: (connect?.count ?? 0) + 1 } })),
  closeConnect: () => set({ connect: null }),
  saveRecording: null,
  openSaveRecording: (saveRecording) => set({ saveRecording }),
  closeSaveRecording: () => set({ saveRecording: null }),
}))
