import { Download } from 'lucide-react'
import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Button } from '@/ui/primitives/button.tsx'
import { TIGHT } from './tight-button.ts'

type ExportMenuProps = {
  readonly onExportJson: () => void
  /** False while there is nothing to export; the item then says so. */
  readonly canExport: boolean
}

/** The menu "Export" of the toolbar. */
export function ExportMenu({ onExportJson, canExport }: ExportMenuProps) {
  const [isOpen, setIsOpen] = useState(false)
  const menuId = useId()
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const item = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isOpen) item.current?.focus()
  }, [isOpen])
  const onBlur = (event: FocusEvent) => {
    if (!root.current?.contains(event.relatedTarget)) setIsOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return
    event.stopPropagation()
    setIsOpen(false)
    button.current?.focus()
  }
  const exportJson = () => {
    setIsOpen(false)
    button.current?.focus()
    onExportJson()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only closes the menu when focus or Escape leaves it
    <div ref={root} className="relative flex" onBlur={onBlur} onKeyDown={onKeyDown}>
      <Button
        ref={button}
        size="small"
        icon={<Download size={16} strokeWidth={1.5} aria-hidden="true" />}
        aria-label="Export"
        title="Export"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={menuId}
        className={TIGHT}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span className="viewer-label">Export</span>
      </Button>
      <div
        id={menuId}
        role="menu"
        aria-label="Export"
        hidden={!isOpen}
        className="absolute narrow:top-auto top-full right-0 narrow:bottom-full z-20 mt-1 narrow:mb-1 min-w-44 rounded-2 bg-raised p-1 shadow-float"
      >
        <button
          ref={item}
          type="button"
          role="menuitem"
          disabled={!canExport}
          title={canExport ? undefined : 'There are no regions yet'}
          onClick={exportJson}
          className="block h-7 narrow:h-9 w-full rounded-1 px-2 text-left text-[0.78125rem] text-ink hover:bg-hover disabled:opacity-45"
        >
          Regions (JSON)
        </button>
      </div>
    </div>
  )
}
