import * as z from 'zod/mini'
import { Role } from '../community/community.ts'
import { Code, CommunityId, GridId, HouseholdId, IsolationId, MatterId, SlotId, StaffId } from '../ids.ts'
import { Danger, Need, Symptom } from '../meaning.ts'
import { PromptDelivery } from '../message/message.ts'
import { MatterKind, Rung, RungName, Severity } from '../rule-book/rule-book.ts'
import { Tenths } from '../temperature.ts'
import { InstantSchema } from '../time/instant-schema.ts'

/** What a person can answer about a matter. matter-answers.ts says which kind takes which answers. */
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
  /** The office confirms that nobody has reached the returnee: the station may go. */
  'call_the_police',
])
export type Answer = z.infer<typeof Answer>

/** How a matter ended: with an answer, or with something that settles it without one. */
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
  'false_alarm',
  'overtaken',
  /** An earlier matter about the same silence is open: this one joins it, so that nobody is told twice. */
  'joined',
])
export type Outcome = z.infer<typeof Outcome>

export const Owner = z.strictObject({ role: Role, staff: StaffId })
export type Owner = z.infer<typeof Owner>

/** A grave answer by SMS that was echoed: it takes effect when its one-time code comes back. */
export const Unconfirmed = z.strictObject({
  id: z.string(),
  answer: Answer,
  by: Owner,
  at: InstantSchema,
  /** When the echo is sent again. Absent: it was. */
  againAt: z.optional(InstantSchema),
  expiresAt: InstantSchema,
})
export type Unconfirmed = z.infer<typeof Unconfirmed>

/** On its ladder, until it is settled. */
export const OpenState = z.strictObject({
  name: z.literal('open'),
  /** Position on the ladder; -1 before the first rung. */
  at: z.int(),
  /** How often the rung was told: a last rung is told again each time its due time passes. */
  round: z.int(),
  rung: z.optional(RungName),
  owners: z.array(Owner),
  /** Everyone told so far, on this and earlier rungs: all of them are told when it is settled. */
  told: z.optional(z.array(Owner)),
  since: InstantSchema,
  /** The owners' due time; before the first rung, or at night, the time at which the next rung is told. */
  dueAt: InstantSchema,
  acknowledged: z.array(Owner),
  /** At most one for each person. They change nothing; the ladder climbs as usual. */
  unconfirmed: z.optional(z.array(Unconfirmed)),
})
export type OpenState = z.infer<typeof OpenState>

/** One matter, handed up a ladder of rungs. */
export const Matter = z.strictObject({
  id: MatterId,
  /** Absent: it is about the home of `household`, and not about one of those who live there. */
  isolation: z.optional(IsolationId),
  community: CommunityId,
  grid: GridId,
  kind: MatterKind,
  slot: z.optional(SlotId),
  /** For the newest missed slot. Absent: no message asked. */
  prompt: z.optional(PromptDelivery),
  tenths: z.optional(Tenths),
  severity: z.optional(Severity),
  /** The symptoms that the returnee named, at any temperature. */
  symptoms: z.optional(z.array(Symptom)),
  /** For a request: what is needed. */
  need: z.optional(Need),
  /** Whose home it is about. With an isolation: a visit to the household of a confirmed case. */
  household: z.optional(HouseholdId),
  /** For danger: its kind. */
  danger: z.optional(Danger),
  /** The message that opened it: its words are quoted from the vault, never kept here. */
  inbound: z.optional(z.string()),
  /** Later messages about the same, newest last. */
  more: z.optional(z.array(z.string())),
  /** Names the matter in the messages of staff. */
  code: Code,
  ruleBook: z.int(),
  ladder: z.array(Rung),
  openedAt: InstantSchema,
  generation: z.int(),
  /** A person has seen that the returnee is away or refuses. */
  absenceConfirmed: z.boolean(),
  /** The office has asked for the police, although nobody has seen an absence. */
  officeConfirmed: z.optional(z.boolean()),
  /** The first answer about the returnee, from the door or the phone. */
  doorAt: z.optional(InstantSchema),
  /** The first answer of the doctor or the hospital. */
  doctorAt: z.optional(InstantSchema),
  /** The first answer of any kind. */
  answeredAt: z.optional(InstantSchema),
  /** When the first rung's time ran out and the next rung, or the same again, was told. */
  beyondAt: z.optional(InstantSchema),
  state: z.discriminatedUnion('name', [
    OpenState,
    z.strictObject({
      name: z.literal('settled'),
      outcome: Outcome,
      by: z.string(),
      at: InstantSchema,
      /** Everyone who had been told: it remains one of their matters. */
      told: z.optional(z.array(Owner)),
    }),
  ]),
})
export type Matter = z.infer<typeof Matter>
