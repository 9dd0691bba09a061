import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../api/routes.ts'
import type { Role as Post } from '../../core/community/community.ts'
import type { Owner } from '../../core/matter/matter.ts'
import { registrationForm } from './test-api.ts'
import { type Caller, openTwoCommunities, type TwoCommunities } from './two-communities.ts'

interface Somebody {
  readonly isolation: string
  readonly community: string
  readonly grid: string
  /** The strings that identify them, in an answer or in a text. */
  readonly names: RegExp
}

/** Who may see people, written by hand. `mine`: only with an open matter of the post. */
interface Right {
  readonly sees: 'all' | 'mine'
  readonly post?: Post
  readonly community: string
  readonly grid?: string
}

const QINGHE = { community: 'qinghe' } as const
const LINYUAN = { community: 'linyuan' } as const

interface Row {
  readonly who: string
  readonly asker: Caller
  readonly rights: readonly Right[]
}

const mine = (post: Post, place: Pick<Right, 'community' | 'grid'>): Right => ({
  sees: 'mine',
  post,
  ...place,
})

const rows: readonly Row[] = [
  {
    who: 'a worker',
    asker: { actor: 'worker-1' },
    rights: [{ sees: 'all', ...QINGHE, grid: 'grid-1' }],
  },
  { who: 'an administrator', asker: { actor: 'administrator' }, rights: [{ sees: 'all', ...QINGHE }] },
  { who: 'a street office', asker: { actor: 'street-office' }, rights: [mine('street_office', QINGHE)] },
  { who: 'a police station', asker: { actor: 'police-station' }, rights: [mine('police_station', QINGHE)] },
  { who: 'a doctor', asker: { actor: 'doctor' }, rights: [mine('doctor', QINGHE)] },
  { who: 'a hospital', asker: { actor: 'hospital' }, rights: [mine('hospital', QINGHE)] },
  {
    who: 'a reader who is the police elsewhere',
    asker: { actor: 'two', groups: ['read-only', 'police-station@linyuan'] },
    rights: [mine('police_station', LINYUAN)],
  },
  {
    who: 'the police of one grid',
    asker: { actor: 'three', groups: ['police-station@qinghe/grid-2'] },
    rights: [mine('police_station', { ...QINGHE, grid: 'grid-2' })],
  },
  {
    who: 'a district administrator',
    asker: { actor: 'four', groups: ['district-administrator'] },
    rights: [],
  },
]

const root: Caller = { actor: 'root', groups: ['district-administrator'] }

let api: TwoCommunities
const people: Somebody[] = []

const register = async (number: number, community: string, grid: string): Promise<void> => {
  const json = registrationForm({
    person: { name: `甲${number}乙`, phone: `138000003${10 + number}` },
    address: { grid, building: `B${number}B`, unit: '', room: `R${number}R` },
  })
  const asker = { actor: 'registrar', groups: ['community-administrator'] }
  const { json: answer } = await api.post(`/communities/${community}/isolations`, { json, ...asker })
  const names = new RegExp(`甲${number}乙|138000003${10 + number}|B${number}B|R${number}R`)
  people.push({ isolation: answer.isolation, community, grid, names })
}

const answer = async ({ isolation }: Somebody, given: string): Promise<void> => {
  const { json } = await api.get(`/isolations/${isolation}`, root)
  const matter = json.matters.find(({ state }: { state: { name: string } }) => state.name === 'open')
  await api.post(`/matters/${matter.id}/answers`, {
    json: { answer: given },
    actor: matter.state.owners.at(-1).staff,
  })
}

/** Two with the police, one of them since reached; two with the doctor, one of them ruled out; two who are well. */
beforeAll(async () => {
  api = await openTwoCommunities()
  const places = [
    ['qinghe', 'grid-1'],
    ['qinghe', 'grid-2'],
    ['linyuan', 'grid-1'],
    ['qinghe', 'grid-2'],
    ['qinghe', 'grid-1'],
    ['linyuan', 'grid-2'],
  ] as const
  for (const [number, [community, grid]] of places.entries()) await register(number, community, grid)
  await api.until('2020-02-12 08:30')
  for (const number of [0, 5]) await api.says(`+86138000003${10 + number}`, '36.5')
  for (const number of [3, 4]) await api.says(`+86138000003${10 + number}`, '39.2')
  await api.until('2020-02-12 11:10')
  for (const number of [1, 2]) await answer(people[number] ?? fail(), 'not_at_home')
  await api.until('2020-02-12 11:15')
  await answer(people[2] ?? fail(), 'reached')
  await answer(people[4] ?? fail(), 'ruled_out')
})
afterAll(() => api.system.close())

const fail = (): never => {
  throw new Error('there is nobody of this number')
}

interface Matter {
  readonly id: string
  readonly state: { readonly name: string; readonly owners?: Owner[]; readonly told?: Owner[] }
}

const mattersOf = async ({ isolation }: Somebody): Promise<readonly Matter[]> =>
  (await api.get(`/isolations/${isolation}`, root)).json.matters

const isFor = (right: Right, somebody: Somebody, matters: readonly Matter[]): boolean => {
  if (right.community !== somebody.community) return false
  if (right.grid !== undefined && right.grid !== somebody.grid) return false
  return (
    right.sees === 'all' ||
    matters.some(
      ({ state: { name, owners = [], told = [] } }) =>
        name === 'open' && [...owners, ...told].some(({ role }) => role === right.post),
    )
  )
}

const QUERIES = ['', '?include=person', '?state=settled&include=person', '?show=running', '?grid=grid-2']

/** Everything that can be read, of everybody and of both communities. Texts of strangers are about nobody known. */
const addresses = async (): Promise<string[]> => {
  const ids = people.map(({ isolation }) => isolation)
  const matters = (await Promise.all(people.map(mattersOf))).flat().map(({ id }) => id)
  return routes
    .filter(({ method, operation }) => method === 'GET' && operation !== 'listStrangers')
    .flatMap(({ operation, path }) => {
      const plain = path.replace('{generation}', '1').replace('{version}', 'newest')
      if (plain.includes('{id}'))
        return (plain.startsWith('/isolations') ? ids : matters).map((id) => plain.replace('{id}', id))
      const queries = operation === 'exportLedger' ? ['?from=2020-02-10&to=2020-02-12'] : QUERIES
      if (!plain.includes('{community}')) return [plain]
      return ['qinghe', 'linyuan'].flatMap((community) =>
        queries.map((query) => `${plain.replace('{community}', community)}${query}`),
      )
    })
}

const viewsBy = async (actor: string): Promise<string[]> => {
  const parts = await Promise.all(
    ['qinghe', 'linyuan'].map((community) =>
      api.get(`/communities/${community}/ledger.csv?from=2020-02-10&to=2020-02-12`, root),
    ),
  )
  return parts.flatMap(({ text }) =>
    text.split('\r\n').filter((line) => line.includes(`staff:${actor},,viewed`)),
  )
}

const mayBeSeen = async (rights: readonly Right[]): Promise<Set<Somebody>> => {
  const seen = new Set<Somebody>()
  for (const somebody of people) {
    const matters = await mattersOf(somebody)
    if (rights.some((right) => isFor(right, somebody, matters))) seen.add(somebody)
  }
  return seen
}

describe('what can be read by', () => {
  it.each(rows)('$who names only people whom they may see, and every view is recorded', async (row) => {
    const { asker, rights } = row
    const allowed = await mayBeSeen(rights)
    const shown = new Set<Somebody>()
    for (const address of await addresses()) {
      const { status, text } = await api.get(address, asker)
      expect(status, address).toBeLessThan(500)
      for (const somebody of people.filter(({ names }) => names.test(text))) {
        expect(allowed, address).toContain(somebody)
        shown.add(somebody)
      }
    }
    expect(shown).toEqual(allowed)
    const views = await viewsBy(asker.actor)
    for (const { isolation } of shown) expect(views.some((line) => line.includes(isolation))).toBe(true)
    if (shown.size === 0) expect(views).toEqual([])
  })

  it('these callers includes people whom some may see and others may not', async () => {
    const numbers = await Promise.all(rows.map(async ({ rights }) => (await mayBeSeen(rights)).size))
    expect(numbers).toEqual([2, 4, 2, 1, 1, 1, 0, 1, 0])
  })
})
