import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Community } from '../../core/domain/community.ts'
import { Address } from '../../core/domain/person.ts'
import { routes } from '../../functions/api/routes.ts'
import { playSample, sampleStart } from '../../local/sample/play.ts'
import { samplePeople } from '../../local/sample/people.ts'
import { doorsByDigest, type Sought } from '../attacks/doors-by-digest.ts'
import { at, type Desk, exampleFile, openDesk } from './desk.ts'

const community = Community.parse(JSON.parse(exampleFile('community.json').toString('utf8')))
const NOW = at('2020-02-15 14:00')
const STRANGER = '+8613800009999'

/** The two who may see everything and nobody. */
const readers = {
  reader: { actor: 'visitor', groups: ['read-only'] },
  district: { actor: 'district-one', groups: ['district-administrator'] },
} as const

const people = samplePeople(NOW, community)
const phones = [...new Set(people.flatMap(({ registration: { person } }) => person.phone ?? []))]
const addresses = people.map(({ registration }) => registration.address)
const sought: Sought = { community, addresses, phones: [...phones, STRANGER] }

let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ startAt: sampleStart(NOW, community.zone) })
  await playSample(desk.system, community, NOW)
  for (const phone of phones) await desk.says(phone, '36.8')
  await desk.says(STRANGER, 'who is this?')
  await desk.says(phones[0] ?? '', '39.4 救命')
}, 60_000)
afterAll(() => desk.system.close())

const idsIn = (json: ReturnType<typeof JSON.parse>, list: string): string[] =>
  (json[list] ?? []).map(({ id }: { id: string }) => id)

/** Every GET of the API, with everything that it can be asked about. */
const addressesOf = async (): Promise<string[]> => {
  const isolations = idsIn((await desk.get('/communities/qinghe/isolations')).json, 'isolations')
  const matters = (
    await Promise.all(
      ['open', 'settled'].map(async (state) =>
        idsIn((await desk.get(`/communities/qinghe/escalations?state=${state}`)).json, 'escalations'),
      ),
    )
  ).flat()
  expect([isolations.length, matters.length > 3]).toEqual([8, true])
  const ids = (path: string): string[] => (path.startsWith('/isolations') ? isolations : matters)
  const queries = ['', '?include=person', '?state=settled', '?show=running', '?grid=grid-1', '?limit=2']
  return routes
    .filter(({ method }) => method === 'GET')
    .flatMap(({ path, operation }) => {
      const plain = path
        .replace('{community}', 'qinghe')
        .replace('{generation}', '1')
        .replace('{version}', 'newest')
      if (plain.includes('{id}')) return ids(plain).map((id) => plain.replace('{id}', id))
      if (operation === 'exportLedger') return [`${plain}?from=2020-02-10&to=2020-02-15`]
      return queries.map((query) => `${plain}${query}`)
    })
}

const shownTo = async (reader: keyof typeof readers): Promise<string[]> => {
  const shown: string[] = []
  for (const address of await addressesOf()) {
    const { status, text } = await desk.get(address, readers[reader])
    expect(status, address).toBeLessThan(500)
    if (status < 300) shown.push(text)
  }
  return shown
}

describe('a household, a phone', () => {
  it.each(['reader', 'district'] as const)(
    'cannot be computed from all that the %s can see',
    async (reader) => {
      const shown = await shownTo(reader)
      expect(shown.length).toBeGreaterThan(40)
      expect(shown.join('')).toMatch(/"household":"household-[a-z2-9]{16}"/)
      expect(doorsByDigest(shown, sought)).toMatchObject({ found: 0, total: 8 + phones.length + 1, what: [] })
    },
  )

  it.each(['reader', 'district'] as const)(
    'does not stand in the plain in what the %s can see',
    async (reader) => {
      const text = (await shownTo(reader)).join('\n')
      for (const { registration } of people) {
        const { name, phone, documentNumber } = registration.person
        const { building, unit, room } = registration.address
        expect(text).not.toContain(name)
        if (phone !== undefined) expect(text).not.toContain(phone.slice(-11))
        if (documentNumber !== undefined) expect(text).not.toContain(documentNumber)
        const door = [building, unit, room].filter((part) => part !== '')
        for (const separator of ['-', ',', ' ', '","']) expect(text).not.toContain(door.join(separator))
        expect(text).not.toMatch(/"(?:building|room|unit|documentNumber)":/)
      }
      expect(text).not.toContain(STRANGER.slice(-11))
    },
  )

  it('would be found, if an id were a plain digest of it: or the above would hold for nothing', () => {
    const address = Address.parse(addresses[0])
    const { grid, building, unit, room } = address
    const sha = (algorithm: string, text: string) => createHash(algorithm).update(text)
    const before = sha('sha256', [community.id, grid, building, unit, room].join('\n').toLowerCase())
    const [phone = ''] = phones
    const shown = [
      `{"household":"household-${before.digest('hex').slice(0, 32)}"}`,
      `in:${sha('sha1', phone).digest('hex').slice(0, 12)}~2`,
      `x ${sha('md5', STRANGER.slice(1)).digest('base64url')}`,
    ]
    expect(doorsByDigest(shown, sought).found).toBe(3)
    expect(doorsByDigest([`household-${'0'.repeat(32)}`], sought).found).toBe(0)
  })
})
