import Button, { type ButtonProps } from '@cloudscape-design/components/button'
import type { ReactNode } from 'react'

const RED = { default: 'var(--red)', hover: 'var(--red)', active: 'var(--red)' }

const grave: ButtonProps.Style = {
  root: {
    color: RED,
    borderColor: RED,
    background: { hover: 'var(--red-pale)', active: 'var(--red-pale)' },
  },
}

/** A button for something that is recorded. `first`: what is meant to be done. `grave`: what cannot be taken back. */
export const ActionButton = ({
  children,
  onClick,
  look = 'plain',
  isOff = false,
}: {
  readonly children: ReactNode
  /** Absent: it sends the form in which it stands. */
  readonly onClick?: () => void
  readonly look?: 'plain' | 'first' | 'grave'
  readonly isOff?: boolean
}) => (
  <Button
    variant={look === 'first' ? 'primary' : 'normal'}
    formAction={onClick === undefined ? 'submit' : 'none'}
    disabled={isOff}
    {...(look === 'grave' ? { style: grave } : {})}
    {...(onClick === undefined ? {} : { onClick: () => onClick() })}
  >
    {children}
  </Button>
)
