import * as z from 'zod/mini'
import { IsolationId } from '../../core/ids.ts'
import { StatusName } from '../../core/isolation/status-name.ts'
import { LIMITS } from '../../core/person/roster-limits.ts'
import { loadCommunity } from '../../record/community-repository.ts'
import { importRoster } from '../../usecases/import-roster/import-roster.ts'
import { previewRoster } from '../../usecases/import-roster/preview-roster.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { ofCommunity } from '../http/parameters.ts'
import { none, type Reply } from '../http/route.ts'

const Row = z.strictObject({
  row: z.int().check(z.describe('As the spreadsheet counts: the header is row 1.')),
  isolation: IsolationId,
})

const RowProblem = z.strictObject({
  column: z.optional(z.string()),
  shape: z.optional(z.string().check(z.describe('What the cell looks like, never the cell itself.'))),
  reason: z.string(),
})

const NotTaken = z.strictObject({ row: z.int(), problems: z.array(RowProblem) })

const unknownColumns = z.array(z.string()).check(z.describe('Unknown headers: their columns are not read.'))

const Imported = z.strictObject({
  registered: z.array(Row),
  registeredAlready: z.array(Row),
  restarted: z
    .array(Row)
    .check(z.describe('In isolation now, counted from the newest arrival or exposure from now on.')),
  overAlready: z
    .array(z.extend(Row, { status: StatusName }))
    .check(z.describe('A stay that was released or ended: `again` in a column decision begins it again.')),
  conflicts: z
    .array(NotTaken)
    .check(
      z.describe(
        'May be somebody in isolation now, or somebody else: not registered until a column decision says which.',
      ),
    ),
  rejected: z.array(NotTaken),
  unknownColumns,
  rejectedCsv: z.optional(
    z
      .string()
      .check(
        z.describe(
          'Conflicts and rejected rows as CSV with a reason column: correct them and import them again.',
        ),
      ),
  ),
})

export const uploadRoster = protectedRoute({
  method: 'POST',
  path: '/communities/{community}/roster',
  operation: 'importRoster',
  tag: 'Isolations',
  summary: 'Register everybody on a roster',
  description:
    'CSV or a workbook (XLSX). A bad row never stops a good one, and importing twice registers nobody twice. Send a workbook, or CSV that is not UTF-8 (GB18030, UTF-16), as application/octet-stream, so that no gateway decodes it as UTF-8.',
  params: ofCommunity,
  query: z.strictObject({
    format: z
      .optional(z.enum(['json', 'csv']))
      .check(z.describe('csv: returns the rejected rows as CSV. Accept: text/csv does the same.')),
  }),
  body: none,
  csvBody: 'A roster as saved by a spreadsheet program, with column names in a row at the top.',
  answers: {
    200: {
      description: 'The result of each row.',
      schema: Imported,
      alsoCsv: 'Only the rejected rows, with their reasons.',
    },
  },
  errors: { 404: 'There is no such community.' },
  run: async (ports, { params, query, bytes, headers, actor }): Promise<Reply> => {
    const community = await loadCommunity(ports.store, params.community)
    const { rejectedCsv, ...imported } = await importRoster(ports, community, bytes, actor)
    // ignoreBOM keeps the byte order mark, which tells spreadsheet programs that it is UTF-8.
    const csv =
      rejectedCsv === undefined
        ? undefined
        : new TextDecoder('utf-8', { ignoreBOM: true }).decode(rejectedCsv)
    const format = query.format ?? (headers['accept']?.startsWith('text/csv') ? 'csv' : 'json')
    if (format === 'csv') return { status: 200, type: 'text/csv; charset=utf-8', text: csv ?? '' }
    return { status: 200, json: { ...imported, ...(csv === undefined ? {} : { rejectedCsv: csv }) } }
  },
})

const Column = z.strictObject({
  title: z.string().check(z.describe('As in the file.')),
  column: z.optional(z.string()).check(z.describe('How it was understood. Absent: unknown, it is not read.')),
  filled: z.int(),
  refused: z.int().check(z.describe('The number of cells that are refused.')),
  values: z
    .optional(z.record(z.string(), z.int()))
    .check(z.describe('For choices: how often each value was read.')),
  from: z.optional(z.string()).check(z.describe('For dates and temperatures: the first.')),
  to: z.optional(z.string()).check(z.describe('For dates and temperatures: the last.')),
})

export const Previewed = z.strictObject({
  file: z.strictObject({
    format: z.enum(['CSV', 'XLSX']),
    encoding: z.optional(z.enum(['UTF-8', 'UTF-16', 'GB18030'])),
    sheet: z.optional(z.string()).check(z.describe('For a workbook: the sheet that was read.')),
  }),
  columns: z.array(Column).check(z.describe('How each column was understood.')),
  rows: z
    .array(
      z.strictObject({
        row: z.int().check(z.describe('As the spreadsheet counts: the header is row 1.')),
        result: z.enum([
          'new',
          'not_looked_up',
          'registered_already',
          'count_restarted',
          'over_already',
          'conflict',
          'rejected',
        ]),
        isolation: z
          .optional(IsolationId)
          .check(
            z.describe(
              'The isolation under which this person is known. Absent: the same as an earlier row, or not known.',
            ),
          ),
        status: z.optional(StatusName).check(z.describe('For an isolation that is over.')),
        problems: z.array(RowProblem),
      }),
    )
    .check(
      z.describe(
        `All rows of a file of up to ${LIMITS.rows} rows. Of a larger one only conflicts and rejected rows, the first ${LIMITS.rows}.`,
      ),
    ),
  counts: z.strictObject({
    new: z.int(),
    notLookedUp: z
      .int()
      .check(
        z.describe(
          `Rows behind the first ${LIMITS.rows}: they can be read, and are looked up when they are imported.`,
        ),
      ),
    registeredAlready: z.int(),
    restarted: z.int(),
    overAlready: z.int(),
    conflicts: z.int(),
    rejected: z.int(),
  }),
  unknownColumns,
})
export type Previewed = z.infer<typeof Previewed>

export const postRosterPreview = protectedRoute({
  method: 'POST',
  path: '/communities/{community}/roster/preview',
  operation: 'previewRoster',
  tag: 'Isolations',
  summary: 'Preview the import of a roster',
  description: 'Reads the file as an import does, gzip and up to 100,000 rows too, and writes nothing.',
  params: ofCommunity,
  query: none,
  body: none,
  csvBody: 'A roster as saved by a spreadsheet program, with column names in a row at the top.',
  answers: { 200: { description: 'What the result of each row would be.', schema: Previewed } },
  errors: { 404: 'There is no such community.' },
  run: async (ports, { params, bytes }): Promise<Reply> => {
    const community = await loadCommunity(ports.store, params.community)
    const { file, columns, rows, unknownColumns: unknown } = await previewRoster(ports, community, bytes)
    const count = (wanted: string): number => rows.filter(({ result }) => result === wanted).length
    const counts = {
      new: count('new'),
      notLookedUp: count('not_looked_up'),
      registeredAlready: count('registered_already'),
      restarted: count('count_restarted'),
      overAlready: count('over_already'),
      conflicts: count('conflict'),
      rejected: count('rejected'),
    }
    const shown =
      rows.length <= LIMITS.rows
        ? rows
        : rows.filter(({ result }) => result === 'rejected' || result === 'conflict').slice(0, LIMITS.rows)
    return { status: 200, json: { file, columns, rows: shown, counts, unknownColumns: unknown } }
  },
})
