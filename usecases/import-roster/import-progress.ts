import type { CommunityId, ImportId } from '../../core/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import {
  findImport,
  type ImportResult,
  type RefusedRow,
  type RosterImport,
  resultsOf,
  rowsOfPart,
} from '../../record/import-repository.ts'
import { reasonOf } from './import-roster.ts'
import { type RejectedRow, writeRejected } from './write-rejected.ts'

export class ImportNotFound extends Error {
  override readonly name = 'ImportNotFound'
}

type Counts = Readonly<Record<Exclude<keyof ImportResult, 'refused'>, number>>

export interface Progress {
  readonly begun: RosterImport
  readonly state: 'running' | 'done'
  /** Rows whose result is known. */
  readonly done: number
  readonly counts: Counts & { readonly conflicts: number; readonly rejected: number }
  /** In the order of the file. */
  readonly refused: readonly RefusedRow[]
}

const sum = (results: readonly ImportResult[], of: keyof Counts): number =>
  results.reduce((total, result) => total + result[of], 0)

const load = async (
  { store }: Pick<Ports, 'store'>,
  community: CommunityId,
  id: ImportId,
): Promise<RosterImport> => {
  const begun = await findImport(store, id)
  if (begun?.community === community) return begun
  throw new ImportNotFound(`${community} has no import ${id}: it is kept for seven days`)
}

/** How far an import has come. @throws ImportNotFound */
export const importProgress = async (
  ports: Pick<Ports, 'store'>,
  community: CommunityId,
  id: ImportId,
): Promise<Progress> => {
  const begun = await load(ports, community, id)
  const results = await resultsOf(ports.store, id)
  const refused = results.flatMap((result) => result.refused)
  const counts = {
    registered: sum(results, 'registered'),
    registeredAlready: sum(results, 'registeredAlready'),
    restarted: sum(results, 'restarted'),
    overAlready: sum(results, 'overAlready'),
    conflicts: refused.filter(({ is }) => is === 'conflict').length,
    rejected: refused.filter(({ is }) => is === 'rejected').length,
  }
  const done = Object.values(counts).reduce((total, count) => total + count, 0)
  return { begun, state: results.length === begun.parts ? 'done' : 'running', done, counts, refused }
}

/** The rows that were not registered so far, with reasons, to be corrected and imported again. @throws ImportNotFound */
export const rejectedOfImport = async (
  ports: Pick<Ports, 'store'>,
  community: CommunityId,
  id: ImportId,
): Promise<Uint8Array> => {
  const begun = await load(ports, community, id)
  const rejected: RejectedRow[] = []
  for (const [part, { refused }] of (await resultsOf(ports.store, id)).entries()) {
    if (refused.length === 0) continue
    const cells = new Map((await rowsOfPart(ports.store, id, part)).map(({ row, values }) => [row, values]))
    for (const { row, problems } of refused)
      rejected.push({ values: cells.get(row) ?? [], reasons: problems.map(reasonOf) })
  }
  return writeRejected(begun.header, rejected)
}
