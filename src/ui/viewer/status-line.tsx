import { viewPointToMedia } from '@/core/geometry/convert.ts'
import { useCameraStore } from '@/state/camera-store.ts'
import { byteSize, percentage, typeName } from './media-format.ts'
import { RULER_END } from './ruler-marks.ts'
import { SENT_AS_IT_IS, type StageMedia } from './stage-media.ts'

/**
 * What lies on the stage and how it was sent (never left out when it was changed); where the pointer is, in the model's units and in pixels;
 * the zoom.
 */
export function StatusLine({ media }: { readonly media: StageMedia }) {
  return (
    <footer className="viewer-status" data-changed={media.sentNote !== SENT_AS_IT_IS}>
      <b className="min-w-0 max-w-max flex-1 truncate font-medium text-ink-2">{media.name}</b>
      <span className="viewer-facts tabular-nums">
        {media.width} × {media.height}, {typeName(media.type)}, {byteSize(media.bytes)}
      </span>
      <span className="viewer-sent min-w-0 truncate" title={media.sentNote}>
        {media.sentNote}
      </span>
      <span className="ml-auto" />
      <CursorFigures media={media} />
      <ZoomFigure />
    </footer>
  )
}

function CursorFigures({ media }: { readonly media: StageMedia }) {
  const pointer = useCameraStore((state) => state.pointer)
  const viewport = useCameraStore((state) => state.viewport)
  if (pointer === null || viewport === null) return null
  const cursor = viewPointToMedia(pointer, viewport, media)
  if (cursor.x < 0 || cursor.x > 1 || cursor.y < 0 || cursor.y > 1) return null
  const x = Math.min(Math.floor(cursor.x * media.width), media.width - 1)
  const y = Math.min(Math.floor(cursor.y * media.height), media.height - 1)
  return (
    <>
      <span className="viewer-figures viewer-pointer">
        {Math.round(cursor.x * RULER_END)}, {Math.round(cursor.y * RULER_END)}
      </span>
      <span className="viewer-figures viewer-wide">
        {x}, {y} px
      </span>
    </>
  )
}

function ZoomFigure() {
  const scale = useCameraStore((state) => state.viewport?.scale ?? null)
  if (scale === null) return null
  return <span className="viewer-figures">{percentage(scale)}</span>
}
