import { create } from 'zustand'
import type { Parameter } from '@/core/catalog/types.ts'
import type { Attachment } from './attachment.ts'

type ComposerState = {
  readonly text: string
  readonly attachments: readonly Attachment[]
  /** One sentence above the composer: why the question was not sent, and what to do. */
  readonly notice: ComposerNotice | null
  readonly setText: (text: string) => void
  readonly setAttachments: (
    change: (before: readonly Attachment[]) => readonly Attachment[],
  ) => void
  readonly setNotice: (notice: ComposerNotice | null) => void
}

export type ComposerNotice = {
  readonly text: string
  /** Opens the dialog to choose a provider, or at the key of the active endpoint. */
  readonly action: 'connect' | 'edit-key' | null
  /** The parameter that the sentence is about; a button leads to it. */
  readonly parameter?: Pick<Parameter, 'id' | 'label'>
}

/** The question that is being written. */
export const useComposerStore = create<ComposerState>()((set) => ({
  text: '',
  attachments: [],
  notice: null,
  setText: (text) => set({ text, notice: null }),
  setAttachments: (change) => set(({ attachments }) => ({ attachments: change(attachments) })),
  setNotice: (notice) => set({ notice }),
}))
