import { type ReactNode, useState } from 'react'
import { useWords, type Words } from '../i18n/language.tsx'
import { ActionButton } from './action-button.tsx'
import styles from './show-more-list.module.css'

const words: Words<{ readonly more: (left: number) => string }> = {
  en: { more: (left) => `Show more (${left} left)` },
  'zh-CN': { more: (left) => `显示更多（还有 ${left}）` },
}

const AT_ONCE = 100

/** A list that shows a hundred rows, and more on request. */
export const ShowMoreList = <Row,>({
  label,
  rows,
  children,
}: {
  readonly label: string
  readonly rows: readonly Row[]
  /** One row as an `li` with its key. */
  readonly children: (row: Row) => ReactNode
}) => {
  const t = useWords(words)
  const [most, setMost] = useState(AT_ONCE)
  const left = rows.length - most
  return (
    <>
      <ul className={styles['rows']} aria-label={label}>
        {rows.slice(0, most).map(children)}
      </ul>
      {left > 0 && (
        <div className={styles['more']}>
          <ActionButton onClick={() => setMost(most + AT_ONCE)}>{t.more(left)}</ActionButton>
        </div>
      )}
    </>
  )
}
