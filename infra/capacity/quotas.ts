/** A rate that refills, with what may be taken at once after a pause; or a number that may be in use at a time. */
export type Quota =
  | { readonly perSecond: number; readonly bucket: number; readonly source: string; readonly asOf: string }
  | { readonly atOnce: number; readonly source: string; readonly asOf: string }

export type Rate = Extract<Quota, { readonly perSecond: number }>
type Count = Extract<Quota, { readonly atOnce: number }>

/** What AWS allows an account in one region before anybody asks for more. A new account has less of some of it. */
export interface Quotas {
  readonly stateTransitions: Rate
  readonly startExecution: Rate
  readonly stopExecution: Rate
  readonly sendTask: Rate
  readonly listExecutions: Rate
  readonly openExecutions: Count
  readonly lambdaConcurrency: Count
  readonly tableWrites: Rate
  readonly partitionWrites: Rate
  readonly apiRequests: Rate
}

const GUIDES = 'https://docs.aws.amazon.com'
const page = (path: string) => ({ source: `${GUIDES}/${path}`, asOf: '2026-11' })

const STEP_FUNCTIONS = page('step-functions/latest/dg/service-quotas.html')
const LAMBDA = page('lambda/latest/dg/gettingstarted-limits.html')
const DYNAMODB = page('amazondynamodb/latest/developerguide/ServiceQuotas.html')
const PARTITION = page('amazondynamodb/latest/developerguide/bp-partition-key-design.html')
const API_GATEWAY = page('apigateway/latest/developerguide/limits.html')

/** The quotas that are the same everywhere. */
const everywhere = {
  openExecutions: { atOnce: 1_000_000, ...STEP_FUNCTIONS },
  lambdaConcurrency: { atOnce: 1_000, ...LAMBDA },
  tableWrites: { perSecond: 40_000, bucket: 0, ...DYNAMODB },
  partitionWrites: { perSecond: 1_000, bucket: 0, ...PARTITION },
  apiRequests: { perSecond: 10_000, bucket: 5_000, ...API_GATEWAY },
}

const inTheLargest: Quotas = {
  ...everywhere,
  stateTransitions: { perSecond: 5_000, bucket: 5_000, ...STEP_FUNCTIONS },
  startExecution: { perSecond: 300, bucket: 1_300, ...STEP_FUNCTIONS },
  stopExecution: { perSecond: 200, bucket: 1_000, ...STEP_FUNCTIONS },
  sendTask: { perSecond: 500, bucket: 3_000, ...STEP_FUNCTIONS },
  listExecutions: { perSecond: 5, bucket: 200, ...STEP_FUNCTIONS },
}

const elsewhere: Quotas = {
  ...everywhere,
  stateTransitions: { perSecond: 800, bucket: 800, ...STEP_FUNCTIONS },
  startExecution: { perSecond: 150, bucket: 800, ...STEP_FUNCTIONS },
  stopExecution: { perSecond: 25, bucket: 500, ...STEP_FUNCTIONS },
  sendTask: { perSecond: 300, bucket: 1_500, ...STEP_FUNCTIONS },
  listExecutions: { perSecond: 2, bucket: 100, ...STEP_FUNCTIONS },
}

/** Step Functions gives three regions more than the others. */
const LARGEST = new Set(['us-east-1', 'us-west-2', 'eu-west-1'])

/** Without a region: the smaller ones. */
export const quotasIn = (region?: string): Quotas =>
  region !== undefined && LARGEST.has(region) ? inTheLargest : elsewhere
