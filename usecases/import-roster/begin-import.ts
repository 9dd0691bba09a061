import type { Community } from '../../core/community/community.ts'
import type { ImportId } from '../../core/ids.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { IMPORT_LIMITS } from '../../core/person/roster-limits.ts'
import type { Ports } from '../../core/ports/ports.ts'
import {
  findImport,
  type ImportRow,
  isPartDone,
  type RosterImport,
  saveImport,
} from '../../record/import-repository.ts'
import { importId } from '../../record/keys.ts'
import { readRegistrations } from './read-registrations.ts'
import { unpackRoster } from './unpack-roster.ts'

/** Rows that are registered in one go: some five seconds on AWS. */
const ROWS = 50

/** Bytes of a part, more or less: it is one item of the record. */
const SIZE = 60_000

const sizeOf = ({ values }: ImportRow): number => values.join('').length * 3

const partsOf = (rows: readonly ImportRow[], most: number): ImportRow[][] => {
  const parts: ImportRow[][] = []
  let size = 0
  for (const row of rows) {
    const last = parts.at(-1)
    size += sizeOf(row)
    if (last === undefined || last.length === most || size > SIZE) {
      parts.push([row])
      size = sizeOf(row)
    } else last.push(row)
  }
  return parts
}

/** The first part that is not done. undefined: all are. Parts are done one after the other. */
const nextOf = async (
  { store }: Pick<Ports, 'store'>,
  { id, parts }: RosterImport,
): Promise<number | undefined> => {
  let [from, to] = [0, parts]
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if (await isPartDone(store, id, middle)) from = middle + 1
    else to = middle
  }
  return from === parts ? undefined : from
}

/**
 * Begins the import of a roster: reads it, records its rows in parts and hands the first part over. The same file again
 * is the same import while that is not done: it goes on where it was left.
 * @throws RosterUnreadable when nothing of the file can be read
 */
export const beginImport = async (
  ports: Pick<Ports, 'store' | 'clock' | 'importQueue'>,
  community: Community,
  file: Uint8Array,
  by: LedgerEntry['by'],
  rowsInPart = ROWS,
): Promise<RosterImport> => {
  const bytes = unpackRoster(file)
  for (let attempt = 0; ; attempt += 1) {
    const id = importId(community.id, bytes, attempt)
    const begun =
      (await findImport(ports.store, id)) ?? (await record(ports, community, bytes, { id, by, rowsInPart }))
    const part = await nextOf(ports, begun)
    if (part === undefined && begun.parts > 0) continue
    if (part !== undefined) await ports.importQueue.hand({ import: id, part })
    return begun
  }
}

interface Recording {
  readonly id: ImportId
  readonly by: LedgerEntry['by']
  readonly rowsInPart: number
}

const record = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  community: Community,
  bytes: Uint8Array,
  { id, by, rowsInPart }: Recording,
): Promise<RosterImport> => {
  const at = ports.clock.now()
  const { roster, rows } = await readRegistrations(bytes, community, at, IMPORT_LIMITS)
  const parts = partsOf(
    rows.map((read, index) => ({
      row: read.row,
      values: [...(roster.rows[index]?.values ?? [])],
      ...('problems' in read ? { problems: [...read.problems] } : {}),
    })),
    rowsInPart,
  )
  const begun: RosterImport = {
    id,
    community: community.id,
    by,
    at,
    header: [...roster.header],
    unknownColumns: [...roster.unknownColumns],
    rows: rows.length,
    parts: parts.length,
  }
  await saveImport(ports, begun, parts)
  return begun
}
