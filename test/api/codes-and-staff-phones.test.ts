import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../api/routes.ts'
import type { AccessRole } from '../../core/access/access-role.ts'
import { postsOf } from '../../core/community/community.ts'
import { IsolationId } from '../../core/ids.ts'
import { loadCommunity } from '../../record/community-repository.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { mattersOf } from '../../record/matter-repository.ts'
import { type Caller, here, openTwoCommunities, type TwoCommunities } from './two-communities.ts'

const root: Caller = { actor: 'root', groups: ['district-administrator'] }

/**
 * One caller for each role of the table; the hospital, which signs in as a doctor; and callers with groups for less
 * or more.
 */
const askers: Readonly<Record<string, Caller>> = {
  ...here,
  hospital: { actor: 'hospital' },
  'worker of another grid': { actor: 'worker-2' },
  'worker of another community': { actor: 'linyuan-worker-1' },
  'reader of the district': { actor: 'reader', groups: ['read-only'] },
  'administrator of the district and reader here': {
    actor: 'both',
    groups: ['district-administrator', 'read-only@qinghe'],
  },
}

/** The staff of qinghe, who may know their colleagues' numbers. */
const worksHere = new Set<string>([
  'street_office',
  'community_administrator',
  'grid_worker',
  'doctor',
  'police_station',
  'hospital',
  'worker of another grid',
])

interface Code {
  readonly code: string
  /** The roles that need it. */
  readonly for: ReadonlySet<string>
}

let api: TwoCommunities
const isolations: string[] = []
const codes: Code[] = []
const numbers: string[] = []

const answering: readonly AccessRole[] = ['street_office', 'community_administrator', 'grid_worker']

/** A silence that has come to the police, a fever with the doctor, and somebody without a phone. */
beforeAll(async () => {
  api = await openTwoCommunities()
  const noPhone = await api.registered({
    person: { name: '样例·赵强' },
    address: { grid: 'grid-1', building: '4', unit: '1', room: '302' },
  })
  await api.until('2020-02-11 12:00')
  isolations.push(api.silence.isolation, api.fever.isolation, noPhone)
  const { store } = api.system.ports
  for (const id of isolations.map((one) => IsolationId.parse(one))) {
    for (const { code, state } of await mattersOf(store, id)) {
      const told = state.name === 'open' ? (state.told ?? state.owners) : (state.told ?? [])
      const handed = told.map(({ role }) => role)
      codes.push({ code, for: new Set([...answering, ...handed]) })
    }
    const { contact } = await findIsolation(store, id)
    if (contact.by === 'worker')
      codes.push({ code: contact.code, for: new Set(['community_administrator', 'grid_worker']) })
  }
  const qinghe = await loadCommunity(
    store,
    (await findIsolation(store, IsolationId.parse(noPhone))).community,
  )
  numbers.push(...postsOf(qinghe).map(({ staff }) => staff.phone.replace('+86', '')))
})
afterAll(() => api.system.close())

const QUERIES = ['', '?include=person', '?state=settled&include=person', '?show=running']

const addresses = async (): Promise<string[]> => {
  const { store } = api.system.ports
  const matters = (
    await Promise.all(isolations.map((id) => mattersOf(store, IsolationId.parse(id))))
  ).flatMap((some) => some.map(({ id }) => id))
  return routes
    .filter(({ method }) => method === 'GET')
    .flatMap(({ operation, path }) => {
      const plain = path.replace('{generation}', '1').replace('{version}', 'newest')
      if (plain.includes('{id}'))
        return (plain.startsWith('/isolations') ? isolations : matters).map((id) => plain.replace('{id}', id))
      const queries = operation === 'exportLedger' ? ['?from=2020-02-10&to=2020-02-12'] : QUERIES
      return plain.includes('{community}')
        ? queries.map((query) => `${plain.replace('{community}', 'qinghe')}${query}`)
        : [plain]
    })
}

/** Separate digits: not part of a time, an id or a longer number. */
const isIn = (text: string, digits: string): boolean =>
  new RegExp(`(?<![\\d:.-])${digits}(?![\\d:.-])`).test(text)

const shownTo = async (asker: Caller) => {
  const seen = { codes: new Set<string>(), numbers: new Map<string, string>() }
  for (const address of await addresses()) {
    const { status, text } = await api.get(address, asker)
    expect(status, address).toBeLessThan(500)
    for (const { code } of codes) if (isIn(text, code)) seen.codes.add(code)
    for (const number of numbers) if (text.includes(number)) seen.numbers.set(number, address)
  }
  return seen
}

describe('a code, in everything that can be read', () => {
  it.each(Object.entries(askers))(
    'is shown to a %s where it is of use to them, and nowhere else',
    async (role, asker) => {
      const seen = await shownTo(asker)
      const theirs = new Set(codes.filter((one) => one.for.has(role)).map(({ code }) => code))
      for (const code of seen.codes) expect(theirs, `${code} is not for a ${role}`).toContain(code)
      if (role === 'grid_worker' || role === 'community_administrator') expect(seen.codes).toEqual(theirs)
    },
  )

  it('of a matter is shown to the doctor and the police who have it', async () => {
    for (const role of ['doctor', 'police_station'] as const) {
      const { codes: seen } = await shownTo(here[role])
      expect(seen.size).toBe(1)
    }
  })

  it('is in no exported ledger, and in none on a page', async () => {
    const { text } = await api.get(
      '/communities/qinghe/ledger.csv?from=2020-02-10&to=2020-02-12',
      here.community_administrator,
    )
    const { json } = await api.get(`/isolations/${isolations[2]}`, here.grid_worker)
    for (const { code } of codes) {
      expect(isIn(text, code)).toBe(false)
      expect(isIn(JSON.stringify(json.ledger), code)).toBe(false)
    }
  })
})

describe('the phone of a member of staff, in everything that can be read', () => {
  it.each(Object.entries(askers))('is shown to a %s only if they work together', async (role, asker) => {
    const { numbers: seen } = await shownTo(asker)
    if (!worksHere.has(role)) expect([...seen]).toEqual([])
    else expect(seen.size).toBe(new Set(numbers).size)
  })
})

describe('these tests', () => {
  it('use codes and numbers that exist', async () => {
    expect(codes.length).toBe(3)
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length)
    const { json } = await api.get('/communities', root)
    expect(json.communities.map(({ id }: { id: string }) => id)).toContain('qinghe')
  })
})
