import type { ReactNode } from 'react'
import styles from './actions.module.css'

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
  <button
    type={onClick === undefined ? 'submit' : 'button'}
    className={styles['button']}
    data-look={look}
    disabled={isOff}
    onClick={onClick}
  >
    {children}
  </button>
)
