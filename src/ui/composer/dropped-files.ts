import type { GivenFile } from '@/state/attach-files.ts'

/** Files of a drop or a paste. A pasted screenshot has no name of its own, so it gets one. */
export function filesOf(transfer: DataTransfer | null): readonly GivenFile[] {
  if (!transfer) return []
  return [...transfer.files].map((blob) => ({
    blob,
    name: blob.name === '' ? 'picture' : blob.name,
  }))
}

/** True while files are being dragged (and not text or a link). */
export function holdsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false
}

/** Files of a paste, unless it also brings text: office programs add a picture of every text they copy. */
export function pastedFiles(transfer: DataTransfer | null): readonly GivenFile[] {
  return transfer?.types.includes('text/plain') ? [] : filesOf(transfer)
}
