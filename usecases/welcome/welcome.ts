import { slotsOf } from '../../core/isolation/calendar.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import { type Next, planNext } from '../../core/isolation/plan.ts'
import type { Message } from '../../core/message/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { overtaken, type StepInput } from '../plan/plan-next-step.ts'
import { tellLetters } from '../tell-letters/tell-letters.ts'
import { messageToNewWorker, untilOf } from './message-to-new-worker.ts'

const keys = ['welcome', 'instructions', 'new-returnee'] as const

const toResident = ({ isolation, book, now }: Loaded, until: { readonly until?: string }): Message[] => {
  const [first] = slotsOf(isolation, book)
  const isFollowed = isolation.status.name === 'following'
  const welcome = messageToResident('welcome', now, 'welcome', {
    ...until,
    ...(isFollowed && first !== undefined ? { first: { date: first.date, half: first.half } } : {}),
  })
  if (!isFollowed) return [welcome]
  const signed = isolation.commitmentSignedOn !== undefined
  return [welcome, messageToResident('instructions', now, 'instructions', { signed })]
}

const messagesFor = (loaded: Loaded): Message[] => [
  ...(loaded.isolation.contact.by === 'sms' ? toResident(loaded, untilOf(loaded)) : []),
  messageToNewWorker(loaded, 'new-returnee'),
]

/**
 * The first step of every execution: welcomes the returnee, once over all generations, and returns the next step; in
 * the quiet hours that is the welcome by day.
 */
export const welcome = async (ports: Ports, { isolationId, generation }: StepInput): Promise<Next> => {
  const result = await handleCommand(ports, isolationId, (loaded) => {
    const { isolation, book, now } = loaded
    if (isolation.welcomed || isolation.generation !== generation) return undefined
    if (planNext(isolation, book, now).do === 'welcome') return undefined
    return { by: 'workflow', events: [{ type: 'welcomed' }], plan: 'again', messages: messagesFor(loaded) }
  })
  if (result.isolation.generation !== generation) return overtaken(result)
  if (result.decision === undefined) for (const key of keys) await deliverAgain(ports, result, key)
  else await applyEffects(ports, result)
  await tellLetters(ports, isolationId)
  return result.next
}
