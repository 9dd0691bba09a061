import * as z from 'zod/mini'
import { MatterId, SlotId } from '../ids.ts'
import { Danger, Need, Symptom } from '../meaning.ts'
import { MatterKind, RungName, Severity } from '../rule-book/rule-book.ts'
import { Tenths } from '../temperature.ts'
import { InstantSchema } from '../time/instant-schema.ts'
import { Answer, Outcome, Owner } from './matter.ts'

/** What happens to a matter: events of whatever it is about. */
export const matterEvents = [
  z.strictObject({ type: z.literal('ladder_restarted'), matter: MatterId, generation: z.int() }),
  z.strictObject({
    type: z.literal('matter_opened'),
    matter: MatterId,
    kind: MatterKind,
    slot: z.optional(SlotId),
    inbound: z.optional(z.string()),
  }),
  /** Worse findings, or more words, in a known matter: everybody told so far is told. */
  z.strictObject({
    type: z.literal('matter_raised'),
    matter: MatterId,
    inbound: z.string(),
    severity: z.optional(Severity),
    tenths: z.optional(Tenths),
    symptoms: z.optional(z.array(Symptom)),
    danger: z.optional(Danger),
    need: z.optional(Need),
  }),
  z.strictObject({
    type: z.literal('matter_climbed'),
    matter: MatterId,
    rung: RungName,
    owners: z.array(Owner),
    dueAt: InstantSchema,
  }),
  z.strictObject({
    type: z.literal('matter_waits_for_day'),
    matter: MatterId,
    until: InstantSchema,
  }),
  z.strictObject({ type: z.literal('rung_told'), matter: MatterId, rung: RungName }),
  z.strictObject({
    type: z.literal('matter_answered'),
    matter: MatterId,
    answer: Answer,
    /** The message or request that caused it. Absent in old entries. */
    inbound: z.optional(z.string()),
  }),
  /** A grave answer by SMS: echoed, without effect so far. */
  z.strictObject({
    type: z.literal('answer_awaits_confirmation'),
    matter: MatterId,
    answer: Answer,
    expiresAt: InstantSchema,
    inbound: z.string(),
  }),
  z.strictObject({ type: z.literal('answer_echoed_again'), matter: MatterId, answer: Answer }),
  z.strictObject({ type: z.literal('answer_not_confirmed'), matter: MatterId, answer: Answer }),
  z.strictObject({ type: z.literal('matter_settled'), matter: MatterId, outcome: Outcome }),
] as const

export type MatterEvent = z.infer<(typeof matterEvents)[number]>
