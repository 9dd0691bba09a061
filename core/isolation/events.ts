import * as z from 'zod/mini'
import { Language } from '../community/community.ts'
import { Actor, CommunityId, GridId, HouseholdId, IsolationId, MatterId, PersonId, SlotId } from '../ids.ts'
import { matterEvents } from '../matter/events.ts'
import { Symptom } from '../meaning.ts'
import { PromptDelivery } from '../message/message.ts'
import { CorrectionReason, Facts, PersonalField } from '../person/correction.ts'
import { Category, Flags, Origin } from '../person/registration.ts'
import { Severity } from '../rule-book/rule-book.ts'
import { Tenths } from '../temperature.ts'
import { InstantSchema } from '../time/instant-schema.ts'
import { LocalDate } from '../time/local-time.ts'
import { Awaiting, Contact, EndReason, ReopenReason } from './isolation.ts'

export const Timing = z.enum(['early', 'on_time', 'late', 'extra'])
export type Timing = z.infer<typeof Timing>

export const Source = z.enum(['sms', 'worker', 'phone_call', 'gate'])
export type Source = z.infer<typeof Source>

/** Everything that can happen in one isolation. Facts and decisions, never a name, phone or address. */
export const IsolationEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('registered'),
    person: PersonId,
    household: HouseholdId,
    category: Category,
    origin: z.optional(Origin),
    flags: Flags,
    language: Language,
    contact: Contact,
    zone: z.string(),
    arrivedAt: InstantSchema,
    lastExposure: z.optional(LocalDate),
    dayZero: LocalDate,
    lastDay: z.int(),
    spreadSeconds: z.int(),
    baselineTenths: z.optional(Tenths),
    commitmentSignedOn: z.optional(LocalDate),
  }),
  z.strictObject({ type: z.literal('welcomed') }),
  z.strictObject({ type: z.literal('asked'), slot: SlotId, attempt: z.int(), by: z.enum(['sms', 'worker']) }),
  /** The workflow waits for an answer again: nothing new was sent. */
  z.strictObject({ type: z.literal('waiting_again'), slot: SlotId }),
  z.strictObject({ type: z.literal('waiting_for_person'), matter: MatterId }),
  z.strictObject({
    type: z.literal('reported'),
    slot: z.optional(SlotId),
    timing: Timing,
    tenths: z.optional(Tenths),
    symptoms: z.array(Symptom),
    source: Source,
    judged: z.enum(['normal', 'orange', 'red']),
    inbound: z.optional(z.string()),
  }),
  z.strictObject({
    type: z.literal('asked_to_confirm'),
    tenths: Tenths,
    symptoms: z.array(Symptom),
    inbound: z.string(),
  }),
  z.strictObject({ type: z.literal('reply_not_understood'), why: z.string(), inbound: z.string() }),
  /** The words of this message wait for a person: the digest and the returnee's page quote them. */
  z.strictObject({ type: z.literal('words_kept'), inbound: z.string() }),
  z.strictObject({ type: z.literal('message_received'), meaning: z.string(), inbound: z.string() }),
  z.strictObject({
    type: z.literal('missed'),
    slot: SlotId,
    matter: MatterId,
    prompt: z.optional(PromptDelivery),
  }),
  /** New facts for an open matter: a receipt came after the slot had closed, or a newer slot was missed. */
  z.strictObject({
    type: z.literal('delivery_known'),
    slot: SlotId,
    matter: MatterId,
    prompt: PromptDelivery,
  }),
  z.strictObject({
    type: z.literal('excused'),
    slots: z.array(SlotId),
    /** The system or its provider failed: no text had left when the slot closed. */
    notAsked: z.optional(z.literal(true)),
  }),
  z.strictObject({
    type: z.literal('referred'),
    matter: MatterId,
    severity: Severity,
    measureAgainAt: z.optional(InstantSchema),
  }),
  /** A mild finding: the returnee is still asked, and once more at this instant. */
  z.strictObject({ type: z.literal('to_measure_again'), matter: MatterId, at: InstantSchema }),
  z.strictObject({ type: z.literal('asked_to_measure_again') }),
  z.strictObject({ type: z.literal('back_to_following') }),
  z.strictObject({ type: z.literal('proposed_for_release'), matter: MatterId }),
  z.strictObject({
    type: z.literal('handed_to_office'),
    matter: MatterId,
    reasons: z.array(z.string()),
  }),
  z.strictObject({ type: z.literal('held'), reasons: z.array(z.string()), lastDay: z.int() }),
  z.strictObject({ type: z.literal('approved'), releaseAt: InstantSchema }),
  z.strictObject({ type: z.literal('released'), approvedBy: z.string(), notice: z.string() }),
  z.strictObject({ type: z.literal('ended'), reason: EndReason, kept: z.optional(IsolationId) }),
  /** The same person was registered twice: this isolation goes on, the other has ended. */
  z.strictObject({ type: z.literal('merged'), isolation: IsolationId }),
  z.strictObject({ type: z.literal('reopened'), reason: ReopenReason }),
  /** Facts of the person were corrected. Personal data, and the words of the reason, are in the vault. */
  z.strictObject({
    type: z.literal('corrected'),
    reason: CorrectionReason,
    /** Fields whose old and new values are in the vault. */
    personal: z.optional(z.array(PersonalField)),
    from: Facts,
    to: Facts,
    /** If the dates changed: the new calendar. */
    calendar: z.optional(z.strictObject({ dayZero: LocalDate, lastDay: z.int(), holds: z.int() })),
    /** If the address changed: the new home. */
    home: z.optional(z.strictObject({ grid: GridId, household: HouseholdId })),
  }),
  /** A date was corrected, so the proposed or approved release day no longer counts. */
  z.strictObject({ type: z.literal('release_withdrawn') }),
  z.strictObject({ type: z.literal('contact_changed'), contact: Contact, why: z.string() }),
  /** The owner of a new number was asked whether it is the returnee's; `times` includes this time. */
  z.strictObject({ type: z.literal('number_asked'), times: z.int() }),
  /** A doctor has confirmed the illness of a member of the same household. */
  z.strictObject({ type: z.literal('became_close_contact'), isolation: IsolationId }),
  /** That confirmation was an error. */
  z.strictObject({ type: z.literal('no_close_contact'), isolation: IsolationId }),
  z.strictObject({ type: z.literal('message_not_delivered'), message: z.string(), reason: z.string() }),
  z.strictObject({ type: z.literal('restarted'), generation: z.int(), why: z.string() }),
  ...matterEvents,
])
export type IsolationEvent = z.infer<typeof IsolationEvent>

/** One line of the append-only record. `entry` counts from 1 for each isolation without gaps. */
export const LedgerEntry = z.strictObject({
  isolation: IsolationId,
  entry: z.int().check(z.minimum(1)),
  at: InstantSchema,
  by: Actor,
  community: CommunityId,
  grid: GridId,
  ruleBook: z.int(),
  /** The version of the rules by which it was decided. */
  decider: z.int(),
  event: IsolationEvent,
  /** What the isolation waits for from here on, if it changed. null: it is over and waits for nothing. */
  awaiting: z.optional(z.nullable(Awaiting)),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>
