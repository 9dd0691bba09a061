import { reasonWords } from '../form/reason-words.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { columnWords } from './column-words.ts'
import look from './register.module.css'
import type { ImportedRoster } from './use-roster.ts'
import { registerWords } from './words.ts'

const SHOWN = 200

/** The rows that are not taken, with every reason. */
export const RejectedRows = ({ rows }: { readonly rows: ImportedRoster['rejected'] }) => {
  const say = useWords(registerWords)
  const { language } = useLanguage()
  if (rows.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={look['scroller']} tabIndex={0} aria-label={say.rejectedRows}>
      <table>
        <caption>{say.rejectedRows}</caption>
        <thead>
          <tr>
            <th scope="col">{say.row}</th>
            <th scope="col">{say.column}</th>
            <th scope="col">{say.looks}</th>
            <th scope="col">{say.reason}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).flatMap(({ row, problems }) =>
            problems.map(({ column, shape, reason }) => (
              <tr key={`${row} ${column} ${reason}`}>
                <td>{row}</td>
                <td>{column === undefined ? say.wholeRow : columnWords(column, language)}</td>
                <td>{shape === undefined ? '' : say.shape(shape)}</td>
                <td>{reasonWords(reason, language)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      {rows.length > SHOWN && <p>{say.more(rows.length - SHOWN)}</p>}
    </section>
  )
}
