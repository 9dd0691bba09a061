import type { SlotId } from '../../ids.ts'
import type { Matter } from '../../matter/matter.ts'
import type { Message, PromptDelivery } from '../../message/message.ts'
import { slotsOf } from '../calendar.ts'
import type { Loaded, TellsNobody } from '../decision.ts'
import type { IsolationEvent } from '../events.ts'
import { type OpenMatter, openMatters } from '../isolation.ts'
import { planNext } from '../plan.ts'
import { promptOf } from '../prompt-delivery.ts'
import { deliveryKnown } from './delivery-known.ts'
import { joinMatter, type NewMatter, openMatter } from './open-matter.ts'

/** A slot that has closed without an answer, and what follows it up. */
export interface Missed {
  readonly slot: SlotId
  readonly prompt: PromptDelivery | undefined
  readonly kind: 'silence' | 'unreachable'
  /** An open matter of the same kind, which the new one joins. */
  readonly earlier: OpenMatter | undefined
}

const nothing = { events: [], matters: [], effects: [] } as const

/** The slot whose silence is judged now. undefined: there is none, or another execution does it. */
export const slotToJudge = ({ isolation, book, now }: Loaded, generation: number): SlotId | undefined => {
  const next = planNext(isolation, book, now)
  return isolation.generation === generation && next.do === 'judge_the_silence' ? next.slot : undefined
}

/** After so many slots in a row each person gets a matter: a day without a question is as long as a list may stand. */
const MOST_EXCUSED = 2

/**
 * No text has left: the system or its provider failed, and not the person. `asked`: the prompt and reminders of the slot,
 * to the phone or to the worker who measures.
 */
export const wasNotAsked = (
  { isolation, book }: Loaded,
  slot: SlotId,
  asked: readonly Message[],
): boolean => {
  if (asked.some(({ state }) => state !== 'waiting' && state !== 'not_needed')) return false
  const slots = slotsOf(isolation, book)
  const at = slots.findIndex(({ id }) => id === slot)
  const before = slots.slice(Math.max(0, at - MOST_EXCUSED), at).map(({ id }) => isolation.slots[id])
  return (
    before.length < MOST_EXCUSED ||
    before.some((known) => known?.state !== 'excused' || known.notAsked === undefined)
  )
}

/** A slot for which nobody was asked: the community has a list of those people, and the next slot asks them. */
export const excuseSlot = (slot: SlotId): TellsNobody => ({
  by: 'workflow',
  events: [{ type: 'excused', slots: [slot], notAsked: true }],
  plan: 'again',
})

/** `asked`: the prompt and reminders of the slot. */
export const missedSlot = ({ isolation, book }: Loaded, slot: SlotId, asked: readonly Message[]): Missed => {
  const prompt = promptOf(isolation, book, slot, asked)
  const kind = prompt === undefined || prompt === 'not_delivered' ? 'unreachable' : 'silence'
  return { slot, prompt, kind, earlier: openMatters(isolation).find((one) => one.kind === kind) }
}

/**
 * The slot is missed, and the matter that follows it up is opened by the same decision, or joins an earlier one. `open`:
 * the matters that news of this prompt may change.
 */
export const judgeSilence = (
  loaded: Loaded,
  { slot, prompt, kind }: Missed,
  earlier: Matter | undefined,
  open: readonly Matter[],
): TellsNobody => {
  const asked = loaded.isolation.toConfirm
  const delivery = prompt === undefined ? {} : { prompt }
  const asks: NewMatter = {
    kind,
    slot,
    ...delivery,
    // The visitor is told what was asked and not answered.
    ...(asked === undefined || kind !== 'silence' ? {} : { tenths: asked.tenths }),
  }
  const { matter, event } =
    earlier === undefined ? openMatter(loaded, asks) : joinMatter(loaded, asks, earlier)
  const missed: IsolationEvent = { type: 'missed', slot, matter: matter.id, ...delivery }
  const joins: IsolationEvent = { type: 'matter_settled', matter: matter.id, outcome: 'joined' }
  const known = prompt === undefined ? nothing : deliveryKnown(open, slot, prompt, loaded.now)
  return {
    by: 'workflow',
    events: [missed, event, ...(earlier === undefined ? [] : [joins]), ...known.events],
    plan: 'again',
    matters: [matter, ...known.matters],
    effects: known.effects,
  }
}
