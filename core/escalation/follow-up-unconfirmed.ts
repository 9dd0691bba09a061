import { type Community, staffFor } from '../community/community.ts'
import type { MatterEvent } from '../matter/events.ts'
import type { Matter, Owner, Unconfirmed } from '../matter/matter.ts'
import type { Message } from '../message/message.ts'
import { messageToStaff } from '../texts/recorded-message.ts'
import type { Instant } from '../time/instant.ts'

interface At {
  readonly community: Community
  readonly now: Instant
}

/** The business key of an echo: the first one, or the urgent repetition. */
export const echoKey = (id: string, time: 'first' | 'again'): string => `echo-${id}-${time}`

export interface FollowedUp<Event = never> {
  readonly matter: Matter
  readonly events: readonly (MatterEvent | Event)[]
  readonly messages: readonly Message[]
}

/** The first echo again, marked urgent. */
const again = (echo: Message, { id }: Unconfirmed, { now }: At): Message => {
  const { key: _, to, template, params, matter } = echo
  const urgent = { to, template, params: { ...params, urgent: true }, at: now, state: 'waiting' as const }
  return { key: echoKey(id, 'again'), ...urgent, ...(matter === undefined ? {} : { matter }) }
}

/** To the person who gave the answer, and to the street office. */
const lapsed = ({ community, now }: At, matter: Matter, { id, answer, by }: Unconfirmed): Message[] => {
  const office: Owner = {
    role: 'street_office',
    staff: staffFor(community, 'street_office', matter.grid).id,
  }
  const told = office.staff === by.staff ? [by] : [by, office]
  return told.map((owner) =>
    messageToStaff(
      owner,
      `lapsed-${id}-${owner.staff}`,
      now,
      'lapsed',
      { code: matter.code, answer },
      matter.id,
    ),
  )
}

const isDueAgain = ({ againAt, expiresAt }: Unconfirmed, { now }: Pick<At, 'now'>): boolean =>
  expiresAt > now && againAt !== undefined && againAt <= now

/** The first echoes of the answers that are echoed again now, by the ids of the answers. */
export const echoesDueAgain = ({ state }: Matter, at: Pick<At, 'now'>): readonly string[] =>
  state.name === 'settled'
    ? []
    : (state.unconfirmed ?? []).filter((one) => isDueAgain(one, at)).map(({ id }) => echoKey(id, 'first'))

/** Echoes unconfirmed answers again, or lets them lapse, when that is due. `echoes`: of {@link echoesDueAgain}. */
export const followUpUnconfirmed = (loaded: At, matter: Matter, echoes: readonly Message[]): FollowedUp => {
  const { state } = matter
  if (state.name === 'settled' || state.unconfirmed === undefined) return { matter, events: [], messages: [] }
  const { unconfirmed, ...rest } = state
  const kept: Unconfirmed[] = []
  const events: MatterEvent[] = []
  const messages: Message[] = []
  for (const one of unconfirmed) {
    const { againAt: _, ...said } = one
    const { answer, expiresAt, id } = said
    if (expiresAt <= loaded.now) {
      events.push({ type: 'answer_not_confirmed', matter: matter.id, answer })
      messages.push(...lapsed(loaded, matter, one))
    } else if (isDueAgain(one, loaded)) {
      events.push({ type: 'answer_echoed_again', matter: matter.id, answer })
      const echo = echoes.find(({ key }) => key === echoKey(id, 'first'))
      if (echo !== undefined) messages.push(again(echo, one, loaded))
      kept.push(said)
    } else kept.push(one)
  }
  return {
    matter: { ...matter, state: { ...rest, ...(kept.length === 0 ? {} : { unconfirmed: kept }) } },
    events,
    messages,
  }
}
