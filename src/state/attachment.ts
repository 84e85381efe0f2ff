import type { PreparedImage } from '@/io/ports.ts'

/** What the user gave, on its way to what the model sees. */
export type Attachment = {
  readonly id: string
  readonly name: string
  /** What the file turned out to be, or claims to be while that is not known. */
  readonly kind: 'image' | 'video' | 'document'
} & (
  | { readonly state: 'preparing' }
  | {
      readonly state: 'ready'
      readonly image: PreparedImage
      readonly originalBytes: number
      /** True for a stand-in of a picture that a recording does not hold: it is never sent. */
      readonly isStandIn?: boolean
    }
  | { readonly state: 'rejected'; readonly reason: string }
)

export type ReadyAttachment = Extract<Attachment, { state: 'ready' }>

export function isReady(attachment: Attachment): attachment is ReadyAttachment {
  return attachment.state === 'ready'
}
