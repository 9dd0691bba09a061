import * as z from 'zod/mini'
import { ImportId } from '../../core/ids.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { loadCommunity } from '../../record/community-repository.ts'
import { RefusedRow } from '../../record/import-repository.ts'
import { beginImport } from '../../usecases/import-roster/begin-import.ts'
import { importProgress, rejectedOfImport } from '../../usecases/import-roster/import-progress.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { readCursor, writeCursor } from '../http/paginate.ts'
import { nextCursor, ofCommunity, paging } from '../http/parameters.ts'
import { none, type Reply } from '../http/route.ts'

const ofImport = z.extend(ofCommunity, {
  import: ImportId.check(z.describe('Id of the import, as it was answered when it began.')),
})

export const Import = z.strictObject({
  import: ImportId,
  at: InstantSchema,
  state: z.enum(['running', 'done']),
  rows: z.int(),
  done: z.int().check(z.describe('Rows whose result is known.')),
  counts: z.strictObject({
    registered: z.int(),
    registeredAlready: z
      .int()
      .check(
        z.describe('In isolation now; also the few that an interrupted try of this import had registered.'),
      ),
    restarted: z.int(),
    overAlready: z.int(),
    conflicts: z.int(),
    rejected: z.int(),
  }),
  refused: z
    .array(RefusedRow)
    .check(z.describe('One page of the conflicts and rejected rows; the CSV has all.')),
  cursor: nextCursor,
  unknownColumns: z.array(z.string()).check(z.describe('Unknown headers: their columns are not read.')),
})
export type Import = z.infer<typeof Import>

export const postImport = protectedRoute({
  method: 'POST',
  path: '/communities/{community}/imports',
  operation: 'beginImport',
  tag: 'Isolations',
  summary: 'Begin the import of a roster',
  description:
    'For up to 100,000 rows: CSV, a workbook (XLSX), or CSV compressed with gzip, as application/octet-stream. Everybody is registered later, row by row; a bad row never stops a good one. The same file sent again while its import runs is that import, and goes on where a failure has left it. A row of somebody who is registered changes nothing.',
  params: ofCommunity,
  query: none,
  body: none,
  csvBody: 'A roster as saved by a spreadsheet program, with column names in a row at the top.',
  answers: {
    202: {
      description: 'Begun.',
      schema: z.strictObject({ import: ImportId, rows: z.int() }),
    },
  },
  errors: { 404: 'There is no such community.' },
  run: async (ports, { params, bytes, actor }): Promise<Reply> => {
    const community = await loadCommunity(ports.store, params.community)
    const { id, rows } = await beginImport(ports, community, bytes, actor)
    return { status: 202, json: { import: id, rows } }
  },
})

export const getImport = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/imports/{import}',
  operation: 'getImport',
  tag: 'Isolations',
  summary: 'How far an import has come',
  params: ofImport,
  query: z.strictObject({
    format: z
      .optional(z.enum(['json', 'csv']))
      .check(
        z.describe(
          'csv: the rows that were not registered, with reasons, to be corrected and imported again.',
        ),
      ),
    ...paging,
  }),
  body: none,
  answers: {
    200: {
      description: 'Its progress and results.',
      schema: Import,
      alsoCsv: 'The rows that were not registered, with their reasons.',
    },
  },
  errors: { 404: 'There is no such import, or it is older than seven days.' },
  run: async (ports, { params, query }): Promise<Reply> => {
    if (query.format === 'csv') {
      const csv = await rejectedOfImport(ports, params.community, params.import)
      // ignoreBOM keeps the byte order mark, which tells spreadsheet programs that it is UTF-8.
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(csv)
      return { status: 200, type: 'text/csv; charset=utf-8', text }
    }
    const { begun, state, done, counts, refused } = await importProgress(
      ports,
      params.community,
      params.import,
    )
    const { id, at, rows, unknownColumns } = begun
    const list = `import/${id}`
    const from = query.cursor === undefined ? 0 : Number(readCursor(list, query.cursor))
    const end = from + query.limit
    return {
      status: 200,
      json: {
        import: id,
        at,
        state,
        rows,
        done,
        counts,
        refused: refused.slice(from, end),
        ...(end < refused.length ? { cursor: writeCursor(list, String(end)) } : {}),
        unknownColumns,
      },
    }
  },
})
