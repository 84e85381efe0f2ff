import { create } from 'zustand'
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

export type ComposerNotice = { readonly text: string; readonly action: 'connect' | null }

/** The question that is being written. */
export const useComposerStore = create<ComposerState>()((set) => ({
  text: '',
  attachments: [],
  notice: null,
  setText: (text) => set({ text, notice: null }),
  setAttachments: (change) => set(({ attachments }) => ({ attachments: change(attachments) })),
  setNotice: (notice) => set({ notice }),
}))
