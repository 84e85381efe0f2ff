import { Check, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useApp } from '@/ui/app-context.ts'
import { CropMarks } from '@/ui/primitives/crop-marks.tsx'
import { type DraggedItems, dropTitle, sortDragged } from './dragged-items.ts'
import { filesOf, holdsFiles, pastedFiles } from './dropped-files.ts'

const ITEM =
  'flex h-8 items-center gap-2 rounded-2 bg-raised px-2.5 shadow-[0_0_0_1px_var(--hairline)]'

/** The whole window is a drop target, and says so while files are over it. */
export function DropOverlay() {
  const { attach } = useApp()
  const [dragged, setDragged] = useState<DraggedItems | null>(null)
  // Enter and leave fire for every child on the way; only the balance says whether the pointer is still inside.
  const depth = useRef(0)
  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event.dataTransfer)) return
      event.preventDefault()
      depth.current += 1
      setDragged(sortDragged([...(event.dataTransfer?.items ?? [])]))
    }
    const over = (event: DragEvent) => {
      if (holdsFiles(event.dataTransfer)) event.preventDefault()
    }
    const leave = () => {
      depth.current = Math.max(0, depth.current - 1)
      if (depth.current === 0) setDragged(null)
    }
    const drop = (event: DragEvent) => {
      depth.current = 0
      setDragged(null)
      if (!holdsFiles(event.dataTransfer)) return
      event.preventDefault()
      void attach(filesOf(event.dataTransfer))
    }
    const paste = (event: ClipboardEvent) => {
      const files = pastedFiles(event.clipboardData)
      if (files.length === 0) return
      event.preventDefault()
      void attach(files)
    }
    const listeners = { dragenter: enter, dragover: over, dragleave: leave, drop, paste } as const
    const abort = new AbortController()
    const { signal } = abort
    window.addEventListener('dragenter', listeners.dragenter, { signal })
    window.addEventListener('dragover', listeners.dragover, { signal })
    window.addEventListener('dragleave', listeners.dragleave, { signal })
    window.addEventListener('drop', listeners.drop, { signal })
    window.addEventListener('paste', listeners.paste, { signal })
    return () => abort.abort()
  }, [attach])
  if (dragged === null) return null
  return (
    <div className="pointer-events-none fixed inset-0 z-20 bg-veil p-5">
      <CropMarks tone="accent" className="grid h-full place-content-center justify-items-center">
        <p className="font-semibold text-[1.5rem]/8 tracking-[-.02em]">{dropTitle(dragged)}</p>
        <p className="mt-1 text-[0.9375rem]/6 text-ink-2">
          Pictures join your question; nothing is sent yet.
        </p>
        <ul className="mt-5 flex flex-wrap justify-center gap-2 text-[0.75rem]/4 text-ink-2">
          <li className={ITEM}>
            <Check size={14} strokeWidth={1.5} className="text-ok" />
            JPEG, PNG, WebP, GIF, recordings
          </li>
          {dragged.refused.length > 0 ? (
            <li className={ITEM}>
              <X size={14} strokeWidth={1.5} className="text-danger" />
              {[...new Set(dragged.refused)].join(', ')} cannot be sent yet
            </li>
          ) : null}
        </ul>
      </CropMarks>
    </div>
  )
}
