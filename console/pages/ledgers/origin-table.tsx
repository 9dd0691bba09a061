import { useWords } from '../../i18n/language.tsx'
import { CountButton } from './count-button.tsx'
import styles from './count-table.module.css'
import type { OriginCount } from './ledger-filter.ts'
import { ledgersWords } from './ledgers-words.ts'

/** The number of people by origin. Each count filters the list below. */
export const OriginTable = ({
  origins,
  chosen,
  onChange,
}: {
  readonly origins: readonly OriginCount[]
  readonly chosen: string | undefined
  readonly onChange: (origin: string | undefined) => void
}) => {
  const t = useWords(ledgersWords)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={styles['scroller']} tabIndex={0} aria-label={t.origins}>
      <table className={styles['counts']}>
        <caption>{t.countsHint}</caption>
        <thead>
          <tr>
            <th scope="col">{t.origin}</th>
            <th scope="col">{t.total}</th>
          </tr>
        </thead>
        <tbody>
          {origins.map(({ key, name = t.unknownOrigin, open, all }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>
                <CountButton
                  name={name}
                  counted={{ open, all }}
                  isChosen={chosen === key}
                  onClick={() => onChange(chosen === key ? undefined : key)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
