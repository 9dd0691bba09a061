import { useWords } from '../words/language.tsx'
import type { Difference } from './differences.ts'
import look from './rule-book.module.css'
import { ruleBookWords } from './words.ts'

/** What would change: each value before and after. */
export const DifferenceList = ({ differences }: { readonly differences: readonly Difference[] }) => {
  const say = useWords(ruleBookWords)
  if (differences.length === 0) return <p className={look['quiet']}>{say.noDifference}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={look['scroller']} tabIndex={0} aria-label={say.differences}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.field}</th>
            <th scope="col">{say.before}</th>
            <th scope="col">{say.after}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ what, before, after }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>
                <del>{before}</del>
              </td>
              <td>
                <ins>{after}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
