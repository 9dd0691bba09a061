import type { Bundle, FhirResource } from 'fhir/r4.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { here, openTwoCommunities, type TwoCommunities } from './two-communities.ts'

let api: TwoCommunities
beforeAll(async () => {
  api = await openTwoCommunities()
})
afterAll(() => api.system.close())

const BASE = '/communities/qinghe/fhir'
const office = here.health_office

const text = async (path: string): Promise<string> => {
  const { status, text, headers } = await api.get(`${BASE}/${path}`, office)
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('application/fhir+json')
  return text
}

const get = async (path: string): Promise<FhirResource> => JSON.parse(await text(path))

const search = async (path: string): Promise<FhirResource[]> => {
  const bundle: Bundle<FhirResource> = JSON.parse(await text(path))
  return (bundle.entry ?? []).flatMap(({ resource }) => (resource === undefined ? [] : [resource]))
}

describe('the read of FHIR R4', () => {
  it('has readings in degrees Celsius by LOINC and UCUM', async () => {
    const [reading] = await search('Observation')
    expect(reading).toMatchObject({
      resourceType: 'Observation',
      code: { coding: [{ system: 'http://loinc.org', code: '8310-5' }] },
      valueQuantity: { value: 39.1, system: 'http://unitsofmeasure.org', code: 'Cel' },
      subject: { reference: expect.stringMatching(/^Patient\/person-/) },
    })
  })

  it('has no name, phone or address anywhere', async () => {
    for (const path of ['Patient', 'Observation', 'Task'])
      expect(JSON.stringify(await get(path))).not.toMatch(/王明|李芳|1380000|902|501/)
  })

  it('finds what is of one patient, and what was updated in a time', async () => {
    const [reading] = await search('Observation')
    const patient = reading?.resourceType === 'Observation' ? (reading.subject?.reference ?? '') : ''
    expect(await search(`Observation?patient=${patient}`)).toEqual([reading])
    const others = (await search('Patient')).filter(({ id }) => `Patient/${id}` !== patient)
    expect(await search(`Observation?patient=${others[0]?.id}`)).toEqual([])
    expect(await search('Observation?_lastUpdated=ge2020-02-11,lt2020-02-12')).toEqual([reading])
    expect(await search('Observation?_lastUpdated=gt2020-02-11')).toEqual([])
    expect(await search('Observation?_lastUpdated=le2020-02-10')).toEqual([])
  })

  it('reads each resource that a search has found, by its id', async () => {
    for (const type of ['Patient', 'Observation', 'Task'])
      for (const resource of await search(type)) expect(await get(`${type}/${resource.id}`)).toEqual(resource)
    expect((await api.get(`${BASE}/Observation/iso-nobody-1`, office)).status).toBe(404)
    expect((await api.get(`${BASE}/Device`, office)).status).toBe(422)
  })

  it('shows nobody of another community, by search or by id', async () => {
    const linyuan = { actor: 'health-office', scopes: 'fhir.read' }
    const path = '/communities/linyuan/fhir'
    const bundle: Bundle = JSON.parse((await api.get(`${path}/Observation`, linyuan)).text)
    expect(bundle.entry).toEqual([])
    for (const type of ['Patient', 'Observation', 'Task'])
      for (const { id } of await search(type))
        expect((await api.get(`${path}/${type}/${id}`, linyuan)).status).toBe(404)
  })

  it('is on the log of who looked, once an hour', async () => {
    await search('Observation')
    await search('Observation')
    const { isolation } = api.fever
    await get(`Task/${api.fever.matter}`)
    const { json } = await api.get(`/isolations/${isolation}`, here.community_administrator)
    const looks = json.views.filter(({ by }: { by: string }) => by === 'machine:health-office')
    expect(looks.map(({ operation }: { operation: string }) => operation)).toContain('readFhir')
    expect(looks[0].role).toBe('health_office')
    const ledger = await api.get('/communities/qinghe/ledger.csv?from=2020-02-10&to=2020-02-11')
    expect(ledger.text).toContain('searchFhir')
  })
})
