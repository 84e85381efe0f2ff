import type { Timeline, TimelineBin } from '@/core/run/chunk-timeline.ts'
import { tickStep } from './tick-step.ts'

type ChunkTimelineViewProps = {
  readonly timeline: Timeline
  readonly firstTokenAtMs: number | null
  readonly label: string
  /** A click on the picture of time, in milliseconds after the request was sent. */
  readonly onPick: (atMs: number) => void
}

/** Size of the drawing in its own units; it is stretched to the width of the drawer. */
const WIDTH = 376
const HEIGHT = 64
const BAR = 1.7

const FILLS: Readonly<Record<TimelineBin['kind'], string>> = {
  reasoning: 'var(--control)',
  answer: 'var(--accent)',
  other: 'var(--hairline)',
}

/** Bytes over time: a bar a bin, pauses tinted, a line where the first token came. */
export function ChunkTimelineView(props: ChunkTimelineViewProps) {
  const { timeline, firstTokenAtMs, label, onPick } = props
  const { bins, binMs, pauses } = timeline
  const stepMs = tickStep(Math.max(bins.length * binMs, 200))
  const endMs = Math.ceil((bins.length * binMs) / stepMs) * stepMs
  const highest = Math.max(1, ...bins.map((bin) => bin?.bytes ?? 0))
  const x = (atMs: number) => (atMs / endMs) * WIDTH
  const ticks = Array.from({ length: Math.round(endMs / stepMs) + 1 }, (_, index) => index * stepMs)
  return (
    <div className="px-3">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the table beside it is what the keyboard scrolls */}
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
        className="block h-16 w-full"
        onClick={({ clientX, currentTarget }) => {
          const { left, width } = currentTarget.getBoundingClientRect()
          onPick(((clientX - left) / width) * endMs)
        }}
      >
        {ticks.map((atMs) => (
          <path key={atMs} d={`M${x(atMs)} 2V${HEIGHT}`} stroke="var(--hairline)" />
        ))}
        {pauses.map(({ fromMs, toMs }) => (
          <rect
            key={fromMs}
            x={x(fromMs)}
            y={2}
            width={x(toMs) - x(fromMs)}
            height={HEIGHT - 2}
            fill="var(--warn)"
            opacity={0.16}
          />
        ))}
        {bins.map((bin, index) => {
          if (!bin) return null
          const height = Math.max(2, (bin.bytes / highest) * (HEIGHT - 8))
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place in time
              key={index}
              x={x(index * binMs)}
              y={HEIGHT - height}
              width={BAR}
              height={height}
              fill={FILLS[bin.kind]}
            />
          )
        })}
        {firstTokenAtMs === null ? null : (
          <path
            d={`M${x(firstTokenAtMs)} 2V${HEIGHT}`}
            stroke="var(--ink-2)"
            strokeDasharray="2 2"
          />
        )}
        <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} stroke="var(--control)" />
      </svg>
      <div aria-hidden="true" className="relative h-4 font-mono text-[0.625rem]/4 text-ink-3">
        {ticks.slice(0, -1).map((atMs) => (
          <span key={atMs} className="absolute" style={{ left: `${(atMs / endMs) * 100}%` }}>
            {atMs / 1000} s
          </span>
        ))}
      </div>
    </div>
  )
}
