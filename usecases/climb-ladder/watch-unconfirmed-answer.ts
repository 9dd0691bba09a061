import { staffFor } from '../../core/community/community.ts'
import type { IsolationEvent } from '../../core/isolation/events.ts'
import type { Matter, Owner, Unconfirmed } from '../../core/matter/matter.ts'
import type { Message } from '../../core/message/message.ts'
import type { Store } from '../../core/ports/store.ts'
import { messageToStaff } from '../../core/texts/recorded-message.ts'
import type { Loaded } from '../../record/isolation-repository.ts'
import { messageKey } from '../../record/keys.ts'
import { readMessage } from '../../record/message-repository.ts'
import { echoKey } from '../answer-matter/echo-key.ts'

export interface FollowedUp {
  readonly matter: Matter
  readonly events: readonly IsolationEvent[]
  readonly messages: readonly Message[]
}

/** The first echo again, marked urgent. */
const echoAgain = async (
  store: Store,
  { isolation, now }: Loaded,
  { id }: Unconfirmed,
): Promise<Message[]> => {
  const item = await store.get(messageKey(isolation.id, echoKey(id, 'first')))
  if (item === undefined) return []
  const { key: _, to, template, params, matter } = readMessage(item)
  const again = { to, template, params: { ...params, urgent: true }, at: now, state: 'waiting' as const }
  return [{ key: echoKey(id, 'again'), ...again, ...(matter === undefined ? {} : { matter }) }]
}

/** To the person who gave the answer, and to the street office. */
const lapsed = ({ community, now }: Loaded, matter: Matter, { id, answer, by }: Unconfirmed): Message[] => {
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

/** Echoes unconfirmed answers again, or lets them lapse, when that is due. */
export const followUpUnconfirmed = async (
  store: Store,
  loaded: Loaded,
  matter: Matter,
): Promise<FollowedUp> => {
  const { state } = matter
  if (state.name === 'settled' || state.unconfirmed === undefined) return { matter, events: [], messages: [] }
  const { unconfirmed, ...rest } = state
  const kept: Unconfirmed[] = []
  const events: IsolationEvent[] = []
  const messages: Message[] = []
  for (const one of unconfirmed) {
    const { againAt, ...said } = one
    const { answer, expiresAt } = said
    if (expiresAt <= loaded.now) {
      events.push({ type: 'answer_not_confirmed', matter: matter.id, answer })
      messages.push(...lapsed(loaded, matter, one))
    } else if (againAt !== undefined && againAt <= loaded.now) {
      events.push({ type: 'answer_echoed_again', matter: matter.id, answer })
      messages.push(...(await echoAgain(store, loaded, one)))
      kept.push(said)
    } else kept.push(one)
  }
  return {
    matter: { ...matter, state: { ...rest, ...(kept.length === 0 ? {} : { unconfirmed: kept }) } },
    events,
    messages,
  }
}

/** Messages that an earlier try may have recorded and not sent. */
export const echoesOf = ({ state }: Matter): string[] =>
  state.name === 'settled' ? [] : (state.unconfirmed ?? []).map(({ id }) => echoKey(id, 'again'))
