import { List, Maximize, Ruler, Square, SquareDashed, Tag } from 'lucide-react'
import type { ReactNode } from 'react'
import { useCameraStore } from '@/state/camera-store.ts'
import { useViewerStore } from '@/state/viewer-store.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { ExportMenu } from './export-menu.tsx'
import { TIGHT } from './tight-button.ts'

type ToolbarProps = {
  /** "5 boxes, 1 possible". */
  readonly count: string
  readonly listId: string
  readonly canExport: boolean
  readonly onExportJson: () => void
}

type SwitchName = 'showsRegions' | 'showsLabels' | 'showsDrafts' | 'showsRuler'

const ICON = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const

/** What lies over the picture, how large it is, and the way to the list and to exports. */
export function Toolbar({ count, listId, canExport, onExportJson }: ToolbarProps) {
  const isFitted = useCameraStore((state) => state.isFitted)
  const fit = useCameraStore((state) => state.fit)
  const zoomTo = useCameraStore((state) => state.zoomTo)
  const listIsOpen = useViewerStore((state) => state.listIsOpen)
  const toggle = useViewerStore((state) => state.toggle)
  return (
    <div role="toolbar" aria-label="Picture" className="viewer-toolbar">
      <Button
        size="small"
        icon={<Maximize {...ICON} />}
        aria-label="Fit"
        title="Fit (0)"
        aria-pressed={isFitted}
        className={TIGHT}
        onClick={fit}
      >
        <span className="viewer-fit-label">Fit</span>
      </Button>
      <Button
        size="small"
        className={`tabular-nums ${TIGHT}`}
        title="100 % (1)"
        onClick={() => zoomTo(1)}
      >
        100 %
      </Button>
      <span className="viewer-divider" />
      <Toggle
        switchName="showsRegions"
        name="Regions"
        hint="Regions (H)"
        icon={<Square {...ICON} />}
      />
      <Toggle switchName="showsLabels" name="Labels" hint="Labels" icon={<Tag {...ICON} />} />
      <Toggle
        switchName="showsDrafts"
        name="Drafts"
        hint="Drafts"
        icon={<SquareDashed {...ICON} />}
      />
      <span className="viewer-ruler-switch">
        <Toggle switchName="showsRuler" name="Ruler" hint="Ruler" icon={<Ruler {...ICON} />} />
      </span>
      <span className="viewer-toolbar-end">
        <Button
          size="small"
          icon={<List {...ICON} />}
          className={`shrink! min-w-0 tabular-nums ${TIGHT}`}
          aria-expanded={listIsOpen}
          aria-controls={listId}
          title="Region list"
          onClick={() => toggle('listIsOpen')}
        >
          <span className="min-w-0 truncate">{count}</span>
        </Button>
        <ExportMenu canExport={canExport} onExportJson={onExportJson} />
      </span>
    </div>
  )
}

type ToggleProps = {
  readonly switchName: SwitchName
  readonly name: string
  readonly hint: string
  readonly icon: ReactNode
}

function Toggle({ switchName, name, hint, icon }: ToggleProps) {
  const isOn = useViewerStore((state) => state[switchName])
  const toggle = useViewerStore((state) => state.toggle)
  return (
    <Button
      size="small"
      icon={icon}
      aria-label={name}
      title={hint}
      aria-pressed={isOn}
      className={TIGHT}
      onClick={() => toggle(switchName)}
    >
      <span className="viewer-label">{name}</span>
    </Button>
  )
}
