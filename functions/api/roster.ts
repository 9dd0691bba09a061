import * as z from 'zod/mini'
import { IsolationId } from '../../core/domain/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { loadCommunity } from '../../record/community-record.ts'
import { importRoster } from '../import-roster/import-roster.ts'
import { ofCommunity } from './parameters.ts'
import { none, type Reply, route } from './route.ts'

const Row = z.strictObject({
  row: z.int().check(z.describe('As the spreadsheet counts: the header is row 1.')),
  isolation: IsolationId,
})

export const Imported = z.strictObject({
  registered: z.array(Row),
  registeredAlready: z.array(Row),
  rejected: z.array(
    z.strictObject({
      row: z.int(),
      problems: z.array(
        z.strictObject({
          column: z.optional(z.string()),
          shape: z.optional(z.string().check(z.describe('What the cell looks like, never the cell.'))),
          reason: z.string(),
        }),
      ),
    }),
  ),
  unknownColumns: z.array(z.string()).check(z.describe('Headers that mean nothing here: not read.')),
  rejectedCsv: z.optional(
    z
      .string()
      .check(z.describe('The rejected rows as CSV with a reason column: mend them and send them in.')),
  ),
})

export const uploadRoster = route<Ports>()({
  method: 'POST',
  path: '/communities/{community}/roster',
  operation: 'importRoster',
  tag: 'Isolations',
  summary: 'Register everybody on a roster',
  description:
    'A bad row never stops a good one, and a second import registers nobody twice. A file that is not in UTF-8 (GB18030, UTF-16) is read as well; send it as application/octet-stream, so that no gateway takes it for UTF-8.',
  params: ofCommunity,
  query: z.strictObject({
    format: z
      .optional(z.enum(['json', 'csv']))
      .check(z.describe('csv: the answer is the rejected rows as CSV. Accept: text/csv does the same.')),
  }),
  body: none,
  csvBody: 'A roster as spreadsheet programs save it, with the names of the columns in a row at the top.',
  answers: {
    200: {
      description: 'What became of each row.',
      schema: Imported,
      alsoCsv: 'Only the rejected rows, with their reasons.',
    },
  },
  errors: { 404: 'There is no such community.' },
  run: async (ports, { params, query, bytes, headers, actor }): Promise<Reply> => {
    const community = await loadCommunity(ports.store, params.community)
    const { rejectedCsv, ...imported } = await importRoster(ports, community, bytes, actor)
    // ignoreBOM keeps the mark, by which spreadsheet programs know UTF-8.
    const csv =
      rejectedCsv === undefined
        ? undefined
        : new TextDecoder('utf-8', { ignoreBOM: true }).decode(rejectedCsv)
    const format = query.format ?? (headers['accept']?.startsWith('text/csv') ? 'csv' : 'json')
    if (format === 'csv') return { status: 200, type: 'text/csv; charset=utf-8', text: csv ?? '' }
    return { status: 200, json: { ...imported, ...(csv === undefined ? {} : { rejectedCsv: csv }) } }
  },
})
