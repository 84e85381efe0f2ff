import { create } from 'zustand'
import type { Result } from '@/core/result.ts'
import type { ConnectFields } from '@/core/session/connect-link.ts'

/** What the dialog "Connect a model" opens with: fields of a link, a saved endpoint to change, or nothing. */
export type ConnectPrefill =
  | { readonly kind: 'link'; readonly fields: Result<ConnectFields, string> }
  | { readonly kind: 'endpoint'; readonly id: string }

type DialogState = {
  readonly connect: { readonly prefill: ConnectPrefill | null } | null
  readonly openConnect: (prefill: ConnectPrefill | null) => void
  readonly closeConnect: () => void
}

/** Which dialog is open. */
export const useDialogStore = create<DialogState>()((set) => ({
  connect: null,
  openConnect: (prefill) => set({ connect: { prefill } }),
  closeConnect: () => set({ connect: null }),
}))
