import * as z from 'zod/mini'
import { Language } from '../community/community.ts'
import { Code, CommunityId, GridId, HouseholdId, IsolationId, MatterId, PersonId, SlotId } from '../ids.ts'
import { Symptom } from '../meaning.ts'
import { PromptDelivery } from '../message/message.ts'
import { Category, Flags, Origin } from '../person/registration.ts'
import { MatterKind, Severity } from '../rule-book/rule-book.ts'
import { Tenths } from '../temperature.ts'
import type { Instant } from '../time/instant.ts'
import { InstantSchema } from '../time/instant-schema.ts'
import { LocalDate } from '../time/local-time.ts'

/** How the returnee is asked: by SMS, or by the grid worker, who calls or knocks and reports. */
export const Contact = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('sms'), member: z.optional(z.string().check(z.regex(/^[A-Z]$/))) }),
  z.strictObject({
    by: z.literal('worker'),
    why: z.enum(['no_phone', 'opted_out', 'unreachable', 'wrong_number', 'number_not_confirmed']),
    /** The worker's code for the returnee in messages. */
    code: Code,
  }),
])
export type Contact = z.infer<typeof Contact>
export type BySms = Extract<Contact, { by: 'sms' }>
export type ByWorker = Extract<Contact, { by: 'worker' }>

/** The state of one slot. Its times come from the calendar. */
export const Slot = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('asked'), attempt: z.int(), at: InstantSchema }),
  z.strictObject({
    state: z.literal('reported'),
    at: InstantSchema,
    tenths: z.optional(Tenths),
    symptoms: z.int(),
  }),
  z.strictObject({
    state: z.literal('missed'),
    at: InstantSchema,
    matter: MatterId,
    /** Whether the last message that asked was delivered. Absent: no message asked. */
    prompt: z.optional(PromptDelivery),
  }),
  z.strictObject({
    state: z.literal('late'),
    at: InstantSchema,
    tenths: z.optional(Tenths),
    symptoms: z.int(),
  }),
  /** Nobody had to report, and nothing is missing: the person was with the doctor, or nobody had been asked. */
  z.strictObject({
    state: z.literal('excused'),
    /** No text had left when the slot closed: the system or its provider failed. */
    notAsked: z.optional(z.literal(true)),
  }),
])
export type Slot = z.infer<typeof Slot>

/** Why a person ends an isolation. */
export const GivenEndReason = z.enum([
  'confirmed',
  'hospitalised',
  'left_with_permission',
  'absconded',
  'died',
  'registered_by_error',
])
export type GivenEndReason = z.infer<typeof GivenEndReason>

/** `duplicate`: the same person was registered twice, and the other isolation was kept. */
export const EndReason = z.enum([...GivenEndReason.options, 'duplicate'])
export type EndReason = z.infer<typeof EndReason>

/** Why an ended isolation is reopened. */
export const ReopenReason = z.enum(['ended_in_error', 'was_found', 'came_back'])
export type ReopenReason = z.infer<typeof ReopenReason>

export const Status = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('following') }),
  z.strictObject({
    name: z.literal('referred'),
    since: InstantSchema,
    matter: MatterId,
    severity: Severity,
    /** When a second reading is asked for, once. */
    measureAgainAt: z.optional(InstantSchema),
  }),
  z.strictObject({ name: z.literal('under_review'), since: InstantSchema, matter: MatterId }),
  z.strictObject({
    name: z.literal('approved'),
    by: z.string(),
    at: InstantSchema,
    releaseAt: InstantSchema,
  }),
  z.strictObject({
    name: z.literal('released'),
    at: InstantSchema,
    approvedBy: z.string(),
    notice: z.string(),
  }),
  z.strictObject({
    name: z.literal('ended'),
    reason: EndReason,
    at: InstantSchema,
    /** For a duplicate: the isolation that was kept. */
    kept: z.optional(IsolationId),
  }),
])
export type Status = z.infer<typeof Status>

/** The one thing an open isolation waits for. */
export const Awaiting = z.discriminatedUnion('for', [
  /** Registered in the quiet hours. */
  z.strictObject({ for: z.literal('welcome'), at: InstantSchema }),
  z.strictObject({ for: z.literal('slot'), slot: SlotId, at: InstantSchema }),
  z.strictObject({ for: z.literal('report'), slot: SlotId, attempt: z.int(), at: InstantSchema }),
  z.strictObject({ for: z.literal('review'), at: InstantSchema }),
  z.strictObject({ for: z.literal('second_measurement'), matter: MatterId, at: InstantSchema }),
  z.strictObject({ for: z.literal('person'), matter: MatterId, at: InstantSchema }),
  z.strictObject({ for: z.literal('release'), at: InstantSchema }),
])
export type Awaiting = z.infer<typeof Awaiting>

/** One returnee's period at home. Holds ids and health data, never a name, phone or address. */
export const Isolation = z.strictObject({
  id: IsolationId,
  person: PersonId,
  household: HouseholdId,
  community: CommunityId,
  grid: GridId,
  ruleBook: z.int(),
  category: Category,
  origin: z.optional(Origin),
  flags: Flags,
  language: Language,
  contact: Contact,

  zone: z.string(),
  arrivedAt: InstantSchema,
  lastExposure: z.optional(LocalDate),
  registeredAt: InstantSchema,
  dayZero: LocalDate,
  /** The first day zero, by which slots are named in the keys of messages and matters. Absent: it has not moved. */
  namedFrom: z.optional(LocalDate),
  lastDay: z.int(),
  spreadSeconds: z.int(),
  baselineTenths: z.optional(Tenths),
  commitmentSignedOn: z.optional(LocalDate),

  /** The number of ledger entries, which is also the number of the newest one. */
  entries: z.int(),
  generation: z.int(),
  welcomed: z.boolean(),
  status: Status,
  /** Absent once the isolation is over. */
  awaiting: z.optional(Awaiting),
  slots: z.record(SlotId, Slot),
  /** Slots before day 1, by their names in keys: day zero has moved past them and may move back. */
  slotsBefore: z.optional(z.record(SlotId, Slot)),
  /** Matters still on their ladder. */
  matters: z.record(MatterId, z.strictObject({ kind: MatterKind, slot: z.optional(SlotId) })),
  /** A reading that the returnee was asked to confirm, and when. */
  toConfirm: z.optional(z.strictObject({ tenths: Tenths, symptoms: z.array(Symptom), at: InstantSchema })),
  /** `toConfirm`: how many of them had a reading that only had to be confirmed. */
  unclearReplies: z.optional(
    z.strictObject({ since: InstantSchema, count: z.int(), toConfirm: z.optional(z.int()) }),
  ),
  /** When the returnee's phone last wrote, whatever it said. */
  wroteAt: z.optional(InstantSchema),
  lastFeverAt: z.optional(InstantSchema),
  lastOrangeAt: z.optional(InstantSchema),
  /** A mild finding keeps the prompts on: a second reading is asked for at this instant, once. */
  measureAgain: z.optional(z.strictObject({ matter: MatterId, at: InstantSchema })),
  /** Messages sent earlier went to a number that was given up or belongs to somebody else. Absent: there was none. */
  phoneSince: z.optional(InstantSchema),
  /** How often the owner of a new number was asked to confirm it, and when last. */
  numberAsked: z.optional(z.strictObject({ at: InstantSchema, times: z.int() })),
  /** Lives with somebody whose illness a doctor has confirmed, since this instant. */
  closeContactOf: z.optional(z.strictObject({ isolation: IsolationId, since: InstantSchema })),
  holds: z.int(),
  /** Ended duplicates of this isolation. */
  merged: z.optional(z.array(IsolationId)),
})
export type Isolation = z.infer<typeof Isolation>

export const isOpen = (isolation: Pick<Isolation, 'status'>): boolean =>
  isolation.status.name !== 'released' && isolation.status.name !== 'ended'

export interface OpenMatter {
  readonly id: MatterId
  readonly kind: MatterKind
  readonly slot?: SlotId
}

export const openMatters = (isolation: Isolation): OpenMatter[] =>
  Object.entries(isolation.matters).map(([id, { kind, slot }]) => ({
    id: MatterId.parse(id),
    kind,
    ...(slot === undefined ? {} : { slot }),
  }))

/** The open matter of a fever or symptom. */
export const careMatter = (isolation: Isolation): MatterId | undefined =>
  isolation.status.name === 'referred'
    ? isolation.status.matter
    : openMatters(isolation).find(({ kind }) => kind === 'fever' || kind === 'no_show')?.id

/** When a second reading is asked for, and for which matter. */
export const secondMeasurement = ({
  status,
  measureAgain,
}: Isolation): { matter: MatterId; at: Instant } | undefined => {
  if (status.name === 'following') return measureAgain
  return status.name === 'referred' && status.measureAgainAt !== undefined
    ? { matter: status.matter, at: status.measureAgainAt }
    : undefined
}
