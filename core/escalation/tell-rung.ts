import { needsOfficeConfirmation } from '../matter/ladder.ts'
import type { Matter, Owner } from '../matter/matter.ts'
import type { Message } from '../message/message.ts'
import type { RungName } from '../rule-book/rule-book.ts'
import { messageToStaff, quoting } from '../texts/recorded-message.ts'
import type { Templates } from '../texts/templates.ts'
import type { Instant } from '../time/instant.ts'
import { localDate, localTime } from '../time/time-zone.ts'
import type { Climbed } from './climb-ladder.ts'

/** The rung that is told, and the task that waits for its owners. */
export interface Telling {
  readonly rung: RungName
  readonly round: number
  readonly generation: number
  readonly token: string
}

export const rungKey = ({ id }: Matter, { rung, round }: Telling, { staff }: Owner): string =>
  `matter-${id}-${rung.replaceAll('_', '-')}-${round}-${staff}`

/** Nobody has reported from the door, for the kinds of matter that record it. */
const isUnvisited = ({ kind, doorAt }: Matter): boolean =>
  doorAt === undefined && (kind === 'silence' || kind === 'unreachable')

/** What only whom it is about can add to the words of a matter. */
export type OfSubject = Pick<Templates['matter'], 'slot' | 'because' | 'byWorker'>

interface At {
  readonly zone: string
  readonly now: Instant
}

/** What an owner of the present rung is told. undefined: no rung has been reached, or it is settled. */
export const messageToOwner = (
  { zone, now }: At,
  matter: Matter,
  owner: Owner,
  key: string,
  ofSubject: OfSubject = {},
): Message | undefined => {
  const { state, tenths, kind, code, symptoms, danger, need, inbound, more = [] } = matter
  if (state.name !== 'open' || state.rung === undefined) return undefined
  const unconfirmed = state.unconfirmed?.at(-1)?.answer
  const dueOn = localDate(state.dueAt, zone)
  const due = {
    time: localTime(state.dueAt, zone),
    ...(dueOn === localDate(now, zone) ? {} : { date: dueOn }),
  }
  return messageToStaff(
    owner,
    key,
    now,
    'matter',
    {
      kind,
      rung: state.rung,
      role: owner.role,
      code,
      due,
      ...(tenths === undefined ? {} : { tenths }),
      ...(symptoms === undefined ? {} : { symptoms }),
      ...(state.rung === 'police_station' && isUnvisited(matter) ? { noVisit: true } : {}),
      ...(needsOfficeConfirmation(matter) ? { undelivered: true } : {}),
      ...(unconfirmed === undefined ? {} : { unconfirmed }),
      ...(danger === undefined ? {} : { danger }),
      ...(need === undefined ? {} : { need }),
      ...quoting(kind, [inbound, ...more]),
      ...(kind === 'wrong_number' && inbound === undefined ? { unanswered: true } : {}),
      ...ofSubject,
    },
    matter.id,
  )
}

/** The matter still is at this rung. */
export const isAt = ({ state, generation }: Matter, telling: Telling): boolean =>
  state.name === 'open' &&
  state.rung === telling.rung &&
  state.round === telling.round &&
  generation === telling.generation

/**
 * Tells everyone who owns this rung, and the ladder waits for their answer. `told`: the messages that are recorded
 * already. After an unconfirmed answer was handled, the wait goes on with a new token and nobody is told again.
 */
export const tellRung = (
  at: At,
  matter: Matter,
  telling: Telling,
  told: readonly Message[],
  ofSubject?: OfSubject,
): Climbed => {
  const messages = (matter.state.name === 'open' ? matter.state.owners : [])
    .map((owner) => messageToOwner(at, matter, owner, rungKey(matter, telling, owner), ofSubject))
    .filter((message) => message !== undefined)
    .filter(({ key }) => !told.some((known) => known.key === key))
  return {
    by: 'workflow',
    events: messages.length === 0 ? [] : [{ type: 'rung_told', matter: matter.id, rung: telling.rung }],
    matters: [matter],
    ladder: { matter: matter.id, token: telling.token },
    messages,
  }
}
