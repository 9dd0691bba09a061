import type { Previewed } from '../../../api/endpoints/rosters.ts'
import { SmallTable } from '../../components/small-table.tsx'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { problemReasonWords } from '../../i18n/problem-reason-words.ts'
import { columnWords } from '../../i18n/roster-column-words.ts'
import { registerWords } from './register-words.ts'

const SHOWN = 200

type RejectedRow = Pick<Previewed['rows'][number], 'row' | 'problems'>
type Rejected = Pick<RejectedRow, 'row'> & RejectedRow['problems'][number]

/** The rejected rows, with all reasons. `count`: how many there are, if not all of them are given. */
export const RejectedRows = ({
  rows,
  count = rows.length,
}: {
  readonly rows: readonly RejectedRow[]
  readonly count?: number
}) => {
  const t = useWords(registerWords)
  const { language } = useLanguage()
  if (rows.length === 0) return null
  const shown = rows
    .slice(0, SHOWN)
    .flatMap(({ row, problems }) => problems.map((problem) => ({ row, ...problem })))
  return (
    <>
      <h3>{t.rejectedRows}</h3>
      <SmallTable<Rejected>
        label={t.rejectedRows}
        rows={shown}
        idOf={({ row, column, reason }) => `${row} ${column} ${reason}`}
        columns={[
          { name: 'row', header: t.row, width: 80, isHeading: true, cell: ({ row }) => row },
          {
            name: 'column',
            header: t.column,
            cell: ({ column }) => (column === undefined ? t.wholeRow : columnWords(column, language)),
          },
          {
            name: 'looks',
            header: t.looks,
            cell: ({ shape }) => (shape === undefined ? '' : t.shape(shape)),
          },
          { name: 'reason', header: t.reason, cell: ({ reason }) => problemReasonWords(reason, language) },
        ]}
      />
      {count > SHOWN && <p>{t.more(count - SHOWN)}</p>}
    </>
  )
}
