import * as z from 'zod/mini'
import { Role } from '../../../core/community/community.ts'
import { FailureReason } from '../../../core/message/message.ts'

export const Condition = z.enum(['reachable', 'off', 'unreachable', 'invalid_number'])
export type Condition = z.infer<typeof Condition>

/** A member of a household, or a post. */
const Owner = z.object({
  /** Empty once the person has been erased. */
  name: z.string(),
  role: z.enum(['resident', ...Role.options]),
  isolation: z.optional(z.string()),
  /** The letter by which a shared phone names this resident. */
  member: z.optional(z.string()),
})

const PhoneMessage = z.object({
  id: z.string(),
  direction: z.enum(['to_phone', 'from_phone']),
  at: z.string(),
  text: z.string(),
  sent: z.optional(z.object({ delivery: z.enum(['pending', 'delivered', ...FailureReason.options]) })),
})
export type PhoneMessage = z.infer<typeof PhoneMessage>

const members = {
  phone: z.string(),
  condition: Condition,
  optedOut: z.boolean(),
  unread: z.number(),
  /** Empty: a stranger's phone. */
  owners: z.array(Owner),
}

export const Phone = z.object({ ...members, last: z.optional(PhoneMessage) })
export type Phone = z.infer<typeof Phone>

/** `GET /phones`, the latest conversation first. */
export const Phones = z.object({ phones: z.array(Phone), cursor: z.optional(z.string()) })

/** `GET /phones/{number}`, oldest first. */
export const Conversation = z.object({
  ...members,
  messages: z.array(PhoneMessage),
  /** Messages that the owner could write now. */
  suggestions: z.array(z.string()),
  /** The cursor of older messages. */
  earlier: z.optional(z.string()),
})
export type Conversation = z.infer<typeof Conversation>
