import type { Community } from '../../core/community/community.ts'
import type { IsolationId } from '../../core/ids.ts'
import type { Finding } from '../../record/lookup.ts'
import { problemsIn } from '../check-registration/check-registration.ts'
import { findKnown, type Known } from '../check-registration/find-known-person.ts'
import { PHONE_FULL, RoomOnPhones } from '../check-registration/phone-full.ts'
import { NOT_AMONG_THEM } from '../register/register.ts'
import { clashProblem, clashWithRow } from './clash-problems.ts'
import { inColumns, type ReadRow, type RosterProblem, readRegistrations } from './read-registrations.ts'
import type { Roster, RosterCells } from './read-roster.ts'
import { type FoundAbove, RowsAbove } from './rows-above.ts'
import { type UnderstoodColumn, understoodColumns } from './understood-columns.ts'

export type PreviewedRow = {
  readonly row: number
  readonly problems: readonly RosterProblem[]
} & (
  | { readonly result: 'new' | 'conflict' | 'rejected' }
  /** Without an isolation: the same as an earlier row. */
  | { readonly result: 'registered_already'; readonly isolation?: IsolationId }
  | { readonly result: 'count_restarted'; readonly isolation: IsolationId }
  | {
      readonly result: 'over_already'
      readonly isolation: IsolationId
      readonly status: 'released' | 'ended'
    }
)

export interface Preview {
  readonly file: Pick<Roster, 'format' | 'encoding' | 'sheet'>
  readonly columns: readonly UnderstoodColumn[]
  readonly rows: readonly PreviewedRow[]
  readonly unknownColumns: readonly string[]
}

const previewed = (
  row: number,
  cells: RosterCells,
  known: Known,
  above: FoundAbove | undefined,
): PreviewedRow => {
  const problems: RosterProblem[] = []
  if (known.who === 'not_among_them')
    return { row, result: 'rejected', problems: inColumns([NOT_AMONG_THEM], cells) }
  if (known.who === 'in_doubt')
    return {
      row,
      result: 'conflict',
      problems: known.clashes.map(clashProblem),
    }
  const stay = known.who === 'known' ? known.stay : undefined
  if (stay !== undefined && stay.is !== 'new_stay') {
    const { id: isolation, status } = stay.isolation
    if (stay.is === 'covered') return { row, result: 'registered_already', isolation, problems }
    if (stay.is === 'counts_anew') return { row, result: 'count_restarted', isolation, problems }
    return {
      row,
      result: 'over_already',
      isolation,
      status: status.name === 'released' ? 'released' : 'ended',
      problems,
    }
  }
  if (above?.is === 'same') return { row, result: 'registered_already', problems }
  if (above?.is === 'clash')
    return { row, result: 'conflict', problems: [clashWithRow(above.type, above.row)] }
  return { row, result: 'new', problems }
}

/** How many rows are looked up at once. */
const AT_ONCE = 25

/**
 * What importing this roster now would do to each row. Writes nothing.
 * @throws RosterUnreadable when nothing of the file can be read
 */
export const previewRoster = async (
  ports: Finding,
  community: Community,
  bytes: Uint8Array,
): Promise<Preview> => {
  const now = ports.clock.now()
  const { roster, rows: read } = await readRegistrations(bytes, community, now)
  const above = new RowsAbove(community.id)
  const look = async (read: ReadRow): Promise<PreviewedRow> => {
    const { row } = read
    if ('problems' in read) return { row, result: 'rejected', problems: read.problems }
    const { registration, said, cells } = read
    const problems = problemsIn(registration, community, now)
    if (problems.length > 0) return { row, result: 'rejected', problems: inColumns(problems, cells) }
    // Before the first await, so that rows are added in their order.
    const found = above.add(row, registration, said)
    const known = await findKnown(ports, community, registration, said)
    return previewed(row, cells, known, found)
  }
  const rows: PreviewedRow[] = []
  for (let first = 0; first < read.length; first += AT_ONCE)
    rows.push(...(await Promise.all(read.slice(first, first + AT_ONCE).map(look))))
  const room = new RoomOnPhones(ports)
  for (const [index, one] of read.entries()) {
    if (rows[index]?.result !== 'new' || 'problems' in one) continue
    if (!(await room.take(one.registration.person.phone)))
      rows[index] = { row: one.row, result: 'rejected', problems: inColumns([PHONE_FULL], one.cells) }
  }
  const { format, encoding, sheet } = roster
  return {
    file: {
      format,
      ...(encoding === undefined ? {} : { encoding }),
      ...(sheet === undefined ? {} : { sheet }),
    },
    columns: understoodColumns(roster, read),
    rows,
    unknownColumns: roster.unknownColumns,
  }
}
