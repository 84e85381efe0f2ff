/** The note of a picture that went to the model byte for byte. */
export const SENT_AS_IT_IS = 'sent as it is'

/** A picture on the stage. Sizes are of the upright picture in pixels, `bytes` of the file as it was sent. */
export type StageMedia = {
  readonly id: string
  readonly name: string
  /** blob: or same-origin; never a remote address. */
  readonly url: string
  readonly width: number
  readonly height: number
  /** MIME type, as in "image/jpeg". */
  readonly type: string
  readonly bytes: number
  /** How it reached the model, as in "sent as it is" or "sent as 1500 × 1000, 12 MB was too much for Z.ai". */
  readonly sentNote: string
}
