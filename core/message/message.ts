import * as z from 'zod/mini'
import { Role } from '../community/community.ts'
import { MatterId, StaffId } from '../ids.ts'
import { Symptom } from '../meaning.ts'
import { Tenths } from '../temperature.ts'
import { InstantSchema } from '../time/instant-schema.ts'

/** Who gets a text. Holds no number: it is looked up when the text is sent. */
export const Addressee = z.discriminatedUnion('who', [
  z.strictObject({ who: z.literal('resident') }),
  z.strictObject({ who: z.literal('staff'), role: Role, staff: StaffId }),
])
export type Addressee = z.infer<typeof Addressee>

/**
 * Why an accepted message was not delivered. `unreachable`: off, or too long without a network. `blocked`: by a
 * carrier.
 */
export const FailureReason = z.enum(['opted_out', 'invalid_number', 'unreachable', 'blocked', 'other'])
export type FailureReason = z.infer<typeof FailureReason>

/** What is known of a message that the provider has accepted. Absent: nothing. A delivered message stays delivered. */
export const Delivery = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('delivered'), at: InstantSchema }),
  z.strictObject({ state: z.literal('failed'), at: InstantSchema, why: FailureReason }),
])
export type Delivery = z.infer<typeof Delivery>

/** What a provider reports later about an accepted message: never, once, or several times in any order. */
export const Receipt = z.strictObject({ key: z.string(), providerId: z.string(), delivery: Delivery })
export type Receipt = z.infer<typeof Receipt>

/** Whether the last message that asked in a slot was delivered. `unknown`: no receipt has come. */
export const PromptDelivery = z.enum(['delivered', 'not_delivered', 'unknown', 'written_back'])
export type PromptDelivery = z.infer<typeof PromptDelivery>

/**
 * One message to one addressee, recorded under its business key before it is sent. `waiting`: certainly not sent yet.
 * `sending`: may have been sent. `unknown`: a crash hid the result, and the rule says not to repeat it. `not_needed`:
 * its moment has passed, or there is no recipient.
 */
export const Message = z.strictObject({
  key: z.string().check(z.minLength(1), z.maxLength(120)),
  to: Addressee,
  template: z.string(),
  /** Without names, places and numbers, which are added when the text is made. */
  params: z.record(z.string(), z.json()),
  matter: z.optional(MatterId),
  /** The incoming message that it answers. */
  answers: z.optional(z.string()),
  at: InstantSchema,
  state: z.enum(['sending', 'waiting', 'sent', 'refused', 'unknown', 'not_needed']),
  /** When the sweeper last handed it to the outbox. Absent: nobody has since it was recorded. */
  handedAt: z.optional(InstantSchema),
  /** When somebody last began to send it. */
  claimedAt: z.optional(InstantSchema),
  providerId: z.optional(z.string()),
  reason: z.optional(z.string()),
  segments: z.optional(z.int()),
  delivery: z.optional(Delivery),
})
export type Message = z.infer<typeof Message>

/** Its result is not known: it is still to be sent, or to be given up. */
export const isUnfinished = ({ state }: Message): boolean => state === 'waiting' || state === 'sending'

/** The state with which a message from a residents' phone is read. People are named by their letters. */
export const ReadWith = z.strictObject({
  /** The reading that a yes would confirm, and whose it is. */
  question: z.optional(z.strictObject({ letter: z.string(), tenths: Tenths, symptoms: z.array(Symptom) })),
  /** The only person whose reading is due. */
  owed: z.optional(z.string()),
})
export type ReadWith = z.infer<typeof ReadWith>

/** An incoming message, kept under the provider's id before anything is decided about it. */
export const Inbound = z.strictObject({
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  /** Personal: this item expires with the person's data. */
  from: z.string(),
  text: z.string(),
  /** When the provider published it. */
  at: InstantSchema,
  /** `received`: nothing decided yet. `recorded`: it is in the ledger. */
  state: z.enum(['received', 'recorded']),
  isolation: z.optional(z.string()),
  staff: z.optional(StaffId),
  meaning: z.optional(z.string()),
  /** The state at the first reading: reading it again after a crash must not find another open question. */
  readWith: z.optional(ReadWith),
})
export type Inbound = z.infer<typeof Inbound>
