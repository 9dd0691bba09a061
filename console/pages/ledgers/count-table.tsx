import { useAppContext } from '../../api/app-context.tsx'
import { gridsWithin } from '../../components/filters/visible-grids.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { CountButton } from './count-button.tsx'
import styles from './count-table.module.css'
import { type Category, categories, type LedgerFilter, type OpenAndAll } from './ledger-filter.ts'
import { ledgersWords } from './ledgers-words.ts'

interface Place {
  readonly category?: Category | undefined
  readonly grid?: string | undefined
}

const keyOf = ({ category, grid }: Place): string => `${category ?? ''}/${grid ?? ''}`

/** How many returnees there are of each category in each grid; each number filters the list below. */
export const CountTable = ({
  counts,
  chosen,
  onChange,
}: {
  readonly counts: ReadonlyMap<string, OpenAndAll>
  readonly chosen: LedgerFilter
  readonly onChange: (place: Place) => void
}) => {
  const t = useWords(ledgersWords)
  const { language } = useLanguage()
  const { community, me } = useAppContext()
  const lines: readonly (Category | undefined)[] = [...categories, undefined]
  const grids = [
    ...gridsWithin(community, me.grants).map(({ id, name }) => ({ id: `${id}`, name })),
    undefined,
  ]
  const nameOf = (category: Category | undefined): string =>
    category === undefined ? t.total : domainWords[language].category[category]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={styles['scroller']} tabIndex={0} aria-label={t.countTable}>
      <table className={styles['counts']}>
        <caption>{t.countsHint}</caption>
        <thead>
          <tr>
            <th scope="col">{t.category}</th>
            {grids.map((grid) => (
              <th key={grid?.id ?? ''} scope="col">
                {grid?.name ?? t.total}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((category) => (
            <tr key={category ?? ''}>
              <th scope="row">{nameOf(category)}</th>
              {grids.map((grid) => (
                <td key={grid?.id ?? ''}>
                  <CountButton
                    name={`${nameOf(category)}, ${grid?.name ?? t.total}`}
                    counted={counts.get(keyOf({ category, grid: grid?.id })) ?? { open: 0, all: 0 }}
                    isChosen={chosen.category === category && chosen.grid === grid?.id}
                    onClick={() => onChange({ category, grid: grid?.id })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
