import * as z from 'zod/mini'
import { Scope } from '../../core/access/scope.ts'
import { CommunityId } from '../../core/ids.ts'
import { PublishedEvent } from '../../core/published-events/published-event.ts'

const types = PublishedEvent.def.options.flatMap((option) => [...option.shape.type.def.values])

/** Another system that is called with each event. AWS cannot sign what it sends there: a secret key goes along. */
const Webhook = z.strictObject({
  /** Part of the resources' names; letters and digits. */
  name: z.string().check(z.regex(/^[A-Za-z0-9]{1,40}$/)),
  url: z.url({ protocol: /^https$/ }),
  /** A secret of Secrets Manager: the key, sent as the header x-sixclear-key. */
  secretArn: z.string().check(z.regex(/^arn:[a-z-]+:secretsmanager:/)),
  /** Without: those of all communities. */
  communities: z.optional(z.array(CommunityId).check(z.minLength(1))),
  /** Without: all types. */
  types: z.optional(z.array(z.enum(types)).check(z.minLength(1))),
})
export type Webhook = z.infer<typeof Webhook>

/** Who is told what happens, from the bus of a stage: ids only, never a name, a phone or a temperature. */
export const Events = z.strictObject({
  /** How long the bus keeps what was published, for readers that have missed something. Without: not at all. */
  archiveDays: z.optional(z.int().check(z.minimum(1), z.maximum(365))),
  /** AWS accounts whose own rules may read the bus: the events of every community. */
  accounts: z.optional(z.array(z.string().check(z.regex(/^\d{12}$/))).check(z.minLength(1))),
  webhooks: z.optional(z.array(Webhook).check(z.minLength(1))),
})
export type Events = z.infer<typeof Events>

/** Another system that calls the API: a client of the staff's pool with a secret, and the scopes that it may have. */
export const MachineClient = z.strictObject({
  name: z.string().check(z.regex(/^[A-Za-z0-9]{1,40}$/)),
  scopes: z.array(Scope).check(z.minLength(1)),
})
export type MachineClient = z.infer<typeof MachineClient>
