import type { SlotId } from '../../ids.ts'
import { isEqual } from '../../is-equal.ts'
import type { Message } from '../../message/message.ts'
import { messageToResident } from '../../texts/recorded-message.ts'
import { localTime } from '../../time/time-zone.ts'
import { slotName, timesOf } from '../calendar.ts'
import type { ContinuesNothing, Loaded, OpensNothing } from '../decision.ts'
import { secondMeasurement } from '../isolation.ts'
import { messageToMeasurer } from '../message-to-measurer.ts'
import { awaitingReport, type Next, planNext } from '../plan.ts'
import { promptKey } from '../resend.ts'
import { slotBefore } from '../slot-before.ts'

/** The slot that a step asks for, and the task that waits for the answer. */
export interface Asked {
  readonly generation: number
  readonly slot: SlotId
  readonly attempt: number
  readonly token: string
}

type Asking = Extract<Next, { do: 'ask' | 'remind' }>

const isFor = (next: Next, { slot, attempt }: Asked): next is Asking =>
  (next.do === 'ask' || next.do === 'remind') && next.slot === slot && next.attempt === attempt

/** The prompt or reminder: to the phone, or to the worker who measures. */
const prompt = (loaded: Loaded, input: Asked): Message => {
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

/** An earlier text to the same addressee has certainly not been sent: it keeps its place in the queue. */
const isQueued = ({ to }: Message, [newest]: readonly Message[]): boolean =>
  newest?.state === 'waiting' && isEqual(newest.to, to)

/**
 * Asks for a slot's temperature, or reminds. undefined: there is nothing to ask any more. The same attempt again only
 * waits with the new token: what may have been sent is not sent again. A reminder that finds an earlier text of the slot
 * still queued adds none. `earlier`: the recorded texts of the slot, newest first.
 */
export const ask = (
  loaded: Loaded,
  asked: Asked,
  earlier: readonly Message[],
): (OpensNothing & ContinuesNothing) | undefined => {
  const { isolation, book, now, token } = loaded
  if (isolation.generation !== asked.generation || token === asked.token) return undefined
  const next = planNext(isolation, book, now)
  if (!isFor(next, asked)) return undefined
  const { slot, attempt } = asked
  const known = isolation.slots[slot]
  const wait = { by: 'workflow', token: asked.token, plan: awaitingReport(next, now) } as const
  if (known?.state === 'asked' && known.attempt === attempt)
    return { ...wait, events: [{ type: 'waiting_again', slot }] }
  const text = prompt(loaded, asked)
  return {
    ...wait,
    events: [{ type: 'asked', slot, attempt, by: isolation.contact.by }],
    ...(isQueued(text, earlier) ? {} : { messages: [text] }),
  }
}

/** Asks a returnee with a fever for a second reading, once, when that is due. The doctor does not wait for it. */
export const askAgain = (
  { isolation, now }: Loaded,
  generation: number,
): (OpensNothing & ContinuesNothing) | undefined => {
  const due = secondMeasurement(isolation)
  if (isolation.generation !== generation || due === undefined || now < due.at) return undefined
  return {
    by: 'workflow',
    events: [{ type: 'asked_to_measure_again' }],
    plan: 'again',
    messages:
      isolation.contact.by === 'sms'
        ? [messageToResident(`measure-again-${due.matter}`, now, 'measure_prompt', {})]
        : [],
  }
}
