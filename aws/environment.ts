import * as z from 'zod/mini'
import { readSettings } from '../core/settings/settings.ts'

const areSettings = (text: string): boolean => {
  try {
    return readSettings(text) !== undefined
  } catch {
    return false
  }
}

const word = z.string().check(z.minLength(1))
const arn = z.string().check(z.regex(/^arn:[a-z-]+:/, 'expected an ARN'))

/** What every function has. */
export const base = {
  STAGE: word,
  SERVICE_NAME: word,
  TABLE_NAME: word,
  /** The table was restored: it serves nobody before all erasures were applied to it again. */
  RESTORED_TABLE: z.optional(z.literal('yes')),
  /** Over how many shards the due index is spread. No default: whoever looks at too few misses people. */
  DUE_SHARDS: z.string().check(z.regex(/^[1-9]\d{0,3}$/)),
}

/** The SMS gateway of a stage that has one; all four or none. */
const gateway = {
  SMS_GATEWAY_ENDPOINT: z.optional(z.url()),
  SMS_GATEWAY_SECRET_ARN: z.optional(arn),
  /** Without brackets, the stage's own first. */
  SMS_GATEWAY_SIGNATURES: z.optional(z.string().check(z.regex(/^[^,【】]+(,[^,【】]+)*$/))),
  /** A file with the texts that are registered there. */
  SMS_REGISTERED_TEXTS: z.optional(word),
}

/** The senders of messages: AWS with the configuration set for its receipts, and the SMS gateway. */
export const sender = {
  /** `no`: every message goes by the gateway. Default: those that the gateway does not serve go by AWS. */
  SMS_BY_AWS: z.optional(z.literal('no')),
  ...gateway,
  SMS_CONFIGURATION_SET: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/))),
  /** The name of the parameter with the settings, and those of the deployment, until it is read for the first time. */
  SETTINGS_PARAMETER: word,
  SETTINGS: z.string().check(z.refine(areSettings)),
}

/** The variables of {@link sender}. */
export type Sender = z.infer<z.ZodMiniObject<typeof sender>>

/** One queue for each lane. */
export const outbox = { OUTBOX_URGENT_QUEUE_URL: z.url(), OUTBOX_ROUTINE_QUEUE_URL: z.url() }

/** Where parts of grids wait to be counted, and how often each is. */
export const recounts = {
  RECOUNT_QUEUE_URL: z.url(),
  FIGURES_EVERY_SECONDS: z.string().check(z.regex(/^[1-9]\d{0,2}$/)),
}

/** Where the parts of a sweep wait. */
export const sweepQueue = { SWEEP_QUEUE_URL: z.url() }

/** The queues of messages that could not be handled: `inbound=<url>,receipts=<url>`. */
export const deadLetters = {
  DEAD_LETTERS: z.string().check(z.regex(/^[a-z-]+=https?:[^,]+(,[a-z-]+=https?:[^,]+)*$/)),
}

/** The queue of the parts of roster imports. */
export const importQueue = { IMPORT_QUEUE_URL: z.url() }

/** Where the keys of the lookups are kept. */
export const lookupSecret = { LOOKUP_SECRET_ARN: arn }

/** Both, also for a function that is granted only one. */
export const workflows = { ISOLATION_WORKFLOW_ARN: arn, ESCALATION_WORKFLOW_ARN: arn }
/** Where texts of residents arrive. */
export const inbound = { TWO_WAY_TOPIC_ARN: arn }
export const alerts = { ALERT_TOPIC_ARN: arn }

/** Where the SMS gateway's callbacks are passed on, and how they are known to be its own. */
export const callbacks = {
  STAGE: word,
  SERVICE_NAME: word,
  SMS_GATEWAY_SECRET_ARN: arn,
  SMS_CALLBACK_PROOF: z.enum(['signature', 'token']),
  INBOUND_QUEUE_URL: z.url(),
  RECEIPTS_QUEUE_URL: z.url(),
}

/** The variables of {@link callbacks}. */
export type Callbacks = { readonly [name in keyof typeof callbacks]: z.infer<(typeof callbacks)[name]> }
