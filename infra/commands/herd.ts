import * as z from 'zod/mini'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import type { Herd } from '../capacity/herd.ts'
import { herdReport } from '../capacity/herd-report.ts'
import { stageNamed } from '../stages/stages.ts'
import { beginCommand, readOptions } from './command-line.ts'

const USAGE =
  'npm run herd -- --people <number> [--region <region>] [--stage <stage>] [--spread <minutes>] [--sms <texts a second>] [--requests <of the API, a second>]'

const positive = z.coerce.number().check(z.int(), z.positive())
const Options = z.object({
  people: positive,
  region: z.optional(
    z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'expected a region such as us-east-1')),
  ),
  stage: z.string(),
  spread: positive,
  sms: z.optional(positive),
  requests: z.optional(positive),
})

/** @throws CannotGoOn when an option is missing or wrong */
export const herdOf = (args: readonly string[]): Herd => {
  const text = { type: 'string' } as const
  const options = {
    people: text,
    region: text,
    stage: { ...text, default: 'prod' },
    spread: { ...text, default: `${defaultRuleBook.slots.spreadMinutes}` },
    sms: text,
    requests: text,
  }
  const read = readOptions({ usage: USAGE, options, schema: Options }, args)
  const { people, region, spread, sms, requests } = read
  const stage = stageNamed(read.stage)
  return {
    people,
    region,
    spreadMinutes: spread,
    stage: {
      ...stage,
      sms: { ...stage.sms, ...(sms === undefined ? {} : { perSecond: sms, urgentPerSecond: sms / 5 }) },
      api: {
        ...stage.api,
        ...(requests === undefined
          ? {}
          : { requestsPerSecond: requests, marks: { perSecond: requests, burst: requests } }),
      },
    },
  }
}

// The morning of so many people against what AWS allows, and what it costs: docs/scale.md.
if (import.meta.main) {
  beginCommand()
  for (const line of herdReport(herdOf(process.argv.slice(2)))) console.log(line)
}
