import { Button } from '@/ui/primitives/button.tsx'

type EarlierTextProps = {
  /** What is hidden, as in "512 earlier paragraphs". */
  readonly hidden: string
  readonly onShow: () => void
}

/** Stands at the top of text whose beginning is not shown. */
export function EarlierText({ hidden, onShow }: EarlierTextProps) {
  return (
    <div className="mb-2.5 flex flex-wrap items-center gap-x-2 text-[0.75rem]/4 text-ink-3">
      {hidden} not shown, to keep the page quick
      <Button size="small" weight="line" onClick={onShow}>
        Show earlier text
      </Button>
    </div>
  )
}
