import * as z from 'zod/mini'
import { CommunityId } from '../../core/ids.ts'

/** Another system that is called with each event. */
const Webhook = z.strictObject({
  /** Names it in the log, and its place in the ledgers: under another name it begins with the first event. */
  name: z.string().check(z.regex(/^[A-Za-z0-9-]{1,40}$/)),
  url: z.url({ protocol: /^https?$/ }),
  /** The key of the signatures, known to both sides. */
  secret: z.string().check(z.minLength(16)),
  /** Without: those of all communities. */
  communities: z.optional(z.array(CommunityId).check(z.minLength(1))),
})
export type Webhook = z.infer<typeof Webhook>

export const Webhooks = z.array(Webhook)
