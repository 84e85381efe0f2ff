import { classNames } from '@/ui/primitives/class-names.ts'
import type { StageMedia } from './stage-media.ts'

type FilmstripProps = {
  readonly media: readonly StageMedia[]
  readonly current: number
  /** Number of answer regions on each picture. */
  readonly counts: readonly number[]
  readonly onShow: (index: number) => void
}

/** The pictures of the turn as thumbnails; each says how many regions lie on it. */
export function Filmstrip({ media, current, counts, onShow }: FilmstripProps) {
  return (
    <nav
      className="flex h-14 flex-none items-center gap-1.5 overflow-x-auto border-hairline border-t bg-panel px-2.5"
      aria-label="Pictures"
    >
      {media.map((item, index) => (
        <button
          key={item.id}
          type="button"
          aria-label={thumbnailName(item.name, counts[index] ?? 0)}
          aria-current={index === current}
          title={item.name}
          onClick={() => onShow(index)}
          className={classNames(
            'relative h-11 w-[4.125rem] flex-none overflow-hidden rounded-1',
            index === current
              ? 'shadow-[0_0_0_2px_var(--accent)]'
              : 'shadow-[0_0_0_1px_var(--hairline)]',
          )}
        >
          <img src={item.url} alt="" draggable={false} className="size-full object-cover" />
          {(counts[index] ?? 0) > 0 ? <span className="viewer-count">{counts[index]}</span> : null}
        </button>
      ))}
    </nav>
  )
}

function thumbnailName(name: string, count: number): string {
  if (count === 0) return name
  return `${name}, ${count} ${count === 1 ? 'region' : 'regions'}`
}
