import { problemReasonWords } from '../../i18n/problem-reason-words.ts'
import { SmallTable } from '../../components/small-table.tsx'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { columnWords } from '../../i18n/roster-column-words.ts'
import type { ImportedRoster } from './use-roster-import.ts'
import { registerWords } from './register-words.ts'

const SHOWN = 200

type RejectedRow = ImportedRoster['rejected'][number]
type Rejected = Pick<RejectedRow, 'row'> & RejectedRow['problems'][number]

/** The rows that are not taken, with every reason. */
export const RejectedRows = ({ rows }: { readonly rows: ImportedRoster['rejected'] }) => {
  const say = useWords(registerWords)
  const { language } = useLanguage()
  if (rows.length === 0) return null
  const shown = rows
    .slice(0, SHOWN)
    .flatMap(({ row, problems }) => problems.map((problem) => ({ row, ...problem })))
  return (
    <>
      <h3>{say.rejectedRows}</h3>
      <SmallTable<Rejected>
        label={say.rejectedRows}
        rows={shown}
        idOf={({ row, column, reason }) => `${row} ${column} ${reason}`}
        columns={[
          { name: 'row', header: say.row, width: 80, isHeading: true, cell: ({ row }) => row },
          {
            name: 'column',
            header: say.column,
            cell: ({ column }) => (column === undefined ? say.wholeRow : columnWords(column, language)),
          },
          {
            name: 'looks',
            header: say.looks,
            cell: ({ shape }) => (shape === undefined ? '' : say.shape(shape)),
          },
          { name: 'reason', header: say.reason, cell: ({ reason }) => problemReasonWords(reason, language) },
        ]}
      />
      {rows.length > SHOWN && <p>{say.more(rows.length - SHOWN)}</p>}
    </>
  )
}
