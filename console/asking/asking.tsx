import { type ReactNode, useEffect, useRef } from 'react'
import look from './asking.module.css'

/** A question over the page, at the lower edge where the thumb is. Escape takes it away. */
export const Asking = ({
  label,
  onCancel,
  children,
}: {
  readonly label: string
  readonly onCancel: () => void
  readonly children: ReactNode
}) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog ref={dialog} className={look['asking']} aria-label={label} onCancel={onCancel}>
      {children}
    </dialog>
  )
}
