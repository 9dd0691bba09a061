import { parseArgs } from 'node:util'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { herdReport } from '../capacity/herd-report.ts'
import { stageNamed } from '../stages/stages.ts'

// The morning of so many people against what AWS allows, and what it costs.

const USAGE = 'npm run herd -- --people <number> [--region <region>] [--stage <stage>] [--spread <minutes>]'

const { values } = parseArgs({
  options: {
    people: { type: 'string' },
    region: { type: 'string' },
    stage: { type: 'string', default: 'prod' },
    spread: { type: 'string' },
  },
})
const people = Number(values.people)
const spreadMinutes = Number(values.spread ?? defaultRuleBook.slots.spreadMinutes)
if (!(Number.isSafeInteger(people) && people > 0 && spreadMinutes > 0))
  throw new TypeError(`what is missing, or not a number: ${USAGE}`)
const { region, stage } = values
for (const line of herdReport({ people, region, spreadMinutes, stage: stageNamed(stage) })) console.log(line)
