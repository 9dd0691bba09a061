import Button, { type ButtonProps } from '@cloudscape-design/components/button'
import type { ReactNode } from 'react'

const RED = { default: 'var(--red)', hover: 'var(--red)', active: 'var(--red)' }

const danger: ButtonProps.Style = {
  root: {
    color: RED,
    borderColor: RED,
    background: { hover: 'var(--red-pale)', active: 'var(--red-pale)' },
  },
}

/** A button for something that is recorded. `primary`: the usual action. `danger`: one that cannot be undone. */
export const ActionButton = ({
  children,
  onClick,
  variant = 'normal',
  isDisabled = false,
}: {
  readonly children: ReactNode
  /** Absent: the button submits its form. */
  readonly onClick?: () => void
  readonly variant?: 'normal' | 'primary' | 'danger'
  readonly isDisabled?: boolean
}) => (
  <Button
    variant={variant === 'primary' ? 'primary' : 'normal'}
    formAction={onClick === undefined ? 'submit' : 'none'}
    disabled={isDisabled}
    {...(variant === 'danger' ? { style: danger } : {})}
    {...(onClick === undefined ? {} : { onClick: () => onClick() })}
  >
    {children}
  </Button>
)
