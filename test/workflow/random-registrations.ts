import type { IsolationId } from '../../core/ids.ts'
import { type Isolation, isOpen } from '../../core/isolation/isolation.ts'
import { Registration } from '../../core/person/registration.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Instant } from '../../core/time/instant.ts'
import { addDays, localDate } from '../../core/time/time-zone.ts'
import type { Violation } from '../../local/rehearsal/invariants/invariant.ts'
import { loadCommunity } from '../../record/community-repository.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { findKnown } from '../../usecases/check-registration/find-known-person.ts'
import { register } from '../../usecases/register/register.ts'

/** One name as other hands write it. */
const WRITINGS: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.replaceAll('·', '•'),
  (name) => name.replaceAll('·', ' '),
  (name) => [...name].join(' '),
  (name) => name.replace('样', '樣').replace('国', '國').replace('兰', '蘭').replace('宝', '寶'),
  (name) => name.replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] ?? digit),
]

/** Previews a registration; nothing is written. */
const standingAs = async (
  ports: Ports,
  { community }: Isolation,
  registration: Registration,
): Promise<string> => {
  const known = await findKnown(ports, await loadCommunity(ports.store, community), registration)
  return known.who === 'known' ? known.stay.is : known.who
}

/** Also exposed today, or arrived a day earlier than known. */
const withOtherDates = (
  isolation: Isolation,
  registration: Registration,
  now: Instant,
): { readonly as: string; readonly registration: Registration; readonly is: string }[] => {
  const { status, zone, dayZero } = isolation
  const today = localDate(now, zone)
  const exposed = {
    as: 'exposed today',
    registration: { ...registration, lastExposure: today },
    is: isOpen(isolation) ? 'counts_anew' : 'new_stay',
  }
  const earlier = {
    as: 'arrived a day earlier',
    registration: { ...registration, arrivedAt: { date: addDays(registration.arrivedAt.date, -1) } },
    is: isOpen(isolation) ? 'covered' : status.name === 'released' ? 'over' : 'new_stay',
  }
  return today > dayZero ? [exposed, earlier] : [earlier]
}

/**
 * Registers somebody again, with a part of what is known and in another spelling. Somebody in isolation is
 * recognised, and an ended isolation is not begun again.
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
  const expected = isOpen(isolation) ? 'registered_already' : 'over_already'
  const violations: Violation[] = []
  if (answer.result !== expected)
    violations.push({
      invariant: 'everyone is known by every fact of theirs',
      isolation: id,
      what: `registered once more by ${by}, it is ${answer.result} and not ${expected}`,
    })
  for (const other of withOtherDates(isolation, registration, ports.clock.now())) {
    const standing = await standingAs(ports, isolation, other.registration)
    if (standing !== other.is)
      violations.push({
        invariant: 'everyone is known by every fact of theirs',
        isolation: id,
        what: `${other.as}, it would be ${standing} and not ${other.is}`,
      })
  }
  return violations
}
