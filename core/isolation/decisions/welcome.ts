import { staffFor } from '../../community/community.ts'
import type { Message } from '../../message/message.ts'
import { messageToResident, messageToStaff } from '../../texts/recorded-message.ts'
import { addDays } from '../../time/time-zone.ts'
import { slotsOf } from '../calendar.ts'
import type { ContinuesNothing, Loaded, OpensNothing } from '../decision.ts'
import { planNext } from '../plan.ts'

/** Every message of a welcome. */
export const welcomeKeys = ['welcome', 'instructions', 'new-returnee'] as const

/** The date of the last slots. Absent: the period is already over. */
const untilOf = ({ isolation, book }: Loaded): { readonly until?: string } =>
  slotsOf(isolation, book).length === 0 ? {} : { until: addDays(isolation.dayZero, isolation.lastDay) }

/** Tells the grid worker of somebody new in the grid. */
export const messageToNewWorker = (loaded: Loaded, key: string): Message => {
  const { isolation, community, now } = loaded
  const { contact, grid, commitmentSignedOn } = isolation
  const { id: staff } = staffFor(community, 'grid_worker', grid)
  return messageToStaff({ role: 'grid_worker', staff }, key, now, 'new_returnee', {
    ...untilOf(loaded),
    signed: commitmentSignedOn !== undefined,
    ...(contact.by === 'worker' ? { code: contact.code } : {}),
  })
}

const toResident = (loaded: Loaded): Message[] => {
  const { isolation, book, now } = loaded
  const [first] = slotsOf(isolation, book)
  const isFollowed = isolation.status.name === 'following'
  const welcome = messageToResident('welcome', now, 'welcome', {
    ...untilOf(loaded),
    ...(isFollowed && first !== undefined ? { first: { date: first.date, half: first.half } } : {}),
  })
  if (!isFollowed) return [welcome]
  const signed = isolation.commitmentSignedOn !== undefined
  return [welcome, messageToResident('instructions', now, 'instructions', { signed })]
}

/**
 * Welcomes the returnee, once over all generations, and tells the grid worker. undefined: it was done, this execution is
 * no longer the one, or it is night.
 */
export const welcome = (
  loaded: Loaded,
  generation: number,
): (OpensNothing & ContinuesNothing) | undefined => {
  const { isolation, book, now } = loaded
  if (isolation.welcomed || isolation.generation !== generation) return undefined
  if (planNext(isolation, book, now).do === 'welcome') return undefined
  return {
    by: 'workflow',
    events: [{ type: 'welcomed' }],
    plan: 'again',
    messages: [
      ...(isolation.contact.by === 'sms' ? toResident(loaded) : []),
      messageToNewWorker(loaded, 'new-returnee'),
    ],
  }
}
