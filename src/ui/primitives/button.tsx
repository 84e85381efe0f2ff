import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'

type ButtonWeight = 'plain' | 'line' | 'main' | 'ink'
type ButtonSize = 'normal' | 'small'

export type ButtonProps = ComponentProps<'button'> & {
  /** plain: in bars; line: outlined; main: the one thing to do; ink: stop. */
  readonly weight?: ButtonWeight
  readonly size?: ButtonSize
  readonly icon?: ReactNode
}

const WEIGHTS: Record<ButtonWeight, string> = {
  plain:
    'text-ink-2 hover:bg-hover hover:text-ink active:bg-press aria-pressed:bg-hover aria-pressed:text-ink aria-expanded:bg-hover aria-expanded:text-ink disabled:opacity-45 disabled:hover:bg-transparent disabled:hover:text-ink-2',
  line: 'bg-raised text-ink shadow-[inset_0_0_0_1px_var(--control)] hover:bg-hover active:bg-press disabled:opacity-45',
  main: 'bg-accent text-on-accent hover:bg-[color-mix(in_oklab,var(--accent)_88%,var(--ink))] disabled:bg-hover disabled:text-ink-3',
  ink: 'bg-ink text-panel hover:bg-[color-mix(in_oklab,var(--ink)_88%,var(--panel))]',
}

const SIZES: Record<ButtonSize, string> = {
  normal: 'h-7 px-2.5 text-[0.78125rem]/5 narrow:h-9',
  small: 'h-6 px-2 text-[0.75rem]/4 narrow:h-9 narrow:px-2.5',
}

export function Button({
  weight = 'plain',
  size = 'normal',
  icon,
  className,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-2 font-medium transition-colors duration-[80ms]',
        WEIGHTS[weight],
        SIZES[size],
        className,
      )}
      {...rest}
    >
      {icon}
      {children}
    </button>
  )
}
