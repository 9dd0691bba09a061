import * as z from 'zod/mini'
import { SlotId } from '../../core/ids.ts'
import { slotName, timesOf } from '../../core/isolation/calendar.ts'
import { awaitingReport, type Next, planNext } from '../../core/isolation/plan.ts'
import { promptKey } from '../../core/isolation/resend.ts'
import { slotBefore } from '../../core/isolation/slot-before.ts'
import type { Message } from '../../core/message/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import { localTime } from '../../core/time/time-zone.ts'
import { toBody } from '../../core/to-body.ts'
import { handleCommand, type Loaded } from '../../record/isolation-repository.ts'
import { deliverAgain, deliverAll } from '../deliver/deliver.ts'
import { overtaken, StepInput } from '../plan/plan-next-step.ts'
import { messageToMeasurer } from './message-to-measurer.ts'

export const AskInput = z.extend(StepInput, {
  slot: SlotId,
  attempt: z.int(),
  token: z.string(),
})
export type AskInput = z.infer<typeof AskInput>

type Asking = Extract<Next, { do: 'ask' | 'remind' }>

const isFor = (next: Next, { slot, attempt }: AskInput): next is Asking =>
  (next.do === 'ask' || next.do === 'remind') && next.slot === slot && next.attempt === attempt

/** The prompt or reminder: to the phone, or to the worker who measures. */
const prompt = (loaded: Loaded, input: AskInput): Message => {
  const { isolation, book, now } = loaded
  const { slot, attempt } = input
  const times = timesOf(isolation, book, slot)
  const key = promptKey(slotName(isolation, slot), attempt)
  const label = { date: times.date, half: times.half }
  const closes = localTime(times.closesAt, isolation.zone)
  if (isolation.contact.by === 'sms') {
    const before = slotBefore(isolation, book, slot)
    const last =
      before === undefined
        ? {}
        : {
            last: {
              date: before.times.date,
              half: before.times.half,
              ...(before.tenths === undefined ? {} : { tenths: before.tenths }),
            },
          }
    return messageToResident(key, now, attempt === 0 ? 'prompt' : 'reminder', {
      slot: label,
      closes,
      ...last,
    })
  }
  return messageToMeasurer(loaded, times, isolation.contact.code, key)
}

/**
 * Asks for a slot's temperature, or reminds; the workflow waits with the token. If there is nothing to ask any more
 * (reported early, ended, with the doctor), the token is answered at once with the next step. A second call for the
 * same attempt replaces the token and does not send again what may have been sent.
 */
export const ask = async (ports: Ports, input: AskInput): Promise<void> => {
  const result = await handleCommand(ports, input.isolationId, (loaded) => {
    const { isolation, book, now, token } = loaded
    if (isolation.generation !== input.generation || token === input.token) return undefined
    const next = planNext(isolation, book, now)
    if (!isFor(next, input)) return undefined
    const known = isolation.slots[input.slot]
    const wait = { by: 'workflow', token: input.token, plan: awaitingReport(next, now) } as const
    if (known?.state === 'asked' && known.attempt === input.attempt)
      return { ...wait, events: [{ type: 'waiting_again', slot: input.slot }] }
    const { slot, attempt } = input
    return {
      ...wait,
      events: [{ type: 'asked', slot, attempt, by: isolation.contact.by }],
      messages: [prompt(loaded, input)],
    }
  })
  if (result.isolation.generation !== input.generation) {
    await ports.executions.succeed(input.token, toBody(overtaken(result)))
    return
  }
  if (result.token !== input.token) {
    await ports.executions.succeed(input.token, toBody(result.next))
    return
  }
  if (result.decision?.messages === undefined)
    await deliverAgain(ports, result, promptKey(slotName(result.isolation, input.slot), input.attempt))
  else await deliverAll(ports, result, result.decision.messages)
}
