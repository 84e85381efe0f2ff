import { Download } from 'lucide-react'
import { Button } from '@/ui/primitives/button.tsx'
import { Menu, MenuItem } from '@/ui/primitives/menu.tsx'
import { TIGHT } from './tight-button.ts'

type ExportMenuProps = {
  readonly onExportJson: () => void
  /** False while there is nothing to export; the item then says so. */
  readonly canExport: boolean
}

/** The menu "Export" of the toolbar. */
export function ExportMenu({ onExportJson, canExport }: ExportMenuProps) {
  return (
    <Menu
      label="Export"
      align="end"
      trigger={(props) => (
        <Button
          {...props}
          size="small"
          icon={<Download size={16} strokeWidth={1.5} aria-hidden="true" />}
          aria-label="Export"
          title="Export"
          className={TIGHT}
        >
          <span className="viewer-label">Export</span>
        </Button>
      )}
    >
      <MenuItem
        reason={canExport ? undefined : 'There are no regions yet.'}
        onSelect={onExportJson}
      >
        Regions (JSON)
      </MenuItem>
    </Menu>
  )
}
