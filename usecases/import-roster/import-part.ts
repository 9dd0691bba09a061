import type { Community } from '../../core/community/community.ts'
import type { ImportId } from '../../core/ids.ts'
import type { AnswerPorts, Ports } from '../../core/ports/ports.ts'
import { loadCommunity } from '../../record/community-repository.ts'
import {
  findImport,
  type ImportResult,
  type ImportRow,
  isPartDone,
  type RosterImport,
  rowsOfPart,
  saveResult,
} from '../../record/import-repository.ts'
import { clashProblem } from './clash-problems.ts'
import { NOT_NOW, type Outcome, registerRow } from './import-roster.ts'
import { type ReadRow, readAgain } from './read-registrations.ts'

type RegisteringPorts = AnswerPorts & Pick<Ports, 'ids' | 'importQueue'>

/** The last try: a row that fails is left out, so that the rows behind it get their turn. */
export interface Trying {
  readonly isLast: boolean
}

/** Rows of a part that could be read, as they are to be registered. */
const readRows = (
  { header, at }: RosterImport,
  community: Community,
  rows: readonly ImportRow[],
): ReadonlyMap<number, ReadRow> => {
  const legible = rows.filter(({ problems }) => problems === undefined)
  return new Map(readAgain(header, legible, community, at).map((read) => [read.row, read]))
}

const registered = async (
  ports: RegisteringPorts,
  community: Community,
  row: ReadRow,
  by: RosterImport['by'],
  { isLast }: Trying,
): Promise<Outcome> => {
  try {
    return await registerRow(ports, community, row, by)
  } catch (error) {
    if (!isLast) throw error
    ports.log.error('roster.row-failed', { community: community.id, row: row.row }, error)
    return { result: 'rejected', problems: [NOT_NOW] }
  }
}

const resultOf = async (
  ports: RegisteringPorts,
  begun: RosterImport,
  part: number,
  trying: Trying,
): Promise<ImportResult> => {
  const community = await loadCommunity(ports.store, begun.community)
  const counts = { registered: 0, registeredAlready: 0, restarted: 0, overAlready: 0 }
  const refused: ImportResult['refused'] = []
  const rows = await rowsOfPart(ports.store, begun.id, part)
  const legible = readRows(begun, community, rows)
  for (const { row, problems = [NOT_NOW] } of rows) {
    const read = legible.get(row)
    if (read === undefined) {
      refused.push({ row, is: 'rejected', problems })
      continue
    }
    const outcome = await registered(ports, community, read, begun.by, trying)
    switch (outcome.result) {
      case 'rejected':
        refused.push({ row, is: 'rejected', problems: [...outcome.problems] })
        break
      case 'conflict':
        refused.push({ row, is: 'conflict', problems: outcome.clashes.map(clashProblem) })
        break
      case 'registered':
        counts.registered += 1
        break
      case 'registered_already':
        counts.registeredAlready += 1
        break
      case 'count_restarted':
        counts.restarted += 1
        break
      case 'over_already':
        counts.overAlready += 1
    }
  }
  return { ...counts, refused }
}

/**
 * Registers the rows of one part in their order, records what became of them and hands the next part over: one after
 * the other, so that a person who stands twice on a roster is found by the second row as by a second roster. Repeated
 * after a crash it registers nobody twice: those that were registered before the crash count as registered already.
 */
export const importPart = async (
  ports: RegisteringPorts,
  { import: id, part }: { readonly import: ImportId; readonly part: number },
  trying: Trying,
): Promise<void> => {
  const begun = await findImport(ports.store, id)
  if (begun === undefined || part >= begun.parts) return
  if (!(await isPartDone(ports.store, id, part)))
    await saveResult(ports, begun, part, await resultOf(ports, begun, part, trying))
  if (part + 1 < begun.parts) await ports.importQueue.hand({ import: id, part: part + 1 })
}
