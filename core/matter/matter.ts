import * as z from 'zod/mini'
import { Role } from '../community/community.ts'
import { Code, CommunityId, EscalationId, GridId, HouseholdId, IsolationId, SlotId, StaffId } from '../ids.ts'
import { InstantSchema } from '../time/instant-schema.ts'
import { Danger, Need, Symptom } from '../meaning.ts'
import { PromptDelivery } from '../message/message.ts'
import { MatterKind, Rung, RungName, Severity } from '../rule-book/rule-book.ts'
import { Tenths } from '../temperature.ts'

/** What a person can say to a matter. Which kind allows which answer: matter-answers.ts. */
export const Answer = z.enum([
  'taken',
  'reached',
  'not_at_home',
  'refuses',
  'nobody_opened',
  'number_mended',
  'sent_to_clinic',
  'false_alarm',
  'ruled_out',
  'confirmed',
  'hospitalised',
  'no_show',
  'died',
  'left',
  'approve',
  'hold',
  'handled',
  'sent_somebody',
  /** The office's word: nobody has reached the returnee, let the station go. */
  'call_the_police',
])
export type Answer = z.infer<typeof Answer>

/** How a matter came to its end. Beside the answers: things that settle it without one. */
export const Outcome = z.enum([
  'reported',
  'reached',
  'number_mended',
  'opted_in_again',
  'ruled_out',
  'confirmed',
  'hospitalised',
  'no_show',
  'died',
  'left',
  'approved',
  'held',
  'handled',
  'overtaken',
  /** An earlier matter about the same silence is open: this one goes with it, so that nobody is told twice. */
  'joined',
])
export type Outcome = z.infer<typeof Outcome>

export const Owner = z.strictObject({ role: Role, staff: StaffId })
export type Owner = z.infer<typeof Owner>

/** A grave answer that came by text and was echoed: it takes effect when its one-time code comes back. */
export const Unconfirmed = z.strictObject({
  id: z.string(),
  answer: Answer,
  by: Owner,
  at: InstantSchema,
  /** When the echo is sent once more. Absent: it has been. */
  againAt: z.optional(InstantSchema),
  expiresAt: InstantSchema,
})
export type Unconfirmed = z.infer<typeof Unconfirmed>

/** One matter handed up a ladder of rungs. */
export const Escalation = z.strictObject({
  id: EscalationId,
  isolation: IsolationId,
  community: CommunityId,
  grid: GridId,
  kind: MatterKind,
  slot: z.optional(SlotId),
  /** Of the newest slot that nobody answered. Absent: no text asked for it. */
  prompt: z.optional(PromptDelivery),
  tenths: z.optional(Tenths),
  severity: z.optional(Severity),
  /** The returnee named symptoms, whatever the temperature. */
  symptoms: z.optional(
    z.pipe(
      // A matter of before they were listed says only that there were some.
      z.transform((known) => (known === true ? [] : known)),
      z.array(Symptom),
    ),
  ),
  /** For a request: what is needed. */
  need: z.optional(Need),
  /** A visit to everybody of this household, one of whom is confirmed. */
  household: z.optional(HouseholdId),
  /** For danger: of what kind the words were. */
  danger: z.optional(Danger),
  /** The text that brought it: its words are quoted from the vault, never kept here. */
  inbound: z.optional(z.string()),
  /** Later texts of the same, the newest last. */
  more: z.optional(z.array(z.string())),
  /** The code by which staff name the matter in a text. */
  code: Code,
  ruleBook: z.int(),
  ladder: z.array(Rung),
  openedAt: InstantSchema,
  generation: z.int(),
  /** A person has seen that the returnee is not there, or refuses. */
  absenceConfirmed: z.boolean(),
  /** The office has asked for the police, though nobody has seen an absence. */
  officeConfirmed: z.optional(z.boolean()),
  /** Somebody first said what they found of the returnee, at the door or on the phone. */
  doorAt: z.optional(InstantSchema),
  /** The doctor or the hospital first answered. */
  doctorAt: z.optional(InstantSchema),
  /** Somebody first answered it, whatever they said. */
  answeredAt: z.optional(InstantSchema),
  /** Its first rung's time was over, and the next one, or the same once more, was told. */
  beyondAt: z.optional(InstantSchema),
  state: z.discriminatedUnion('name', [
    z.strictObject({
      name: z.literal('open'),
      /** Position on the ladder; -1 before the first rung. */
      at: z.int(),
      /** Times the rung was told: a last rung is told again each time its due time passes. */
      round: z.int(),
      rung: z.optional(RungName),
      owners: z.array(Owner),
      /** Everyone told so far, on this rung and those before: they all hear when it is settled. */
      told: z.optional(z.array(Owner)),
      since: InstantSchema,
      /** The owners' due time; before the first rung, or at night, the moment at which the next rung is told. */
      dueAt: InstantSchema,
      acknowledged: z.array(Owner),
      /** One of each person at most. They change nothing, and the ladder climbs as before. */
      unconfirmed: z.optional(z.array(Unconfirmed)),
    }),
    z.strictObject({
      name: z.literal('settled'),
      outcome: Outcome,
      by: z.string(),
      at: InstantSchema,
      /** Everyone who had been told of it: it stays a matter of theirs. */
      told: z.optional(z.array(Owner)),
    }),
  ]),
})
export type Escalation = z.infer<typeof Escalation>
