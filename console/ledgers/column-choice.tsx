import { useWords } from '../words/language.tsx'
import styles from './column-choice.module.css'
import type { Column, ColumnName } from './columns.tsx'
import { ledgersWords } from './words.ts'

/** Chooses what the table shows. */
export const ColumnChoice = ({
  columns,
  chosen,
  onChoose,
}: {
  readonly columns: readonly Column[]
  readonly chosen: ReadonlySet<ColumnName>
  readonly onChoose: (chosen: ReadonlySet<ColumnName>) => void
}) => {
  const say = useWords(ledgersWords)
  const turn = (name: ColumnName, isOn: boolean) => {
    const next = new Set(chosen)
    if (isOn) next.add(name)
    else next.delete(name)
    onChoose(next)
  }
  return (
    <details className={styles['choice']}>
      <summary>{say.columns}</summary>
      <fieldset>
        <legend>{say.columns}</legend>
        {columns
          .filter(({ name }) => name !== 'person')
          .map(({ name }) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={chosen.has(name)}
                onChange={({ target }) => turn(name, target.checked)}
              />
              {say.headers[name]}
            </label>
          ))}
      </fieldset>
    </details>
  )
}
