import type { IsolationId } from '../../core/domain/ids.ts'
import { type Isolation, isOpen } from '../../core/domain/isolation.ts'
import { Registration } from '../../core/domain/person.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { localDate } from '../../core/zone.ts'
import { findKnown } from '../../functions/register/find-known.ts'
import { register } from '../../functions/register/register.ts'
import type { Violation } from '../../local/rehearsal/scene.ts'
import { loadCommunity } from '../../record/community-record.ts'
import { findIsolation } from '../../record/isolation-record.ts'
import { findPerson } from '../../record/person-record.ts'

/** One name as other hands write it. */
const WRITINGS: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.replaceAll('·', '•'),
  (name) => name.replaceAll('·', ' '),
  (name) => [...name].join(' '),
  (name) => name.replace('样', '樣').replace('国', '國').replace('兰', '蘭').replace('宝', '寶'),
  (name) => name.replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] ?? digit),
]

/** What it would come to if they were exposed today as well; nothing is written. undefined: it counts from today already. */
const exposedToday = async (
  ports: Ports,
  { community, zone, dayZero }: Isolation,
  registration: Registration,
): Promise<string | undefined> => {
  const lastExposure = localDate(ports.clock.now(), zone)
  if (lastExposure <= dayZero) return undefined
  const place = await loadCommunity(ports.store, community)
  const known = await findKnown(ports, place, { ...registration, lastExposure })
  return known.who === 'known' ? known.standing.is : known.who
}

/**
 * Registers somebody once more, with a part of what is known of them and in another writing. Whoever is in isolation is
 * known as that, and whoever was is not begun again.
 */
export const registerAgain = async (
  ports: Ports,
  id: IsolationId,
  draw: () => number,
): Promise<Violation[]> => {
  const isolation = await findIsolation(ports.store, id)
  const found = await findPerson(ports.store, isolation.person)
  if (found === undefined) return []
  const { name, phone, documentNumber, language, address } = found.person
  const write = WRITINGS[Math.floor(draw() * WRITINGS.length)] ?? String
  const ways = [
    'address',
    ...(phone === undefined ? [] : ['phone']),
    ...(documentNumber === undefined ? [] : ['document']),
  ]
  const by = ways[Math.floor(draw() * ways.length)] ?? 'address'
  const registration = Registration.parse({
    person: {
      name: write(name),
      language,
      ...(by === 'phone' ? { phone } : {}),
      ...(by === 'document' ? { documentNumber } : {}),
    },
    address: by === 'address' ? address : { ...address, room: '9999' },
    category: isolation.category,
    arrivedAt: { date: localDate(isolation.arrivedAt, isolation.zone) },
    flags: isolation.flags,
  })
  const answer = await register(ports, isolation.community, registration, 'staff:administrator')
  const expected = isOpen(isolation) ? 'registered already' : 'over already'
  const violations: Violation[] = []
  if (answer.result !== expected)
    violations.push({
      invariant: 'everyone is known by every fact of theirs',
      isolation: id,
      what: `registered once more by ${by}, it is ${answer.result} and not ${expected}`,
    })
  const standing = await exposedToday(ports, isolation, registration)
  const counts = isOpen(isolation) ? 'newer than it counts from' : 'a new stay'
  if (standing !== undefined && standing !== counts)
    violations.push({
      invariant: 'everyone is known by every fact of theirs',
      isolation: id,
      what: `exposed once more, it would be ${standing} and not ${counts}`,
    })
  return violations
}
