import { Check, Copy, X } from 'lucide-react'
import { IconButton } from '@/ui/primitives/icon-button.tsx'
import { type CopyState, useCopy } from './use-copy.ts'

type CopyButtonProps = {
  /** Accessible name at rest, as in "Copy answer". */
  readonly label: string
  /** Read when the button is pressed. */
  readonly readText: () => string
}

const ICONS = { idle: Copy, copied: Check, failed: X } as const
const NEWS: Record<CopyState, string> = { idle: '', copied: 'Copied', failed: 'Could not copy' }

/** Copies text; its name stays the same, the news is spoken beside it. */
export function CopyButton({ label, readText }: CopyButtonProps) {
  const { state, copy } = useCopy()
  const Icon = ICONS[state]
  return (
    <>
      <IconButton
        size="small"
        label={label}
        icon={<Icon size={14} strokeWidth={1.5} />}
        onClick={() => void copy(readText())}
      />
      <span role="status" className="sr-only">
        {NEWS[state]}
      </span>
    </>
  )
}
