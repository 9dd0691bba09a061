import * as z from 'zod/mini'
import { functionNames } from '../bundles/grants.ts'

/** Requests that API Gateway lets through, and how many at once after a pause. */
const Rate = z.strictObject({ perSecond: z.int(), burst: z.int() })
export type Rate = z.infer<typeof Rate>

/**
 * The rate of each route of the API, so that none takes another's: of the reading ones, of the writing ones, and of the
 * mark that open consoles ask for, most of which the edge answers.
 */
export const ApiRates = z.strictObject({
  requestsPerSecond: z.int(),
  burst: z.int(),
  writes: Rate,
  marks: Rate,
})
export type ApiRates = z.infer<typeof ApiRates>

const Units = z.strictObject({ reads: z.int(), writes: z.int() })

/** Units a second. */
const Throughput = z.strictObject({
  /**
   * What it takes at once, without growing into it: at eight o'clock it cannot grow in time. AWS takes it upward only. Not
   * in every region, e.g. not in China.
   */
  warm: z.optional(Units),
  /** A limit for the bill, not for load. */
  most: z.optional(Units),
})
export type Throughput = z.infer<typeof Throughput>

/** Of the table and its indexes. An index without a limit of its own keeps to the table's. */
export const TableThroughput = z.strictObject({
  table: z.optional(Throughput),
  list: z.optional(Throughput),
  due: z.optional(Throughput),
})
export type TableThroughput = z.infer<typeof TableThroughput>

/**
 * Lambda environments that are set aside for a function, which gets no more than these: readers and texts cannot take
 * those of the workflows' steps.
 */
export const Concurrency = z.partialRecord(z.enum(functionNames), z.int().check(z.minimum(1)))
export type Concurrency = z.infer<typeof Concurrency>

/** Lambda environments of an account before anybody asks for more (infra/capacity/quotas.ts). */
const LAMBDA_ACCOUNT = 1_000

/** Lambda itself keeps 100 for functions without a number; a herd of steps needs more. */
const STEPS_KEEP = 300

/** True if enough is left for the steps of the workflows. */
export const leavesTheSteps = (concurrency: Concurrency, account = LAMBDA_ACCOUNT): boolean =>
  Object.values(concurrency).reduce((sum, one) => sum + one, STEPS_KEEP) <= account
