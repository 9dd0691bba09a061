import { type ReactNode, useId } from 'react'
import styles from './panel.module.css'

/** One matter of a page under its heading: a landmark of its own. */
export const Panel = ({
  title,
  count,
  aside,
  children,
}: {
  readonly title: string
  readonly count?: number
  readonly aside?: ReactNode
  readonly children: ReactNode
}) => {
  const heading = useId()
  return (
    <section className={styles['panel']} aria-labelledby={heading}>
      <div className={styles['head']}>
        <h2 id={heading}>{title}</h2>
        {count !== undefined && <span className={styles['count']}>{count}</span>}
        {aside !== undefined && <div className={styles['aside']}>{aside}</div>}
      </div>
      {children}
    </section>
  )
}

/** Says that a list is empty, and that this is as it should be. */
export const Nothing = ({ children }: { readonly children: ReactNode }) => (
  <p className={styles['nothing']}>{children}</p>
)
