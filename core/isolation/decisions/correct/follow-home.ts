import { staffFor } from '../../../community/community.ts'
import type { Matter, Owner } from '../../../matter/matter.ts'
import type { Message } from '../../../message/message.ts'
import type { Write } from '../../../ports/store.ts'
import { messageToStaff } from '../../../texts/recorded-message.ts'
import { slotsOf } from '../../calendar.ts'
import type { Loaded } from '../../decision.ts'
import type { IsolationEvent } from '../../events.ts'
import type { Isolation } from '../../isolation.ts'
import { messageToMeasurer } from '../../message-to-measurer.ts'
import { messageToOwner } from '../tell-rung.ts'
import { messageToNewWorker } from '../welcome.ts'
import type { Draft } from './draft.ts'

/** A transaction takes a hundred writes: settled matters come after open ones. */
const MOST_MATTERS = 40

type Open = Extract<Matter['state'], { readonly name: 'open' }>

/** Answers that the former worker has given and not confirmed no longer count. */
const handedOn = (
  state: Open,
  from: Owner,
  to: Owner,
): { readonly state: Open; readonly dropped: NonNullable<Open['unconfirmed']> } => {
  const { unconfirmed = [], told, ...rest } = state
  const isHis = (owner: Owner): boolean => owner.role === 'grid_worker' && owner.staff === from.staff
  const kept = unconfirmed.filter(({ by }) => !isHis(by))
  const others = told?.filter((owner) => !isHis(owner))
  const owners = state.owners.map((owner) => (isHis(owner) ? to : owner))
  const isOwner = owners.some(({ staff }) => staff === to.staff)
  return {
    state: {
      ...rest,
      owners,
      acknowledged: state.acknowledged.filter((owner) => !isHis(owner)),
      ...(others === undefined ? {} : { told: isOwner ? [...others, to] : others }),
      ...(kept.length === 0 ? {} : { unconfirmed: kept }),
    },
    dropped: unconfirmed.filter(({ by }) => isHis(by)),
  }
}

/** The former worker was asked to measure, and the slot is still open. */
const toMeasure = (loaded: Loaded, key: string): Message[] => {
  const { isolation, book, now } = loaded
  const { contact, slots } = isolation
  if (contact.by !== 'worker') return []
  return slotsOf(isolation, book)
    .filter(({ id, closesAt }) => slots[id]?.state === 'asked' && closesAt > now)
    .map((times) => messageToMeasurer(loaded, times, contact.code, key))
}

/**
 * What follows from another grid: the matters move with the returnee, the former worker's go to the new one with their
 * code and due time, and both workers are told.
 * @param before the isolation in the old grid
 * @param notes hand the returnee's newest notes to the new grid
 */
export const followHome = (draft: Draft, before: Isolation, notes: readonly Write[]): void => {
  const { isolation, community, now } = draft.loaded
  if (isolation.grid === before.grid) return
  const workerOf = ({ grid }: Isolation): Owner => ({
    role: 'grid_worker',
    staff: staffFor(community, 'grid_worker', grid).id,
  })
  const [from, to] = [workerOf(before), workerOf(isolation)]
  const key = (what: string): string => `${what}-${before.entries + 1}`
  const events: IsolationEvent[] = []
  const messages: Message[] = []
  const all = draft.matters.toSorted((a, b) =>
    a.state.name === b.state.name ? (a.openedAt < b.openedAt ? 1 : -1) : a.state.name === 'open' ? -1 : 1,
  )
  const matters = all.slice(0, MOST_MATTERS).map((found) => {
    const matter = { ...found, grid: isolation.grid }
    if (matter.state.name !== 'open' || from.staff === to.staff) return matter
    const { state, dropped } = handedOn(matter.state, from, to)
    const handed = { ...matter, state }
    for (const { answer } of dropped) events.push({ type: 'answer_not_confirmed', matter: matter.id, answer })
    const isHers = state.owners.some(({ staff }) => staff === to.staff)
    const text = isHers
      ? messageToOwner(draft.loaded, handed, to, key(`moved-${matter.id}`).slice(0, 120))
      : undefined
    if (text !== undefined) messages.push(text)
    return handed
  })
  const writes = from.staff === to.staff ? [] : notes
  draft.add({ events, matters, messages, writes })
  if (from.staff === to.staff || !before.welcomed) return
  draft.add({
    messages: [
      messageToStaff(from, key('moved-away'), now, 'moved_away', {}),
      messageToNewWorker(draft.loaded, key('moved-here')),
      ...toMeasure(draft.loaded, key('measure')),
    ],
  })
}
