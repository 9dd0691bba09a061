import * as z from 'zod/mini'
import { Language } from '../../core/community/community.ts'
import { FEWEST_DUE_SHARDS } from '../../core/ports/due-shards.ts'
import { ApiRates, Concurrency, leavesTheSteps, TableThroughput } from './capacity-settings.ts'
import { Events, MachineClient } from './event-settings.ts'

const Arn = z.string().check(z.startsWith('arn:'))

/** Scheme, host and port, without a path. */
const Origin = z.url().check(z.refine((url) => new URL(url).origin === url, 'an origin has no path'))

/**
 * The endpoint of a department's own system for its matters. It gets ids only: never a name, a phone or a
 * temperature.
 */
const Station = z.strictObject({
  /** Part of the resource's name; letters and digits. */
  name: z.string().check(z.regex(/^[A-Za-z0-9]+$/)),
  endpoint: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('email'), address: z.email() }),
    z.strictObject({ by: z.literal('https'), url: z.url({ protocol: /^https$/ }) }),
    z.strictObject({ by: z.literal('sqs'), queueArn: Arn }),
  ]),
  communities: z.array(z.string()).check(z.minLength(1)),
  /** Without: all grids of the communities. */
  grids: z.optional(z.array(z.string()).check(z.minLength(1))),
  departments: z.array(z.string()).check(z.minLength(1)),
  /** Without: every kind of matter. */
  kinds: z.optional(z.array(z.string()).check(z.minLength(1))),
})
export type Station = z.infer<typeof Station>

const Identity = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('cognito'),
    /** From a verified identity of SES. Without: Cognito's own sender, at most 50 mails a day: docs/deploy.md. */
    mail: z.optional(
      z.strictObject({
        from: z.email(),
        /** Where it is verified, if not in the stage's own region. */
        sesRegion: z.optional(z.string()),
        /** The domain that is verified, if it is not the address itself. */
        verifiedDomain: z.optional(z.string()),
      }),
    ),
  }),
  /** Any OpenID Connect issuer, for regions without Cognito user pools. Its `sub` claims become the staff's ids. */
  z.strictObject({
    by: z.literal('oidc'),
    issuer: z.url({ protocol: /^https$/ }),
    audience: z.array(z.string()).check(z.minLength(1)),
    /** The console's own id there: a public client with the code flow and PKCE. */
    clientId: z.string().check(z.minLength(1)),
    /** The origin of its token endpoint, if it is not the issuer's. */
    origins: z.optional(z.array(Origin)),
  }),
])

const Console = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('cloudfront'),
    /** A domain of its own. Default: one of cloudfront.net, where the lowest TLS version cannot be chosen. */
    domain: z.optional(
      z.strictObject({
        name: z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)),
        /** In the region where CloudFront looks for certificates: docs/deploy.md. */
        certificateArn: Arn,
      }),
    ),
    /** A firewall before pages and API. An open console asks about 200 times in five minutes, an office behind one address more. */
    firewall: z.optional(
      z.strictObject({ requestsPerFiveMinutes: z.int().check(z.minimum(1_000), z.maximum(2_000_000_000)) }),
    ),
    /** For how many days CloudFront's access logs are kept. Without: none, because they hold addresses and ids of people. */
    accessLogDays: z.optional(z.int().check(z.minimum(1), z.maximum(365))),
  }),
  /** Without CloudFront, e.g. in China: the pages are served elsewhere, from one of `origins`. */
  z.strictObject({ by: z.literal('none') }),
])

/** New versions get `percent` of the calls for so many minutes, then all of them, or `percent` more each time. */
const Gradual = z.strictObject({
  by: z.enum(['canary', 'linear']),
  percent: z.int().check(z.minimum(1), z.maximum(99)),
  minutes: z.int().check(z.minimum(1), z.maximum(60)),
})
export type Gradual = z.infer<typeof Gradual>

/**
 * An SMS gateway of mainland China: for numbers there, which AWS serves with a dedicated short code at best. docs/deploy.md
 * says what has to be registered before the first message.
 */
const SmsGateway = z.strictObject({
  endpoint: z.url({ protocol: /^https$/ }),
  /** As the carriers know them, without brackets. A community's own counts if it is here, otherwise the first one. */
  signatures: z.array(z.string().check(z.regex(/^[^,【】]{2,12}$/))).check(z.minLength(1)),
  /** The languages of messages there: each text in them has to be registered. */
  languages: z.array(Language).check(z.minLength(1)),
  /** The folder with `registered-texts.json`: `npm run texts` says what is in it, and what is missing. */
  registeredTexts: z.string(),
  /** How its callbacks are known. `token`: by a secret part of their address, for a gateway that cannot sign. */
  callbacks: z.enum(['signature', 'token']),
})
export type SmsGateway = z.infer<typeof SmsGateway>

const Settings = z.strictObject({
  name: z.string().check(z.regex(/^[a-z][a-z0-9]{1,11}$/)),
  /** True: the record and its keys survive a mistaken `cdk destroy`. */
  keepsData: z.boolean(),
  /** How new code and new workflow texts take over. Alarms lead a gradual deployment back: docs/deploy.md. */
  deployment: z.union([z.literal('all_at_once'), Gradual]),
  /** Somebody who does not exist is isolated: after a deployment by hand, or also every hour, and an alarm says that it failed. */
  smokeTest: z.enum(['by_hand', 'hourly']),
  logRetentionDays: z.literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365]),
  sms: z
    .strictObject({
      /** False where AWS has no SMS service, e.g. in China: then nothing of it is named. */
      byAws: z.boolean(),
      /** Sends to the numbers that it serves; the others go by AWS, if that is used too. */
      gateway: z.optional(SmsGateway),
      /** While the gateway fails, its numbers go by AWS. Their answers do not come back. */
      standby: z.optional(z.literal('aws')),
      /** The provider's rate for this account and number. It decides the pace of all texts. */
      perSecond: z.int().check(z.minimum(2), z.maximum(300)),
      /** The part of it that is kept for urgent texts: fever, danger, the police, one-time codes. */
      urgentPerSecond: z.int().check(z.minimum(1), z.maximum(300)),
      /** The alarm fires at 70 % of it. The account's own spend limit is separate: docs/deploy.md. */
      monthlyBudgetUsd: z.number().check(z.positive()),
      /** Shown as the sender where the country allows it. Nobody can reply to it. */
      senderId: z.optional(z.string().check(z.regex(/^[A-Za-z0-9]{1,11}$/))),
      /** The number or short code that texts come from. Where it is two-way, people answer to it. */
      originationNumber: z.optional(z.string().check(z.regex(/^\+?[0-9]{3,15}$/))),
      /** US dollars that one text may cost at most. */
      maxPriceUsd: z.optional(z.number().check(z.positive())),
      /** Unknown numbers: each is told once a day whom to ring, all together this often. */
      strangers: z.optional(
        z.strictObject({
          /** Two capital letters each. Without: the countries of the communities. */
          countries: z.optional(z.array(z.string().check(z.regex(/^[A-Z]{2}$/))).check(z.minLength(1))),
          /** Default: 100. The alarm rings when it is used up. */
          perDay: z.optional(z.int().check(z.minimum(0), z.maximum(500))),
        }),
      ),
      /** A topic that the two-way number already writes to. Default: this stage makes one. */
      twoWayTopicArn: z.optional(Arn),
    })
    .check(
      z.refine(({ standby, byAws }) => standby === undefined || byAws, {
        error: 'AWS cannot stand by where it sends nothing: set byAws',
        path: ['standby'],
      }),
      z.refine(({ perSecond, urgentPerSecond }) => urgentPerSecond < perSecond, {
        error: 'urgent texts would leave no rate for all others',
        path: ['urgentPerSecond'],
      }),
    ),
  identity: Identity,
  console: Console,
  /** Other web pages that may call the API from a browser and sign in at the staff's pool, e.g. a console under development. */
  origins: z.array(Origin),
  api: ApiRates,
  concurrency: z.optional(Concurrency),
  /** The address for alarms and the budget. It must confirm the subscription once. */
  alarmEmail: z.optional(z.email()),
  /** AWS Budgets does not exist everywhere, e.g. not in China. */
  hasBudget: z.boolean(),
  /** Open executions that Step Functions allows this account, in this region. */
  openExecutionsQuota: z.int(),
  /**
   * Over how many shards the due index is spread, so that no single partition takes the next instant of everybody: one
   * takes 1,000 writes a second, and nearly every step is one. May grow at any time, and must never shrink, also not by
   * a rollback: items written under a larger number would not be looked at.
   */
  dueShards: z.int().check(z.minimum(FEWEST_DUE_SHARDS), z.maximum(1_000)),
  /** How many people this stage is for. `npm run synth` refuses a stage that cannot ask them all in time: docs/scale.md. */
  planned: z.strictObject({
    /** Open isolations at the same time. */
    people: z.int().check(z.positive()),
    /** Where it is deployed; its quotas count. Without: the smaller quotas. */
    region: z.optional(z.string()),
    /** The spread of the communities' rule books. Default: the default rule book's. */
    spreadMinutes: z.optional(z.int().check(z.minimum(1), z.maximum(120))),
  }),
  /** What AWS has granted this account beyond its defaults (infra/capacity/quotas.ts): calls or units a second, or at once. */
  quotas: z.optional(
    z.strictObject({
      stateTransitions: z.optional(z.int()),
      startExecution: z.optional(z.int()),
      stopExecution: z.optional(z.int()),
      sendTask: z.optional(z.int()),
      tableWrites: z.optional(z.int()),
      lambdaConcurrency: z.optional(z.int()),
    }),
  ),
  /** How often a part of a grid is counted at most: a look may be about twice as old, and half costs about twice. */
  figuresEverySeconds: z.int().check(z.minimum(5), z.maximum(300)),
  throughput: z.optional(TableThroughput),
  /**
   * After a restore to a point in time: the restored table, read and written in place of the stage's own, and its stream,
   * which a restore does not turn on.
   */
  restoredTable: z.optional(z.strictObject({ name: z.string(), streamArn: Arn })),
  stations: z.array(Station),
  /** Who is told what happens. Without: there is no bus. */
  events: z.optional(Events),
  /** Other systems that call the API, each with its own secret. Where the staff's issuer is another, it makes them. */
  machines: z.array(MachineClient),
})
export const Stage = Settings.check(
  z.refine(({ concurrency = {}, quotas }) => leavesTheSteps(concurrency, quotas?.lambdaConcurrency), {
    error: "so many environments are set aside that too few are left for the workflows' steps",
    path: ['concurrency'],
  }),
)
export type Stage = z.infer<typeof Stage>

const dev: Stage = {
  name: 'dev',
  keepsData: false,
  deployment: 'all_at_once',
  planned: { people: 500 },
  smokeTest: 'by_hand',
  dueShards: 8,
  figuresEverySeconds: 10,
  logRetentionDays: 14,
  sms: { byAws: true, perSecond: 20, urgentPerSecond: 4, monthlyBudgetUsd: 10 },
  identity: { by: 'cognito' },
  console: { by: 'cloudfront' },
  origins: ['http://localhost:5173'],
  api: {
    requestsPerSecond: 50,
    burst: 100,
    writes: { perSecond: 50, burst: 100 },
    marks: { perSecond: 50, burst: 100 },
  },
  hasBudget: false,
  openExecutionsQuota: 1_000_000,
  stations: [],
  events: {},
  machines: [],
}

const prod: Stage = {
  name: 'prod',
  keepsData: true,
  deployment: { by: 'canary', percent: 10, minutes: 10 },
  planned: { people: 10_000 },
  smokeTest: 'hourly',
  dueShards: 128,
  figuresEverySeconds: 60,
  logRetentionDays: 90,
  sms: { byAws: true, perSecond: 20, urgentPerSecond: 4, monthlyBudgetUsd: 500 },
  identity: { by: 'cognito' },
  console: { by: 'cloudfront' },
  origins: [],
  api: {
    requestsPerSecond: 300,
    burst: 600,
    writes: { perSecond: 200, burst: 400 },
    marks: { perSecond: 200, burst: 400 },
  },
  concurrency: { api: 250, 'receive-sms': 100, 'receive-receipt': 50, sweep: 6 },
  hasBudget: true,
  openExecutionsQuota: 1_000_000,
  stations: [],
  events: { archiveDays: 30 },
  machines: [],
}

const stages: readonly Stage[] = [dev, prod]

/** For readers that do not know the stage of a table: a look at shards that are empty does no harm. */
export const mostDueShards = Math.max(...stages.map(({ dueShards }) => dueShards))

export class UnknownStage extends Error {
  override readonly name = 'UnknownStage'
}

/** The settings of one stage, checked. @throws UnknownStage */
export const stageNamed = (name: string): Stage => {
  const found = stages.find((stage) => stage.name === name)
  if (found === undefined)
    throw new UnknownStage(
      `there is no stage '${name}'; infra/stages/stages.ts has ${stages.map((stage) => stage.name).join(', ')}`,
    )
  return z.parse(Stage, found)
}
