import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccessRole } from '../../core/access/access-role.ts'
import { PersonId } from '../../core/ids.ts'
import { personKey } from '../../record/keys.ts'
import type { Response } from './test-api.ts'
import { type Caller, here, openTwoCommunities, type TwoCommunities } from './two-communities.ts'

let api: TwoCommunities
beforeEach(async () => {
  api = await openTwoCommunities()
})
afterEach(() => api.system.close())

/** What names the two returnees, in an answer or in a text to a worker. */
const names = /王明|李芳|13800000101|13800000102|3-2-501|9-1-902/
const words = /体温|temperature is|"text":/

const shows = ({ text }: Response): boolean => names.test(text)

const person = (asker: Caller, { isolation } = api.silence) => api.get(`/isolations/${isolation}`, asker)
const matter = (asker: Caller, { matter: id } = api.silence) => api.get(`/matters/${id}`, asker)

const ledgerOf = async (): Promise<string[]> => {
  const path = '/communities/qinghe/ledger.csv?from=2020-02-10&to=2020-02-12'
  const { text } = await api.get(path, { actor: 'auditor', groups: ['district-administrator'] })
  return text.split('\r\n')
}

const viewed = async (): Promise<string[]> => (await ledgerOf()).filter((line) => line.includes(',viewed,'))

describe('name, phone, address and texts', () => {
  it.each<AccessRole>(['community_administrator', 'grid_worker'])('are shown to a %s', async (role) => {
    for (const answer of [await person(here[role]), await matter(here[role])]) {
      expect(answer.json.personal).toBe('shown')
      expect(answer.json.person.name).toBe('样例·王明')
      expect(answer.json.messages.some(({ text }: { text?: string }) => text !== undefined)).toBe(true)
    }
  })

  it.each<AccessRole>(['district_administrator', 'read_only'])('are hidden from a %s', async (role) => {
    for (const answer of [await person(here[role]), await matter(here[role])]) {
      expect(answer.status).toBe(200)
      expect(answer.json).toMatchObject({ personal: 'hidden', person: null })
      expect(answer.json.messages.length).toBeGreaterThan(0)
      expect(answer.text).not.toMatch(names)
      expect(answer.text).not.toMatch(words)
    }
  })

  it('are shown to the police on the matter that climbed to them, until it is settled', async () => {
    const police = here.police_station
    expect((await matter(police)).json).toMatchObject({ personal: 'shown', person: { name: '样例·王明' } })
    await api.says('+8613800000101', '36.5')
    const after = await matter(police)
    expect(after.status).toBe(200)
    expect(after.json).toMatchObject({ personal: 'hidden', matter: { state: { name: 'settled' } } })
    expect(after.text).not.toMatch(names)
  })

  it('are shown to the doctor of somebody with a fever, until the matter is settled', async () => {
    const { doctor } = here
    expect((await person(doctor, api.fever)).json.person.name).toBe('样例·李芳')
    await api.post(`/matters/${api.fever.matter}/answers`, { json: { answer: 'ruled_out' }, ...doctor })
    const after = await person(doctor, api.fever)
    expect(after.json.personal).toBe('hidden')
    expect(after.text).not.toMatch(names)
  })

  it('are shown to the street office once a matter is theirs', async () => {
    const office = here.street_office
    expect(shows(await person(office, api.fever))).toBe(false)
    await api.until('2020-02-11 11:40')
    const { json } = await matter(office, api.fever)
    expect(json.matter.state.told).toContainEqual({ role: 'street_office', staff: 'street-office' })
    expect(json.personal).toBe('shown')
  })

  it('are left out of a list for whoever may not see them, one by one', async () => {
    const listed = async (asker: Caller) =>
      (await api.get('/communities/qinghe/isolations?include=person', asker)).json.isolations
    expect(
      (await listed(here.grid_worker))
        .map(({ person: { name } }: { person: { name: string } }) => name)
        .sort(),
    ).toEqual(['样例·李芳', '样例·王明'])
    for (const role of ['district_administrator', 'street_office', 'read_only'] as const)
      for (const isolation of await listed(here[role])) expect(isolation).not.toHaveProperty('person')
  })

  it('are left out of the list of matters for whoever may not see them, and stand there only when asked for', async () => {
    const listed = async (asker: Caller, query = '?include=person') =>
      (await api.get(`/communities/qinghe/matters${query}`, asker)).json.matters
    const named = async (role: AccessRole): Promise<string[]> =>
      (await listed(here[role])).flatMap(({ person }: { person?: { name: string } }) => person?.name ?? [])
    expect([...new Set(await named('grid_worker'))].sort()).toEqual(['样例·李芳', '样例·王明'])
    expect(await named('police_station')).toEqual(['样例·王明'])
    expect(await named('doctor')).toEqual(['样例·李芳'])
    expect((await viewed()).some((line) => line.includes('listMatters'))).toBe(true)
    for (const role of ['district_administrator', 'read_only'] as const) expect(await named(role)).toEqual([])
    for (const matter of await listed(here.grid_worker, '')) expect(matter).not.toHaveProperty('person')
  })

  it.each<AccessRole>(['district_administrator', 'read_only'])(
    'are in no list that a %s can see',
    async (role) => {
      for (const path of [
        '/communities/qinghe/isolations',
        '/communities/qinghe/matters?include=person',
        '/communities/qinghe/messages?date=2020-02-11',
        '/communities/qinghe/follow-ups?date=2020-02-11',
        '/communities/qinghe/executions',
        '/communities/qinghe/overview',
      ]) {
        const answer = await api.get(path, here[role])
        expect(answer.status).toBe(200)
        expect(answer.text, path).not.toMatch(names)
      }
      expect((await ledgerOf()).join('\n')).not.toMatch(names)
      expect(await viewed()).toEqual([])
    },
  )

  it('are gone for everybody once they were erased', async () => {
    const { store } = api.system.ports
    const before = await person(here.grid_worker)
    const key = personKey(PersonId.parse(before.json.isolation.person))
    const vault = await store.get(key)
    if (vault === undefined) throw new Error('there is no such person')
    await store.transact([
      {
        put: { ...vault, expiresAt: api.system.ports.clock.now() },
        expect: { version: vault.version },
      },
    ])
    const after = await person(here.grid_worker)
    expect(after.json).toMatchObject({ personal: 'erased', person: null })
    expect((await person(here.read_only)).json.personal).toBe('hidden')
  })
})

describe('a view of somebody', () => {
  const { grid_worker: worker, community_administrator: administrator } = here

  it('is on their page and in the ledger of the community, with the viewer and the role', async () => {
    const { json } = await person(worker)
    expect(json.views).toEqual([
      {
        at: api.system.ports.clock.now(),
        by: 'staff:worker-1',
        role: 'grid_worker',
        operation: 'getIsolation',
      },
    ])
    const [line, ...others] = await viewed()
    expect(others).toEqual([])
    expect(line).toContain(`2020-02-11,11:05,${api.silence.isolation},,,staff:worker-1,,viewed`)
    expect(line).toContain('""role"":""grid_worker"",""operation"":""getIsolation""')
  })

  it('is one entry within an hour, however often the page is loaded', async () => {
    await Promise.all([person(worker), person(worker), person(worker)])
    await person(worker)
    await api.until('2020-02-11 11:55')
    await person(worker)
    expect(await viewed()).toHaveLength(1)
    await api.until('2020-02-11 12:01')
    const { json } = await person(worker)
    expect(json.views).toHaveLength(2)
    expect(json.views[0].at > json.views[1].at).toBe(true)
    expect(await viewed()).toHaveLength(2)
  })

  it('is recorded again for another person or another purpose', async () => {
    await person(worker)
    await person(administrator)
    await matter(worker)
    expect(await viewed()).toHaveLength(3)
    expect((await person(worker)).json.views).toHaveLength(3)
  })

  it('is not recorded when nothing was shown', async () => {
    await person(here.read_only)
    await matter(here.district_administrator)
    await api.get('/communities/qinghe/isolations', worker)
    await api.get('/communities/qinghe/isolations?include=person', here.read_only)
    expect(await viewed()).toEqual([])
  })

  it.each([
    ['listIsolations', '/communities/qinghe/isolations?include=person'],
    ['listMessages', '/communities/qinghe/messages?date=2020-02-11'],
    ['listFollowUps', '/communities/qinghe/follow-ups?date=2020-02-11'],
    ['listMyMatters', '/my-matters'],
  ])('is recorded for %s too', async (operation, path) => {
    expect(shows(await api.get(path, worker))).toBe(true)
    const lines = await viewed()
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(`""operation"":""${operation}""`)
  })

  it('is recorded for a file too, and the file names only people whom the caller may see', async () => {
    const path = '/communities/qinghe/isolations.csv?include=person'
    expect(shows(await api.get(path, here.district_administrator))).toBe(false)
    expect(await viewed()).toEqual([])
    expect(shows(await api.get(path, administrator))).toBe(true)
    const lines = await viewed()
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('""operation"":""exportIsolations""')
  })

  it('of several people at once is one entry that names all of them', async () => {
    const list = () => api.get('/communities/qinghe/isolations?include=person', worker)
    await list()
    await list()
    const [line, ...others] = await viewed()
    expect(others).toEqual([])
    expect(line).toContain('""people"":2')
    expect(line).toContain(api.silence.isolation)
    expect(line).toContain(api.fever.isolation)
    expect((await person(worker)).json.views).toHaveLength(1)
  })

  it('is written before anything is shown: without it, nothing is', async () => {
    const { store } = api.system.ports
    const { transact } = store
    store.transact = () => Promise.reject(new Error('the disk is full'))
    try {
      const answer = await person(worker)
      expect(answer.status).toBe(500)
      expect(shows(answer)).toBe(false)
      expect(shows(await person(here.read_only))).toBe(false)
    } finally {
      store.transact = transact
    }
  })

  it('leaves the numbered entries of the isolation as they are', async () => {
    const before = (await person(here.read_only)).json
    await person(worker)
    const after = (await person(here.read_only)).json
    expect(after.ledger).toEqual(before.ledger)
    expect(after.isolation.entries).toBe(after.ledger.length)
  })

  it('stands between what happened before it and after it', async () => {
    await person(worker)
    await api.until('2020-02-11 12:30')
    const times = (await ledgerOf())
      .slice(1)
      .map((line) => line.split(',')[0])
      .filter((time) => time !== '')
    expect(times).toEqual([...times].sort())
    expect((await viewed()).length).toBe(1)
  })

  it('can be read by somebody who sees the whole community, not by a grid worker', async () => {
    await person(worker)
    const path = '/communities/qinghe/ledger.csv?from=2020-02-10&to=2020-02-12'
    const { text } = await api.get(path, { actor: 'x', groups: ['community-administrator@qinghe/grid-1'] })
    expect(text).toContain(api.silence.isolation)
    expect(text).not.toContain(',viewed,')
  })
})
