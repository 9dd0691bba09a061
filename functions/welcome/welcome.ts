import { staffFor } from '../../core/domain/community.ts'
import type { Message } from '../../core/domain/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { slotsOf } from '../../core/rules/calendar.ts'
import { type Next, planNext } from '../../core/rules/plan.ts'
import { addDays } from '../../core/zone.ts'
import { changeIsolation, type Loaded } from '../../record/isolation-record.ts'
import { carryOut } from '../carry-out/carry-out.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { textToResident, textToStaff } from '../deliver/text.ts'
import { overtaken, type StepInput } from '../plan/plan.ts'
import { tellLetters } from '../register/tell-letters.ts'

const keys = ['welcome', 'instructions', 'new-returnee'] as const

const toResident = ({ isolation, book, now }: Loaded, until: { readonly until?: string }): Message[] => {
  const [first] = slotsOf(isolation, book)
  const isFollowed = isolation.status.name === 'following'
  const welcome = textToResident('welcome', now, 'welcome', {
    ...until,
    ...(isFollowed && first !== undefined ? { first: { date: first.date, half: first.half } } : {}),
  })
  if (!isFollowed) return [welcome]
  const signed = isolation.commitmentSignedOn !== undefined
  return [welcome, textToResident('instructions', now, 'instructions', { signed })]
}

const texts = (loaded: Loaded): Message[] => {
  const { isolation, community, book, now } = loaded
  const isOver = slotsOf(isolation, book).length === 0
  const until = isOver ? {} : { until: addDays(isolation.dayZero, isolation.lastDay) }
  const worker = staffFor(community, 'grid worker', isolation.grid)
  return [
    ...(isolation.contact.by === 'sms' ? toResident(loaded, until) : []),
    textToStaff({ role: 'grid worker', staff: worker.id }, 'new-returnee', now, 'newReturnee', {
      ...until,
      signed: isolation.commitmentSignedOn !== undefined,
      ...(isolation.contact.by === 'worker' ? { code: isolation.contact.code } : {}),
    }),
  ]
}

/**
 * The first step of every execution: welcomes the returnee, once over all generations, and says what comes next; in the
 * quiet hours that is the welcome by day.
 */
export const welcome = async (ports: Ports, { isolationId, generation }: StepInput): Promise<Next> => {
  const changed = await changeIsolation(ports, isolationId, (loaded) => {
    const { isolation, book, now } = loaded
    if (isolation.welcomed || isolation.generation !== generation) return undefined
    if (planNext(isolation, book, now).do === 'welcome') return undefined
    return { by: 'workflow', happenings: [{ what: 'welcomed' }], plan: 'again', messages: texts(loaded) }
  })
  if (changed.isolation.generation !== generation) return overtaken(changed)
  if (changed.change === undefined) for (const key of keys) await deliverAgain(ports, changed, key)
  else await carryOut(ports, changed)
  await tellLetters(ports, isolationId)
  return changed.next
}
