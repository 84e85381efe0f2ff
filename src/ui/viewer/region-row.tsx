import { Copy } from 'lucide-react'
import { type KeyboardEvent, memo } from 'react'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import { useViewerStore } from '@/state/viewer-store.ts'
import { IconButton } from '@/ui/primitives/icon-button.tsx'
import { regionAttributes } from './region-attributes.ts'
import { kindName } from './region-name.ts'
import type { RegionStanding } from './region-standing.ts'
import { rowArea, rowFigures, rowOrigin } from './row-facts.ts'

type RegionRowProps = {
  readonly shown: ShownRegion
  readonly standing: RegionStanding
  /** Of the picture that it lies on; null where there is only one. */
  readonly pictureName: string | null
  /** The draft that this answer region confirmed. */
  readonly draft: ShownRegion | undefined
  readonly onCopy: (text: string) => void
}

/** A row of the list: points at its region while the pointer or the focus is on it, and flies there on a click. */
export const RegionRow = memo(function RegionRow({
  shown,
  standing,
  pictureName,
  draft,
  onCopy,
}: RegionRowProps) {
  const isLit = useViewerStore((state) => state.litKey === shown.key)
  const light = useViewerStore((state) => state.light)
  const flyTo = useViewerStore((state) => state.flyTo)
  const { region, key, number, hue } = shown
  const [x1 = '', y1 = '', x2 = '', y2 = ''] = rowFigures(region)
  const title = region.label ?? 'no label'
  return (
    <tr
      {...regionAttributes(region)}
      data-testid="region-row"
      data-hue={hue}
      data-lit={isLit}
      data-standing={standing}
      onPointerEnter={() => light(key)}
      onPointerLeave={() => light(null)}
    >
      <td>
        <span className="viewer-swatch">{standing === 'dropped' ? '×' : number}</span>
      </td>
      <td>
        <button
          type="button"
          className="viewer-row-button"
          aria-label={`Show ${number} ${region.label ?? kindName(region)}`}
          onClick={() => flyTo(key)}
          onFocus={() => light(key)}
          onBlur={() => light(null)}
          onKeyDown={moveFocus}
        >
          {region.label === null ? <span className="text-ink-3">{title}</span> : <bdi>{title}</bdi>}
        </button>
      </td>
      {pictureName === null ? null : (
        <td className="viewer-picture" title={pictureName}>
          {region.media + 1} <span className="viewer-picture-name">{pictureName}</span>
        </td>
      )}
      <td className="viewer-column-kind">
        {region.action ?? kindName({ ...region, channel: 'answer' })}
      </td>
      <td className="viewer-figure">{x1}</td>
      <td className="viewer-figure">{y1}</td>
      <td className="viewer-figure">{x2}</td>
      <td className="viewer-figure">{y2}</td>
      <td className="viewer-figure viewer-column-area">{rowArea(region)}</td>
      <td className="viewer-column-origin">{rowOrigin(shown, standing, draft)}</td>
      <td>
        <IconButton
          size="small"
          label={`Copy coordinates of ${number}`}
          icon={<Copy size={14} strokeWidth={1.5} aria-hidden="true" />}
          className="viewer-row-copy"
          onClick={() => onCopy(region.coords.join(', '))}
        />
      </td>
    </tr>
  )
})

/** Up and down walk through the rows, as in any list. */
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const row = event.currentTarget.closest('tr')
  const steps: Record<string, Element | null | undefined> = {
    ArrowDown: row?.nextElementSibling,
    ArrowUp: row?.previousElementSibling,
  }
  const button = steps[event.key]?.querySelector<HTMLElement>('.viewer-row-button')
  if (button === null || button === undefined) return
  event.preventDefault()
  button.focus()
}
