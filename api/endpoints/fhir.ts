import type { Bundle, CapabilityStatement, FhirResource } from 'fhir/r4.js'
import * as z from 'zod/mini'
import type { Community } from '../../core/community/community.ts'
import { type CommunityId, IsolationId, PersonId } from '../../core/ids.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { loadCommunity, NotFound } from '../../record/community-repository.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { staysOf } from '../../record/stays-repository.ts'
import { recordView } from '../../record/view-repository.ts'
import type { Access } from '../auth/access.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { ofCommunity } from '../http/parameters.ts'
import { none, type Reply } from '../http/route.ts'
import { observationsOf, patientOf, taskOf } from '../views/fhir-resources.ts'
import { isolationPage } from '../views/isolation-page.ts'
import { loadPartition } from '../views/isolation-partition.ts'

const TYPE = 'application/fhir+json'

/** Isolations a page: each is read whole, with all that it has of a type. */
const A_PAGE = 20
const READ_AT_ONCE = 5

export const ResourceType = z.enum(['Patient', 'Observation', 'Task'])
export type ResourceType = z.infer<typeof ResourceType>

const ofType = z.extend(ofCommunity, {
  type: ResourceType.check(z.describe('Patient, Observation or Task.')),
})

/** An instant in UTC or a day, as text that sorts: what has more digits lies within it. */
const BOUND = /^(ge|gt|le|lt)(\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{3})?)?)Z?$/

const Updated = z
  .string()
  .check(
    z.refine(
      (text) => text.split(',').every((one) => BOUND.test(one)),
      'expected such as ge2020-02-10 or lt2020-02-11T00:00:00Z',
    ),
  )

export const wasUpdated = (bounds: string | undefined, at: string): boolean =>
  (bounds?.split(',') ?? []).every((bound) => {
    const [, prefix = '', text = ''] = BOUND.exec(bound) ?? []
    // '~' comes behind every character of an instant.
    const end = `${text}~`
    return { ge: at >= text, lt: at < text, le: at <= end, gt: at > end }[prefix]
  })

type Reading = Pick<Ports, 'store' | 'clock'>

const resourcesOf = async (
  { store }: Pick<Ports, 'store'>,
  type: ResourceType,
  isolation: Isolation,
): Promise<readonly FhirResource[]> => {
  if (type === 'Patient') return [patientOf(isolation)]
  const { ledger, matters } = await loadPartition({ store }, isolation.id)
  return type === 'Task'
    ? matters.map((matter) => taskOf(isolation, matter))
    : ledger.flatMap((entry) => observationsOf(isolation, entry))
}

/** What is known of these isolations. That it is looked at is recorded first. */
export const lookInto = async (
  ports: Reading,
  { actor, operation, grants }: Access,
  { id, zone }: Community,
  type: ResourceType,
  isolations: readonly Isolation[],
): Promise<FhirResource[]> => {
  const [grant] = grants
  if (isolations.length === 0 || grant === undefined) return []
  const ids = isolations.map((one) => one.id)
  await recordView(ports, zone, { by: actor, role: grant.role, operation, community: id, isolations: ids })
  const found = await fewAtOnce(isolations, READ_AT_ONCE, (one) => resourcesOf(ports, type, one))
  return [...new Map(found.flat().map((resource) => [resource.id, resource])).values()]
}

/** Those of a person that the caller may see, in this community. */
const isolationsOf = async (
  { store }: Pick<Ports, 'store'>,
  access: Access,
  community: CommunityId,
  person: PersonId,
): Promise<Isolation[]> =>
  (await staysOf(store, person)).filter((one) => one.community === community && access.covers(one))

const fhir = (resource: FhirResource): Reply => ({ status: 200, text: JSON.stringify(resource), type: TYPE })

const answers = (description: string) => ({ 200: { description, type: TYPE } }) as const

export const getFhirCapabilities = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/fhir/metadata',
  operation: 'getFhirCapabilities',
  tag: 'FHIR',
  summary: 'What can be read as FHIR R4, for health offices',
  params: ofCommunity,
  query: none,
  body: none,
  answers: answers('A CapabilityStatement.'),
  run: async ({ clock }) => {
    const statement: CapabilityStatement = {
      resourceType: 'CapabilityStatement',
      status: 'active',
      date: clock.now(),
      kind: 'instance',
      implementation: { description: 'Sixclear: home isolation, without names' },
      fhirVersion: '4.0.1',
      format: ['json'],
      rest: [
        {
          mode: 'server',
          operation: [
            {
              name: 'export',
              definition: 'http://hl7.org/fhir/uv/bulkdata/OperationDefinition/export',
              documentation:
                'Of this community: _type, _since and _outputFormat. GET only; there is nothing to cancel.',
            },
          ],
          security: { description: 'OAuth 2.0 client credentials, scope fhir.read for the community.' },
          resource: ResourceType.options.map((type) => ({
            type,
            interaction: [{ code: 'read' }, { code: 'search-type' }],
            searchParam: [
              { name: '_lastUpdated', type: 'date' },
              ...(type === 'Patient' ? [] : [{ name: 'patient', type: 'reference' as const }]),
            ],
          })),
        },
      ],
    }
    return fhir(statement)
  },
})

export const searchFhir = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/fhir/{type}',
  operation: 'searchFhir',
  tag: 'FHIR',
  summary: 'Patients without names, readings and symptoms, or matters as tasks',
  description:
    'A Bundle. A page has everything of up to 20 isolations that was updated as asked; it may be empty and still have a next link. All pages are the export of a community, with _lastUpdated of what is new.',
  params: ofType,
  query: z.strictObject({
    patient: z
      .optional(z.string().check(z.regex(/^(?:Patient\/)?person-[a-z0-9]{4,32}$/)))
      .check(z.describe('Only of this patient: Patient/person-….')),
    _lastUpdated: z
      .optional(Updated)
      .check(z.describe('ge, gt, le or lt before a day or an instant in UTC; two with a comma between.')),
    _count: z
      .optional(z.string().check(z.regex(/^\d{1,6}$/)))
      .check(z.describe('Accepted. A page goes by isolations, 20 at most, and not by resources.')),
    cursor: z
      .optional(z.string().check(z.maxLength(1000)))
      .check(z.describe('Where the page before ended: in its next link.')),
  }),
  body: none,
  answers: answers('A Bundle of type searchset.'),
  errors: { 404: 'There is no such community.' },
  run: async (ports, { params, query, access }) => {
    const { type } = params
    const { patient, cursor, _lastUpdated: updated } = query
    const community = await loadCommunity(ports.store, params.community)
    const page =
      patient === undefined
        ? await isolationPage(ports, access, community, { limit: A_PAGE, cursor })
        : {
            entries: await isolationsOf(
              ports,
              access,
              community.id,
              PersonId.parse(patient.replace('Patient/', '')),
            ),
            cursor: undefined,
          }
    const resources = await lookInto(ports, access, community, type, page.entries)
    const link = (relation: 'self' | 'next', at: string | undefined) => {
      const asked = new URLSearchParams()
      for (const [name, value] of Object.entries({ patient, _lastUpdated: updated, cursor: at }))
        if (value !== undefined) asked.set(name, value)
      return { relation, url: `${type}?${asked}` }
    }
    const bundle: Bundle = {
      resourceType: 'Bundle',
      type: 'searchset',
      timestamp: ports.clock.now(),
      link: [link('self', cursor), ...(page.cursor === undefined ? [] : [link('next', page.cursor)])],
      entry: resources
        .filter(({ meta }) => wasUpdated(updated, meta?.lastUpdated ?? ''))
        .map((resource) => ({ resource, search: { mode: 'match' } })),
    }
    return fhir(bundle)
  },
})

/** Of a patient the person; of the others the isolation, with which their ids begin. */
const isolationsNamed = async (
  ports: Reading,
  access: Access,
  community: CommunityId,
  type: ResourceType,
  id: string,
): Promise<Isolation[]> => {
  if (type === 'Patient') {
    const person = PersonId.safeParse(id)
    return person.success ? isolationsOf(ports, access, community, person.data) : []
  }
  const isolation = IsolationId.safeParse(id.split('-').slice(0, 2).join('-'))
  if (!isolation.success) return []
  const one = await findIsolation(ports.store, isolation.data)
  return one.community === community && access.covers(one) ? [one] : []
}

export const readFhir = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/fhir/{type}/{id}',
  operation: 'readFhir',
  tag: 'FHIR',
  summary: 'One resource',
  params: z.extend(ofType, {
    id: z.string().check(z.regex(/^[A-Za-z0-9.-]{1,64}$/), z.describe('As a search gave it.')),
  }),
  query: none,
  body: none,
  answers: answers('A Patient, an Observation or a Task.'),
  errors: { 404: 'There is no such resource in this community.' },
  run: async (ports, { params: { community: of, type, id }, access }) => {
    const community = await loadCommunity(ports.store, of)
    const isolations = await isolationsNamed(ports, access, community.id, type, id)
    const found = await lookInto(ports, access, community, type, isolations)
    const resource = found.find((one) => one.id === id)
    if (resource === undefined) throw new NotFound(`no ${type} ${id} in ${of}`)
    return fhir(resource)
  },
})
