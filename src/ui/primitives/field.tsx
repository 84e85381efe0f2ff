import { ChevronDown } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { useId } from 'react'
import { classNames } from './class-names.ts'

/** How a text field, a select and a text area look. */
export const FIELD_CLASS =
  'h-8 w-full rounded-2 bg-raised px-2.5 text-ink outline-none shadow-[inset_0_0_0_1px_var(--control)] focus:shadow-[inset_0_0_0_2px_var(--accent)] aria-invalid:shadow-[inset_0_0_0_2px_var(--danger)] narrow:h-10'

type FieldProps = {
  readonly label: string
  /** One sentence; makes the field invalid. */
  readonly error?: string | null
  readonly hint?: ReactNode
  readonly action?: ReactNode
  readonly children: (props: {
    readonly id: string
    readonly 'aria-describedby': string
    readonly 'aria-invalid': boolean
  }) => ReactNode
}

/** A label over a control, with what is wrong or worth knowing below. */
export function Field({ label, error = null, hint, action, children }: FieldProps) {
  const id = useId()
  const noteId = `${id}note`
  return (
    <div className="grid content-start gap-1 text-[0.78125rem]/4">
      <div className="flex items-end justify-between gap-2">
        <label htmlFor={id} className="text-ink-2">
          {label}
        </label>
        {action}
      </div>
      {children({ id, 'aria-describedby': noteId, 'aria-invalid': error !== null })}
      <small
        id={noteId}
        className={classNames(
          'text-[0.75rem]/4 empty:hidden',
          error ? 'text-danger' : 'text-ink-3',
        )}
      >
        {error ?? hint}
      </small>
    </div>
  )
}

/** A native select in the dress of the other fields. */
export function Select({ children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className="relative">
      <select {...rest} className={`${FIELD_CLASS} appearance-none pr-8`}>
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        size={14}
        strokeWidth={1.5}
        className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-2"
      />
    </span>
  )
}

/** A check box with its label. */
export function Checkbox({ label, ...rest }: ComponentProps<'input'> & { readonly label: string }) {
  return (
    <label className="flex narrow:min-h-9 items-center gap-2 text-[0.78125rem]/4 text-ink-2">
      <input type="checkbox" className="size-3.5 accent-accent" {...rest} />
      {label}
    </label>
  )
}
