import * as z from 'zod/mini'
import { Role } from '../../core/domain/community.ts'

export const Condition = z.enum(['reachable', 'unreachable', 'invalid number'])
export type Condition = z.infer<typeof Condition>

/** Whose phone it is: several of a household, or a post. */
const Owner = z.object({ name: z.string(), role: z.enum(['resident', ...Role.options]) })
export type Owner = z.infer<typeof Owner>

const Text = z.object({
  id: z.string(),
  direction: z.enum(['to phone', 'from phone']),
  at: z.string(),
  text: z.string(),
})
export type Text = z.infer<typeof Text>

export const Phone = z.object({
  phone: z.string(),
  condition: Condition,
  optedOut: z.boolean(),
  unread: z.number(),
  last: z.optional(Text),
  /** Absent or empty: a stranger. */
  owners: z.optional(z.array(Owner)),
})
export type Phone = z.infer<typeof Phone>

/** `GET /phones` */
export const Phones = z.object({ phones: z.array(Phone) })

/** `GET /phones/{number}`, oldest first, a page at a time. */
export const Conversation = z.object({
  messages: z.array(Text),
  cursor: z.optional(z.string()),
  /** What its owner could write now. */
  suggestions: z.optional(z.array(z.string())),
})

/** `GET` and `POST /simulation` */
export const Simulation = z.object({ on: z.boolean() })

/** `GET /clock`, and what each order to the clock answers. */
export const ClockStand = z.object({
  now: z.string(),
  speed: z.number(),
  paused: z.boolean(),
  nextEventAt: z.nullable(z.string()),
})
export type ClockStand = z.infer<typeof ClockStand>
