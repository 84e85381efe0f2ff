import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type CropMarksProps = {
  readonly children: ReactNode
  readonly className?: string
  /** quiet: round the empty stage; accent: round the window while something is dragged over it. */
  readonly tone?: 'quiet' | 'accent'
}

const CORNERS = [
  'top-0 left-0 border-t border-l',
  'top-0 right-0 border-t border-r',
  'bottom-0 left-0 border-b border-l',
  'bottom-0 right-0 border-b border-r',
] as const

/** The one ornament: four crop marks round what they hold. */
export function CropMarks({ children, className, tone = 'quiet' }: CropMarksProps) {
  return (
    <div className={classNames('relative', className)}>
      {CORNERS.map((corner) => (
        <span
          key={corner}
          aria-hidden="true"
          className={classNames(
            'pointer-events-none absolute',
            corner,
            tone === 'accent' ? 'size-12 border-2 border-accent' : 'size-5 border-ink-3',
            tone === 'accent' && (corner.startsWith('top') ? 'border-b-0' : 'border-t-0'),
            tone === 'accent' && (corner.includes('left') ? 'border-r-0' : 'border-l-0'),
          )}
        />
      ))}
      {children}
    </div>
  )
}
