import { useState } from 'react'
import type { Previewed } from '../../../api/endpoints/rosters.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { SmallTable } from '../../components/small-table.tsx'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { problemReasonWords } from '../../i18n/problem-reason-words.ts'
import { columnWords } from '../../i18n/roster-column-words.ts'
import { registerWords } from './register-words.ts'

const AT_ONCE = 100

type RejectedRow = Pick<Previewed['rows'][number], 'row' | 'problems'>
type Rejected = Pick<RejectedRow, 'row'> & RejectedRow['problems'][number]

/**
 * The rejected rows, with all reasons, page by page. `count`: how many there are, if not all of them are given;
 * `onMore` brings more of them.
 */
export const RejectedRows = ({
  rows,
  count = rows.length,
  onMore,
}: {
  readonly rows: readonly RejectedRow[]
  readonly count?: number
  readonly onMore?: (() => void) | undefined
}) => {
  const t = useWords(registerWords)
  const { language } = useLanguage()
  const [most, setMost] = useState(AT_ONCE)
  if (rows.length === 0) return null
  const canShowMore = most < rows.length || onMore !== undefined
  const showMore = () => {
    setMost(most + AT_ONCE)
    if (most + AT_ONCE > rows.length) onMore?.()
  }
  const shown = rows
    .slice(0, most)
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
      {count > most && <p>{t.more(count - most)}</p>}
      {canShowMore && <ActionButton onClick={showMore}>{t.showMore}</ActionButton>}
    </>
  )
}
