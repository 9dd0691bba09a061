import { beginImport } from '../../../usecases/import-roster/begin-import.ts'
import { importProgress, type Progress } from '../../../usecases/import-roster/import-progress.ts'
import { exampleCommunity, type TestSystem } from '../../workflow/test-system.ts'

export const BY = 'staff:administrator'

/** People with a phone and a door each, as CSV; `names` stand there again, at the end. */
export const rosterOf = (people: number, again: readonly number[] = []): Uint8Array => {
  const line = (one: number): string =>
    `样例·${String.fromCodePoint(0x4e00 + (one % 4_000), 0x5e00 + Math.floor(one / 4_000))},${13_800_000_000 + 1_000_000 + one},grid-1,${1 + Math.floor(one / 400)},${1 + (Math.floor(one / 100) % 4)},${100 + (one % 100)},2020-02-10,key_area`
  const rows = [...Array.from({ length: people }, (_, one) => line(one)), ...again.map(line)]
  return Buffer.from(`name,phone,grid,building,unit,room,arrived_at,category\n${rows.join('\n')}\n`)
}

/** Imports a file, until all of its parts are done. */
export const imported = async (
  sixclear: TestSystem,
  file: Uint8Array,
  rowsInPart?: number,
): Promise<Progress> => {
  const { ports } = sixclear.system
  const { id } = await beginImport(ports, exampleCommunity(), file, BY, rowsInPart)
  await sixclear.settle()
  return importProgress(ports, exampleCommunity().id, id)
}
