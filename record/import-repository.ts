import * as z from 'zod/mini'
import { Actor, CommunityId, ImportId } from '../core/ids.ts'
import type { Ports } from '../core/ports/ports.ts'
import { ConditionFailed, type NewItem, type Store, type Write } from '../core/ports/store.ts'
import { DAY, plus } from '../core/time/instant.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'
import { IMPORT_RESULTS, importKey, importPartKey, importResultKey } from './keys.ts'
import { itemsUnder } from './paginate-query.ts'
import { openShape } from './shape.ts'

/** What is wrong with a row. `column`: absent if it is about the whole row. */
const RowProblem = z.strictObject({
  column: z.optional(z.string()),
  shape: z.optional(z.string()),
  reason: z.string(),
})

/** An import of a roster: what is known of it before its parts are done. Holds nobody's data. */
export const RosterImport = z.strictObject({
  id: ImportId,
  community: CommunityId,
  by: Actor,
  at: InstantSchema,
  /** Titles of the columns as in the file. */
  header: z.array(z.string()),
  unknownColumns: z.array(z.string()),
  rows: z.int(),
  parts: z.int(),
})
export type RosterImport = z.infer<typeof RosterImport>

/** The cells of a row as in the file: personal. `problems`: it could not be read. */
const ImportRow = z.strictObject({
  row: z.int(),
  values: z.array(z.string()),
  problems: z.optional(z.array(RowProblem)),
})
export type ImportRow = z.infer<typeof ImportRow>

const ImportPart = z.strictObject({ rows: z.array(ImportRow) })

export const RefusedRow = z.strictObject({
  row: z.int(),
  /** `conflict`: not registered until a person has decided. */
  is: z.enum(['conflict', 'rejected']),
  problems: z.array(RowProblem),
})
export type RefusedRow = z.infer<typeof RefusedRow>

/** What became of the rows of one part. Holds nobody's data. */
export const ImportResult = z.strictObject({
  registered: z.int(),
  registeredAlready: z.int(),
  restarted: z.int(),
  overAlready: z.int(),
  refused: z.array(RefusedRow),
})
export type ImportResult = z.infer<typeof ImportResult>

const storedImport = openShape('import', RosterImport)
const storedPart = openShape('import part', ImportPart)
const storedResult = openShape('import result', ImportResult)

/** For so long rejected rows can be fetched. */
const IMPORT_KEPT = 7 * DAY

/** Writes that a transaction takes together: 4 MB and 100 items, of which none has more than these bytes. */
const AT_ONCE = 40

/** The parts first and the import last: without it nothing of them is found, and they expire. */
export const saveImport = async (
  { store }: Pick<Ports, 'store'>,
  begun: RosterImport,
  parts: readonly (readonly ImportRow[])[],
): Promise<void> => {
  const expiresAt = plus(begun.at, IMPORT_KEPT)
  const puts = parts.map((rows, part) => ({
    ...importPartKey(begun.id, part),
    body: storedPart.body({ rows: [...rows] }),
    expiresAt,
  }))
  for (let first = 0; first < puts.length; first += AT_ONCE)
    await store.transact(await fresh(store, puts.slice(first, first + AT_ONCE)))
  await store.transact(
    await fresh(store, [{ ...importKey(begun.id), body: storedImport.body(begun), expiresAt }]),
  )
}

/** A crash may have left some of them. */
const fresh = async (store: Store, puts: readonly NewItem[]): Promise<Write[]> => {
  const known = await store.getAll(puts.map(({ pk, sk }) => ({ pk, sk })))
  return puts.map((put, at) => {
    const version = known[at]?.version
    return { put, expect: version === undefined ? 'absent' : { version } }
  })
}

export const findImport = async (store: Store, id: ImportId): Promise<RosterImport | undefined> => {
  const item = await store.get(importKey(id))
  return item === undefined ? undefined : storedImport.read(item)
}

/** Empty once the rows have expired. */
export const rowsOfPart = async (store: Store, id: ImportId, part: number): Promise<readonly ImportRow[]> => {
  const item = await store.get(importPartKey(id, part))
  return item === undefined ? [] : storedPart.read(item).rows
}

export const isPartDone = async (store: Store, id: ImportId, part: number): Promise<boolean> =>
  (await store.get(importResultKey(id, part))) !== undefined

/** The first result of a part counts. */
export const saveResult = async (
  { store }: Pick<Ports, 'store'>,
  { id, at }: RosterImport,
  part: number,
  result: ImportResult,
): Promise<void> => {
  const put = {
    ...importResultKey(id, part),
    body: storedResult.body(result),
    expiresAt: plus(at, IMPORT_KEPT),
  }
  try {
    await store.transact([{ put, expect: 'absent' }])
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}

/** By part, in order. */
export const resultsOf = async (store: Store, id: ImportId): Promise<ImportResult[]> => {
  const results: ImportResult[] = []
  for await (const item of itemsUnder(store, { pk: importKey(id).pk, sk: { prefix: IMPORT_RESULTS } }))
    results.push(storedResult.read(item))
  return results
}
