import { SmallTable } from '../../components/small-table.tsx'
import { useWords } from '../../i18n/language.tsx'
import type { Difference } from './rule-book-differences.ts'
import styles from './rule-book-page.module.css'
import { ruleBookWords } from './rule-book-words.ts'

/** The changes: each value before and after. */
export const DifferenceList = ({ differences }: { readonly differences: readonly Difference[] }) => {
  const t = useWords(ruleBookWords)
  if (differences.length === 0) return <p className={styles['quiet']}>{t.noDifference}</p>
  return (
    <div className={styles['differences']}>
      <SmallTable<Difference>
        label={t.differences}
        rows={differences}
        idOf={({ what }) => what}
        columns={[
          { name: 'what', header: t.field, isHeading: true, cell: ({ what }) => what },
          { name: 'before', header: t.before, cell: ({ before }) => <del>{before}</del> },
          { name: 'after', header: t.after, cell: ({ after }) => <ins>{after}</ins> },
        ]}
      />
    </div>
  )
}
