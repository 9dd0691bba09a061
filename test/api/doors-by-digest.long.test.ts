import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Address } from '../../core/person/person.ts'
import { doorsByDigest } from '../attacks/doors-by-digest.ts'
import { openSample, people, type Sample, STRANGER, sought } from '../attacks/shown-to-readers.ts'

const { addresses, phones, community } = sought

let sample: Sample
beforeAll(async () => {
  sample = await openSample()
})
afterAll(() => sample.close())

describe('a household, a phone', () => {
  it.each(['reader', 'district'] as const)(
    'cannot be computed from all that the %s can see',
    async (reader) => {
      const shown = await sample.shownTo(reader)
      expect(shown.length).toBeGreaterThan(40)
      expect(shown.join('')).toMatch(/"household":"household-[a-z2-9]{16}"/)
      expect(doorsByDigest(shown, sought)).toMatchObject({ found: 0, total: 8 + phones.length, what: [] })
    },
  )

  it.each(['reader', 'district'] as const)('is not readable in what the %s can see', async (reader) => {
    const text = (await sample.shownTo(reader)).join('\n')
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
  })

  it('would be found if its id were a plain digest of it (checks the tests above)', () => {
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
