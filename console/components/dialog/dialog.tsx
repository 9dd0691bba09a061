import Modal from '@cloudscape-design/components/modal'
import type { ReactNode } from 'react'
import styles from './dialog.module.css'

/** A question over the page. Escape closes it and restores the focus. */
export const Dialog = ({
  label,
  actions,
  onCancel,
  children,
}: {
  readonly label: string
  /** The buttons that answer it. */
  readonly actions: ReactNode
  readonly onCancel: () => void
  readonly children: ReactNode
}) => (
  <Modal
    visible
    size="small"
    header={label}
    footer={<div className={styles['orders']}>{actions}</div>}
    onDismiss={({ detail }) => {
      // The second tap of a double tap would land beside the new dialog and close it.
      if (detail.reason !== 'overlay') onCancel()
    }}
  >
    {children}
  </Modal>
)
