import { type Community, staffFor } from '../../core/community/community.ts'
import type { IsolationId } from '../../core/ids.ts'
import { type SlotTimes, slotsOf } from '../../core/isolation/calendar.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import { openMatters } from '../../core/isolation/isolation.ts'
import { type Instant, MINUTE, milliseconds, plus } from '../../core/time/instant.ts'
import { LocalTime } from '../../core/time/local-time.ts'
import { addDays, instantAt, localDate } from '../../core/time/time-zone.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { loadPhone } from '../../record/phone-repository.ts'
import { register } from '../../usecases/register/register.ts'
import type { LocalSystem } from '../system/local-system.ts'
import { FIRST_ARRIVAL, type SamplePerson, samplePeople } from './sample-people.ts'

const MIDNIGHT = LocalTime.parse('00:00')
const REGISTERED = LocalTime.parse('10:00')

/** Where the clock of a record with sample people begins: some days ago. */
export const sampleStart = (now: Instant, zone: string): Instant =>
  instantAt(addDays(localDate(now, zone), -FIRST_ARRIVAL), MIDNIGHT, zone)

interface Playback {
  readonly system: LocalSystem
  readonly community: Community
  /** Texts after this instant are not played. */
  readonly until: Instant
}

/** A text from a phone. */
interface SampleText {
  readonly at: Instant
  readonly from: string
  readonly words: string
  /** Sent to every open matter of this returnee, each with its code. */
  readonly toMatters?: IsolationId
}

const temperature = (slot: number): string => `36.${3 + ((slot * 7) % 5)}`

/** The texts of one slot. `number` counts the slots of this person; `phase`: relative to the last closed slot. */
const textsOfSlot = (
  { isolation, community }: Loaded,
  { behaviour, registration }: SamplePerson,
  slot: SlotTimes,
  number: number,
  phase: 'before' | 'last' | 'after',
  letter: string,
): SampleText[] => {
  const phone = registration.person.phone ?? ''
  const worker = staffFor(community, 'grid_worker', isolation.grid).phone
  const after = (minutes: number, words: string, from = phone): SampleText => ({
    at: plus(slot.opensAt, minutes * MINUTE),
    from,
    words,
  })
  const toMatters = (minutes: number, words: string, from: string): SampleText => ({
    ...after(minutes, words, from),
    toMatters: isolation.id,
  })
  const reading = temperature(number)
  switch (behaviour) {
    case 'reports':
      return [after(6 + number * 3, reading)]
    case 'shares a phone':
      return [after(12 + number, `${letter}${reading}`)]
    case 'is measured by the worker':
      return isolation.contact.by === 'worker'
        ? [after(35, `${isolation.contact.code} ${reading}`, worker)]
        : []
    case 'reports when reminded':
      // The first slot is missed, and the worker finds the person well at the door.
      return number === 0 ? [toMatters(220, `到 ${reading}`, worker)] : [after(70, `体温${reading}，无症状`)]
    case 'has fallen silent':
      return phase === 'before' ? [after(20, `今天${reading}度`)] : []
    case 'has a fever':
      if (phase === 'after') return []
      if (phase === 'before') return [after(15, reading)]
      return [
        after(15, '38.2 dry cough'),
        toMatters(20, '收到', worker),
        toMatters(25, '收到', community.doctor.phone),
      ]
  }
}

const sendMessage = async ({ system }: Playback, { from, words, toMatters }: SampleText): Promise<void> => {
  if (toMatters === undefined) {
    await system.inbox.reply(from, words)
    return
  }
  const { isolation } = await loadIsolation(system.ports, toMatters)
  for (const { id } of openMatters(isolation)) {
    const { matter } = await loadMatter(system.ports.store, id)
    await system.inbox.reply(from, `${matter.code}${words}`)
  }
}

const at = ({ system, until }: Playback, moment: Instant, run: () => Promise<void>): void => {
  if (moment <= until) system.timeline.at(milliseconds(moment), run)
}

const registerPerson = async (playback: Playback, person: SamplePerson): Promise<void> => {
  const { system, community, until } = playback
  const registered = await register(system.ports, community.id, person.registration, 'staff:sample')
  if (!('isolation' in registered)) return
  const loaded = await loadIsolation(system.ports, registered.isolation)
  const slots = slotsOf(loaded.isolation, loaded.book)
  const last = slots.findLast((slot) => slot.closesAt <= until)
  const { phone } = person.registration.person
  const residents = phone === undefined ? [] : (await loadPhone(system.ports, phone)).phone.residents
  const letter = residents.find(({ isolation }) => isolation === registered.isolation)?.member ?? ''
  for (const [number, slot] of slots.entries()) {
    const isBefore = last !== undefined && slot.opensAt < last.opensAt
    const phase = slot === last ? 'last' : isBefore ? 'before' : 'after'
    for (const sample of textsOfSlot(loaded, person, slot, number, phase, letter))
      at(playback, sample.at, () => sendMessage(playback, sample))
  }
}

/** Registers the sample people in the past and plays them up to `until`. */
export const playSample = async (
  system: LocalSystem,
  community: Community,
  until: Instant,
): Promise<void> => {
  const playback = { system, community, until }
  for (const [number, person] of samplePeople(until, community).entries())
    at(
      playback,
      plus(instantAt(person.registration.arrivedAt.date, REGISTERED, community.zone), number * 7 * MINUTE),
      () => registerPerson(playback, person),
    )
  await system.timeline.runUntil(milliseconds(until))
}
