import type { Dialect, ModelProfile } from '@/core/catalog/types.ts'
import type { Wire } from './stream-event.ts'

/** Where a request goes, and how it is bent on the way. */
export type ChatTarget = {
  readonly baseUrl: string
  readonly wire: Wire
  readonly dialect: Dialect
  readonly profile: ModelProfile
}
