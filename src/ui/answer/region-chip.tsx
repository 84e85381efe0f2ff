import { type CSSProperties, memo } from 'react'
import type { Region } from '@/core/grounding/region.ts'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import { useViewerStore } from '@/state/viewer-store.ts'
import { describeFlags } from './describe-flags.ts'

const CHIP =
  'relative mx-px inline-flex h-5 max-w-full items-center gap-1.5 rounded-1 align-[1px] font-medium font-mono text-[0.71875rem]/5 tabular-nums transition-colors duration-[80ms] before:absolute before:-inset-y-1.5 before:inset-x-0'
const REST = 'bg-raised pr-1.5 pl-[3px] text-ink-2 shadow-[inset_0_0_0_1px_var(--hairline)]'
const DRAFT = 'border border-control border-dashed bg-raised pr-1.5 pl-0.5 text-ink-2'
const POSSIBLE = 'border border-control border-dotted px-1.5 text-ink-3'
const LIT =
  'bg-[color-mix(in_oklab,var(--hue)_26%,var(--raised))] pr-1.5 pl-[3px] text-ink shadow-[inset_0_0_0_1px_color-mix(in_oklab,var(--hue)_52%,var(--ink))]'
const SWATCH =
  'grid h-3.5 min-w-[0.9375rem] place-items-center rounded-[2px] px-0.5 text-[0.625rem]/[0.875rem] font-semibold'

/** A polygon may have hundreds of numbers; a chip that has more than a box or a 3D box may break its line. */
const LONGEST_UNBROKEN = 9
const LONGEST_LABEL = 80

const POSSIBLE_NOTE = 'Possible region: nothing in the text says that it is one, so it is not drawn'

/** Coordinates as the model wrote them, in the text's own line; lights its region and flies to it. */
export const RegionChip = memo(function RegionChip({
  shown,
}: {
  readonly shown: ShownRegion | Region
}) {
  return 'key' in shown ? <ShownChip shown={shown} /> : <PossibleChip region={shown} />
})

function ShownChip({ shown }: { readonly shown: ShownRegion }) {
  const isLit = useViewerStore((state) => state.litKey === shown.key)
  const light = useViewerStore((state) => state.light)
  const flyTo = useViewerStore((state) => state.flyTo)
  const { region, number, hue } = shown
  const isDraft = region.channel === 'reasoning'
  const style: CSSProperties & Record<'--hue', string> = { '--hue': `var(--region-${hue})` }
  return (
    <button
      type="button"
      style={style}
      data-lit={isLit}
      aria-label={describeChip(shown)}
      title={describeFlags(region, true)}
      onPointerEnter={() => light(shown.key)}
      onPointerLeave={() => light(null)}
      onFocus={() => light(shown.key)}
      onBlur={() => light(null)}
      onClick={() => flyTo(shown.key)}
      className={`${CHIP} ${isLit ? LIT : isDraft ? DRAFT : REST} ${breakClass(region)}`}
    >
      <span
        className={
          isDraft
            ? `${SWATCH} border-[1.5px] border-[color-mix(in_oklab,var(--hue)_62%,var(--ink))] border-dashed leading-[0.6875rem]`
            : `${SWATCH} bg-(--hue) text-on-region shadow-[inset_0_0_0_1px_rgb(0_0_0/0.28)]`
        }
      >
        {number}
      </span>
      {region.coords.join(' ')}
    </button>
  )
}

/** Never drawn unasked, so there is nothing to light: text in a dotted frame. */
function PossibleChip({ region }: { readonly region: Region }) {
  return (
    <span
      title={[POSSIBLE_NOTE, describeFlags(region, false)].filter(Boolean).join('. ')}
      className={`${CHIP} ${POSSIBLE} ${breakClass(region)}`}
    >
      {region.coords.join(' ')}
    </span>
  )
}

function breakClass(region: Region): string {
  return region.coords.length > LONGEST_UNBROKEN ? 'h-auto flex-wrap' : 'whitespace-nowrap'
}

function describeChip({ region, number }: ShownRegion): string {
  const label = region.label === null ? '' : `, ${region.label.slice(0, LONGEST_LABEL)}`
  const name = region.channel === 'reasoning' ? 'Draft region' : 'Region'
  return `${name} ${number}${label}: ${region.coords.join(' ')}`
}
