import * as z from 'zod/mini'
import type { Community } from '../../core/community/community.ts'
import { IsolationId } from '../../core/ids.ts'
import type { Store } from '../../core/ports/store.ts'
import { instant, MINUTE, milliseconds } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { loadCommunity } from '../../record/community-repository.ts'
import { readIsolation } from '../../record/isolation-item.ts'
import { isolationIn, isolationKey, isolationsList } from '../../record/keys.ts'
import { itemsOf, listed } from '../../record/paginate-query.ts'
import { readable } from '../../record/readable.ts'
import type { Access } from '../auth/access.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { MalformedRequest } from '../http/errors.ts'
import { ofCommunity } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { shownGrids } from '../views/shown-grids.ts'
import { lookInto, ResourceType, wasUpdated } from './fhir.ts'

const NDJSON = 'application/fhir+ndjson'

/** Isolations a file: each is read whole. */
const A_FILE = 20

/** What was written so shortly before the kick-off may not be in the lists yet. It comes with the next export. */
const LAG = MINUTE

const exported = {
  _type: z
    .optional(
      z
        .string()
        .check(
          z.refine(
            (text) => text.split(',').every((one) => ResourceType.safeParse(one).success),
            'expected Patient, Observation or Task, with commas between',
          ),
        ),
    )
    .check(z.describe('Which resources, with commas between. Default: all.')),
  _since: z
    .optional(z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/)))
    .check(
      z.describe(
        'Only what was updated since this instant in UTC: the transactionTime of the export before.',
      ),
    ),
}

const asText = (asked: Readonly<Record<string, string | undefined>>): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, value)
  return `${query}`
}

/** Where the caller has found this API. */
const baseOf = (
  headers: Readonly<Record<string, string | undefined>>,
  { id }: Pick<Community, 'id'>,
): string => {
  const { host, 'x-forwarded-proto': protocol = 'http' } = headers
  return `${host === undefined ? '' : `${protocol}://${host}`}/communities/${id}/fhir`
}

export const startFhirExport = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/fhir/$export',
  operation: 'startFhirExport',
  tag: 'FHIR',
  summary: 'Begin a bulk export of a community, with Prefer: respond-async',
  params: ofCommunity,
  query: z.strictObject({
    ...exported,
    _outputFormat: z
      .optional(z.string().check(z.regex(/^(?:application\/fhir[+ ]ndjson|application\/ndjson|ndjson)$/)))
      .check(z.describe('application/fhir+ndjson, which is the only one.')),
  }),
  body: none,
  answers: { 202: { description: 'Where the manifest is: in Content-Location.', type: NDJSON } },
  errors: { 400: 'Prefer: respond-async is missing.', 404: 'There is no such community.' },
  run: async ({ store, clock }, { params, query: { _type, _since }, headers }) => {
    const { prefer } = headers
    if (!prefer?.includes('respond-async'))
      throw new MalformedRequest('a bulk export is asked for with the header Prefer: respond-async')
    const community = await loadCommunity(store, params.community)
    const _at = instant(milliseconds(clock.now()) - LAG)
    const location = `${baseOf(headers, community)}/$export-status?${asText({ _at, _type, _since })}`
    return { status: 202, text: '', type: NDJSON, headers: { 'content-location': location } }
  },
})

/** Each isolation once, from keys alone. */
const isolationsIn = async (store: Store, access: Access, community: Community): Promise<IsolationId[]> => {
  const ids = new Set<IsolationId>()
  for (const grid of shownGrids(access, community, undefined))
    for await (const item of listed(store, { pk: isolationsList(community.id, grid), index: 'list' }))
      ids.add(isolationIn(item))
  return [...ids]
}

const filesOf = (ids: readonly IsolationId[]): string[] =>
  Array.from({ length: Math.ceil(ids.length / A_FILE) }, (_, index) =>
    ids.slice(index * A_FILE, (index + 1) * A_FILE).join(','),
  )

const Manifest = z
  .object({
    transactionTime: InstantSchema,
    request: z.string(),
    requiresAccessToken: z.literal(true),
    output: z.array(z.object({ type: ResourceType, url: z.string() })),
    error: z.array(z.object({ type: z.string(), url: z.string() })),
  })
  .check(z.describe('The manifest of the Bulk Data Access specification.'))

export const getFhirExport = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/fhir/$export-status',
  operation: 'getFhirExport',
  tag: 'FHIR',
  summary: 'The manifest of a bulk export: its files',
  params: ofCommunity,
  query: z.strictObject({ ...exported, _at: InstantSchema.check(z.describe('As the kick-off gave it.')) }),
  body: none,
  answers: { 200: { description: 'Complete.', schema: Manifest } },
  errors: { 404: 'There is no such community.' },
  run: async ({ store }, { params, query: { _at, _type, _since }, headers, access }) => {
    const community = await loadCommunity(store, params.community)
    const base = baseOf(headers, community)
    const types = _type === undefined ? ResourceType.options : z.array(ResourceType).parse(_type.split(','))
    const files = filesOf(await isolationsIn(store, access, community))
    const asked = asText({ _type, _since })
    const manifest: z.output<typeof Manifest> = {
      transactionTime: _at,
      request: `${base}/$export${asked === '' ? '' : `?${asked}`}`,
      requiresAccessToken: true,
      output: [...new Set(types)].flatMap((type) =>
        files.map((isolations) => ({
          type,
          url: `${base}/$export-file?${asText({ type, isolations, _at, _since })}`,
        })),
      ),
      error: [],
    }
    return { status: 200, json: manifest }
  },
})

export const getFhirExportFile = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/fhir/$export-file',
  operation: 'getFhirExportFile',
  tag: 'FHIR',
  summary: 'A file of a bulk export: a resource a line',
  params: ofCommunity,
  query: z.strictObject({
    type: ResourceType.check(z.describe('Patient, Observation or Task.')),
    isolations: z.string().check(
      z.refine((text) => {
        const ids = text.split(',')
        return ids.length <= A_FILE && ids.every((id) => IsolationId.safeParse(id).success)
      }, 'expected ids as the manifest gave them'),
      z.describe('As the manifest gave them.'),
    ),
    _at: InstantSchema.check(z.describe('As the kick-off gave it.')),
    _since: exported._since,
  }),
  body: none,
  answers: { 200: { description: 'Lines of JSON; it may be empty.', type: NDJSON } },
  errors: { 404: 'There is no such community.' },
  run: async (ports, { params, query: { type, isolations, _at, _since }, access }) => {
    const community = await loadCommunity(ports.store, params.community)
    const keys = z.array(IsolationId).parse(isolations.split(',')).map(isolationKey)
    const { read } = readable(await itemsOf(ports.store, keys), (item) => readIsolation(item).isolation)
    const theirs = read.filter((one) => one.community === community.id && access.covers(one))
    const found = await lookInto(ports, access, community, type, theirs)
    // Patients and tasks change: they are as they are now, and the next export has them again.
    const until = type === 'Observation' ? `le${_at}` : undefined
    const lines = found
      .filter(({ meta }) => wasUpdated(until, meta?.lastUpdated ?? ''))
      .filter(({ meta }) => _since === undefined || wasUpdated(`ge${_since}`, meta?.lastUpdated ?? ''))
      .map((resource) => `${JSON.stringify(resource)}\n`)
    return { status: 200, text: lines.join(''), type: NDJSON }
  },
})
