import { useState } from 'react'
import { useConversationStore } from '@/state/conversation-store.ts'
import { type SaveRecordingWish, useDialogStore } from '@/state/dialog-store.ts'
import { picturesSize } from '@/state/save-recording.ts'
import { useApp } from '@/ui/app-context.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { Dialog } from '@/ui/primitives/dialog.tsx'
import { Checkbox } from '@/ui/primitives/field.tsx'
import { byteSize } from '@/ui/viewer/media-format.ts'

/** Asks whether the pictures go along, then offers the file. */
export function SaveRecordingDialog({ runId, exchangeIndex }: SaveRecordingWish) {
  const { saveRecording } = useApp()
  const close = useDialogStore((state) => state.closeSaveRecording)
  const isThere = useConversationStore((state) => state.runs[runId] !== undefined)
  const [withPictures, setWithPictures] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const size = picturesSize(runId)
  const save = async () => {
    const saved = await saveRecording(runId, exchangeIndex, withPictures)
    if (saved.ok) close()
    else setError(saved.error)
  }
  if (!isThere) return null
  return (
    <Dialog title="Save recording" isSmall onClose={close} focusedField="save">
      <form
        className="grid gap-3 p-5 text-[0.8125rem]/5 text-ink-2"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <p>
          One file with the question, the request and every byte of the answer with its time. It can
          be opened here again and replayed. Keys are never in it.
        </p>
        {size > 0 ? (
          <Checkbox
            label={`With its pictures (${byteSize(size)})`}
            checked={withPictures}
            onChange={(event) => setWithPictures(event.target.checked)}
          />
        ) : null}
        {error === null ? null : (
          <p role="alert" className="text-danger">
            {error}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={close}>Cancel</Button>
          <Button weight="main" type="submit" name="save">
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
