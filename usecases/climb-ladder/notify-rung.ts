import * as z from 'zod/mini'
import { type SlotTimes, slotsOf, timesOf } from '../../core/isolation/calendar.ts'
import { type NextRung, needsOfficeConfirmation } from '../../core/matter/ladder.ts'
import type { Matter, Owner } from '../../core/matter/matter.ts'
import type { Message } from '../../core/message/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { RungName } from '../../core/rule-book/rule-book.ts'
import { messageToStaff, quoting } from '../../core/texts/recorded-message.ts'
import type { DecisionReason } from '../../core/texts/templates.ts'
import { localDate, localTime } from '../../core/time/time-zone.ts'
import { toBody } from '../../core/to-body.ts'
import { type CommandResult, handleCommand, type Loaded } from '../../record/isolation-repository.ts'
import { messageKey } from '../../record/keys.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { LadderInput } from './climb-ladder.ts'

export const NotifyRungInput = z.extend(LadderInput, { rung: RungName, round: z.int(), token: z.string() })
export type NotifyRungInput = z.infer<typeof NotifyRungInput>

const keyFor = (matter: Matter, { rung, round }: NotifyRungInput, owner: Owner): string =>
  `matter-${matter.id}-${rung.replaceAll('_', '-')}-${round}-${owner.staff}`

const label = ({ date, half }: SlotTimes) => ({ date, half })

/** For a matter that the office decides. */
const reasonFor = ({ isolation, book }: Loaded): DecisionReason => {
  if (isolation.holds > 0) return 'held_before'
  return slotsOf(isolation, book).length === 0 ? 'registered_late' : 'not_clear'
}

/** Measured by the worker: no message to them can have failed. */
const isMeasured = ({ isolation: { contact } }: Loaded): boolean =>
  contact.by === 'worker' && contact.why !== 'unreachable'

/** Nobody has reported from the door, for the kinds of matter that record it. */
const isUnvisited = ({ kind, doorAt }: Matter): boolean =>
  doorAt === undefined && (kind === 'silence' || kind === 'unreachable')

/** What an owner of the present rung is told. undefined: no rung has been reached, or it is settled. */
export const messageToOwner = (
  loaded: Loaded,
  matter: Matter,
  owner: Owner,
  key: string,
): Message | undefined => {
  const { isolation, book, now } = loaded
  const { state, slot, tenths, kind, code, symptoms, danger, need, inbound, more = [] } = matter
  if (state.name !== 'open' || state.rung === undefined) return undefined
  const unconfirmed = state.unconfirmed?.at(-1)?.answer
  const dueOn = localDate(state.dueAt, isolation.zone)
  const due = {
    time: localTime(state.dueAt, isolation.zone),
    ...(dueOn === localDate(now, isolation.zone) ? {} : { date: dueOn }),
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
      ...(slot === undefined ? {} : { slot: label(timesOf(isolation, book, slot)) }),
      ...(tenths === undefined ? {} : { tenths }),
      ...(symptoms === undefined ? {} : { symptoms }),
      ...(state.rung === 'police_station' && isUnvisited(matter) ? { noVisit: true } : {}),
      ...(needsOfficeConfirmation(matter) ? { undelivered: true } : {}),
      ...(unconfirmed === undefined ? {} : { unconfirmed }),
      ...(danger === undefined ? {} : { danger }),
      ...(need === undefined ? {} : { need }),
      ...quoting(kind, [inbound, ...more]),
      ...(kind === 'wrong_number' && inbound === undefined ? { unanswered: true } : {}),
      ...(matter.household === undefined ? {} : { because: 'household_confirmed' as const }),
      ...(kind === 'decision' ? { because: reasonFor(loaded) } : {}),
      ...(kind === 'unreachable' && slot !== undefined && isMeasured(loaded) ? { byWorker: true } : {}),
    },
    matter.id,
  )
}

const messagesFor = (loaded: Loaded, matter: Matter, input: NotifyRungInput): Message[] =>
  (matter.state.name === 'open' ? matter.state.owners : [])
    .map((owner) => messageToOwner(loaded, matter, owner, keyFor(matter, input, owner)))
    .filter((text) => text !== undefined)

/** An earlier try may have recorded them already. */
const notYetRecorded = async (
  ports: Ports,
  { isolation }: Loaded,
  messages: Message[],
): Promise<Message[]> => {
  const known = await Promise.all(
    messages.map((message) => ports.store.get(messageKey(isolation.id, message.key))),
  )
  return messages.filter((_, index) => known[index] === undefined)
}

const publish = async (
  ports: Ports,
  { isolation }: CommandResult,
  matter: Matter,
  input: NotifyRungInput,
) => {
  if (matter.state.name !== 'open') return
  for (const owner of matter.state.owners)
    await ports.messages.publish({
      key: keyFor(matter, input, owner),
      community: isolation.community,
      grid: isolation.grid,
      department: owner.role,
      kind: matter.kind,
      body: { matter: matter.id, isolation: isolation.id, rung: input.rung, dueAt: matter.state.dueAt },
    })
}

/**
 * Tells everyone who owns this rung and lets the workflow wait for their answer until it is due. If the matter has been
 * settled or has moved on, its token is answered at once.
 */
export const notifyRung = async (ports: Ports, input: NotifyRungInput): Promise<void> => {
  const before = await loadMatter(ports.store, input.matterId)
  let matter = before.matter
  let waits = false
  const result = await handleCommand(ports, matter.isolation, async (loaded) => {
    const current = await loadMatter(ports.store, input.matterId)
    matter = current.matter
    const { state } = matter
    waits =
      state.name === 'open' &&
      state.rung === input.rung &&
      state.round === input.round &&
      matter.generation === input.generation
    if (!waits || current.token === input.token) return undefined
    const messages = await notYetRecorded(ports, loaded, messagesFor(loaded, matter, input))
    return {
      by: 'workflow',
      // After an unconfirmed answer was handled, the wait goes on with a new token and nobody is told again.
      events: messages.length === 0 ? [] : [{ type: 'rung_told', matter: matter.id, rung: input.rung }],
      matters: [{ matter, version: current.version, token: input.token }],
      messages,
    }
  })
  if (!waits) {
    const next: NextRung =
      matter.state.name === 'settled' || matter.generation !== input.generation
        ? { do: 'settled', at: result.now }
        : { do: 'climb', at: result.now }
    await ports.executions.succeed(input.token, toBody(next))
    return
  }
  await applyEffects(ports, result)
  if (matter.state.name === 'open' && result.decision?.messages?.length !== matter.state.owners.length)
    for (const owner of matter.state.owners) await deliverAgain(ports, result, keyFor(matter, input, owner))
  await publish(ports, result, matter, input)
}
