import { Paperclip } from 'lucide-react'
import { Button } from '@/ui/primitives/button.tsx'
import { CropMarks } from '@/ui/primitives/crop-marks.tsx'
import { DemoGallery } from './demo-gallery.tsx'

/** The stage with nothing on it: where to drop, what this is, and the demos. */
export function EmptyStage() {
  return (
    <div className="empty-stage">
      <CropMarks className="w-[45rem] max-w-full narrow:px-4 px-12 narrow:py-6 py-11 text-center">
        <h1 className="font-semibold narrow:text-[1.125rem]/6 text-[1.5rem]/8 tracking-[-.02em]">
          Drop a picture
        </h1>
        <p className="mt-1 text-[0.9375rem]/6 text-ink-2">
          Ask about it, and watch the answer land on it.
        </p>
        <p className="mt-1 text-[0.9375rem]/6 text-ink-2">
          Every box is drawn exactly where the model said.
        </p>
        <div className="mt-5 flex items-center justify-center gap-3 text-[0.75rem]/4 text-ink-3">
          <Button
            weight="line"
            icon={<Paperclip size={16} strokeWidth={1.5} />}
            onClick={() => document.querySelector<HTMLInputElement>('input[type=file]')?.click()}
          >
            Choose files
          </Button>
          <span className="narrow:hidden">
            or paste with{' '}
            <kbd className="rounded-1 border border-hairline bg-raised px-1 font-medium font-mono text-[0.6875rem]/4">
              {navigator.platform.startsWith('Mac') ? '⌘ V' : 'Ctrl V'}
            </kbd>
          </span>
        </div>
      </CropMarks>
      <DemoGallery />
    </div>
  )
}
