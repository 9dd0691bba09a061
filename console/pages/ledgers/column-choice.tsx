import Multiselect from '@cloudscape-design/components/multiselect'
import { useWords } from '../../i18n/language.tsx'
import type { Column, ColumnName } from './ledger-columns.tsx'
import styles from './ledgers-page.module.css'
import { ledgersWords } from './ledgers-words.ts'

/** Chooses the columns beside the person. */
export const ColumnChoice = ({
  columns,
  chosen,
  onChange,
}: {
  readonly columns: readonly Column[]
  readonly chosen: ReadonlySet<ColumnName>
  readonly onChange: (chosen: ReadonlySet<ColumnName>) => void
}) => {
  const t = useWords(ledgersWords)
  const options = columns
    .filter(({ name }) => name !== 'person')
    .map(({ name }) => ({ value: name, label: t.headers[name] }))
  return (
    <div className={styles['columns']}>
      <Multiselect
        hideTokens
        placeholder={t.columns}
        ariaLabel={t.columns}
        options={options}
        selectedOptions={options.filter(({ value }) => chosen.has(value))}
        onChange={({ detail }) => {
          const names = new Set(detail.selectedOptions.map(({ value }) => value))
          onChange(
            new Set(columns.map(({ name }) => name).filter((name) => name === 'person' || names.has(name))),
          )
        }}
      />
    </div>
  )
}
