import type { ReactNode } from 'react'
import { Link } from 'wouter'
import styles from './count-bars.module.css'

export interface CountBar {
  readonly name: string
  readonly words: ReactNode
  readonly count: number
  readonly href?: string
  readonly isGrave?: boolean
}

/** A few counts as bars. Those with an `href` are links. */
export const CountBars = ({
  label,
  rows,
}: {
  readonly label: string
  readonly rows: readonly CountBar[]
}) => {
  const most = Math.max(1, ...rows.map(({ count }) => count))
  return (
    <ul className={styles['rows']} aria-label={label}>
      {rows.map(({ name, words, count, href, isGrave }) => (
        <li key={name} data-grave={isGrave === true ? 'yes' : undefined}>
          {href === undefined ? <span>{words}</span> : <Link href={href}>{words}</Link>}
          <strong>{count}</strong>
          <span className={styles['stroke']} aria-hidden="true">
            <span style={{ width: `${(100 * count) / most}%` }} />
          </span>
        </li>
      ))}
    </ul>
  )
}
