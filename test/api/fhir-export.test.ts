import type { FhirResource } from 'fhir/r4.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { here, openTwoCommunities, type TwoCommunities } from './two-communities.ts'

let api: TwoCommunities
beforeAll(async () => {
  api = await openTwoCommunities()
  for (let person = 0; person < 45; person += 1)
    await api.registered({
      person: { name: `样例·${person}`, phone: `1370000${1000 + person}` },
      address: { grid: 'grid-1', building: '9', unit: '1', room: `${100 + person}` },
    })
  await api.until('2020-02-11 12:00')
}, 60_000)
afterAll(() => api.system.close())

const BASE = '/communities/qinghe/fhir'
const office = { ...here.health_office, headers: { prefer: 'respond-async' } }

const kickOff = async (query = '') => {
  const { status, headers } = await api.get(`${BASE}/$export${query}`, office)
  expect(status).toBe(202)
  return pathOf(String(headers['content-location']))
}

const pathOf = (url: string): string => url.slice(url.indexOf('/communities'))

const manifest = async (query = '') => {
  const { status, json } = await api.get(await kickOff(query), office)
  expect(status).toBe(200)
  return json
}

const linesOf = (text: string): FhirResource[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

const pull = async (query = ''): Promise<FhirResource[]> => {
  const found: FhirResource[] = []
  for (const { url } of (await manifest(query)).output) {
    const { status, text, headers } = await api.get(pathOf(url), office)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/fhir+ndjson')
    found.push(...linesOf(text))
  }
  return found
}

const searched = async (type: string): Promise<FhirResource[]> => {
  const found: FhirResource[] = []
  let next: string | undefined = type
  while (next !== undefined) {
    const { text } = await api.get(`${BASE}/${next}`, office)
    const json = JSON.parse(text)
    for (const { resource } of json.entry) found.push(resource)
    next = json.link.find(({ relation }: { relation: string }) => relation === 'next')?.url
  }
  return found
}

const sorted = (resources: readonly FhirResource[]): FhirResource[] =>
  [...resources].sort((a, b) => `${a.resourceType}${a.id}`.localeCompare(`${b.resourceType}${b.id}`))

describe('the bulk export of FHIR', () => {
  it('has every resource once, as the pages of the search have it', async () => {
    const all = [
      ...(await searched('Patient')),
      ...(await searched('Observation')),
      ...(await searched('Task')),
    ]
    expect(all.length).toBeGreaterThan(47)
    expect(sorted(await pull())).toEqual(sorted(all))
  })

  it('says in its manifest what was asked, when, and that the files want a token', async () => {
    const { output, ...rest } = await manifest('?_type=Task&_since=2020-02-10T00:00:00Z')
    expect(rest).toMatchObject({
      transactionTime: '2020-02-11T03:59:00.000Z',
      request: expect.stringMatching(/fhir\/\$export\?_type=Task&_since=/),
      requiresAccessToken: true,
      error: [],
    })
    expect(new Set(output.map(({ type }: { type: string }) => type))).toEqual(new Set(['Task']))
  })

  it('gives with _since what was updated since then', async () => {
    expect(await pull('?_since=2020-02-11T03:30:00Z&_type=Patient')).toEqual([])
    expect(await pull('?_since=2020-02-10T00:00:00Z&_type=Observation')).toEqual(
      await searched('Observation'),
    )
  })

  it('refuses what it cannot do', async () => {
    expect((await api.get(`${BASE}/$export`, here.health_office)).status).toBe(400)
    expect((await api.get(`${BASE}/$export?_type=Device`, office)).status).toBe(422)
    expect((await api.get(`${BASE}/$export?_outputFormat=text/csv`, office)).status).toBe(422)
  })

  it('shows nobody of another community, whatever ids are asked for', async () => {
    const linyuan = { actor: 'health-office', scopes: 'fhir.read' }
    for (const { url } of (await manifest('?_type=Observation')).output) {
      const { text } = await api.get(pathOf(url).replace('qinghe', 'linyuan'), linyuan)
      expect(text).toBe('')
    }
  })
})
