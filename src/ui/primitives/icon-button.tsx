import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './button.tsx'
import { classNames } from './class-names.ts'

type IconButtonProps = Omit<ButtonProps, 'icon' | 'children' | 'aria-label'> & {
  /** Accessible name; also the tooltip. */
  readonly label: string
  readonly icon: ReactNode
}

/** A square button whose name is spoken and shown as a tooltip. */
export function IconButton({ label, icon, size = 'normal', className, ...rest }: IconButtonProps) {
  return (
    <Button
      aria-label={label}
      title={label}
      size={size}
      icon={icon}
      className={classNames(
        size === 'small' ? 'w-6' : 'w-7',
        'narrow:w-9 narrow:px-0 px-0',
        className,
      )}
      {...rest}
    />
  )
}
