import * as z from 'zod/mini'
import { type Herd, morning } from '../../infra/capacity/herd.ts'
import { beginCommand, readOptions } from '../../infra/commands/command-line.ts'
import { stageNamed } from '../../infra/stages/stages.ts'
import { type LoadOptions, playMorning } from './load-morning.ts'

// One morning with the quotas divided and enforced, against what `npm run herd` says of it.

const text = { type: 'string' } as const
const positive = z.coerce.number().check(z.int(), z.positive())
beginCommand()
const values = readOptions({
  usage:
    'npm run load [-- --people 10000] [--divide 10] [--sms 200] [--spread 30] [--region us-east-1] [--engine dynamodb|sqlite]',
  options: {
    people: { ...text, default: '10000' },
    divide: { ...text, default: '10' },
    sms: { ...text, default: '200' },
    spread: { ...text, default: '30' },
    region: text,
    engine: { ...text, default: 'dynamodb' },
  },
  schema: z.object({
    people: positive,
    divide: positive,
    sms: positive,
    spread: positive,
    region: z.optional(z.string()),
    engine: z.enum(['dynamodb', 'sqlite']),
  }),
})
const { people, divide: dividedBy, engine } = values
const sms = { perSecond: values.sms, urgentPerSecond: values.sms / 5 }
const options: LoadOptions = {
  people,
  dividedBy,
  sms,
  spreadMinutes: values.spread,
  region: values.region,
  engine,
}
const stage = stageNamed('prod')
const herd: Herd = {
  people: people * dividedBy,
  region: values.region,
  spreadMinutes: options.spreadMinutes,
  stage: { ...stage, sms: { ...stage.sms, ...sms } },
}
const cpu = process.cpuUsage()
const played = await playMorning(options, (what) => process.stderr.write(`${what}\n`))
const { user, system } = process.cpuUsage(cpu)
const counted = morning(herd)
const minutesLate = (what: string): string =>
  counted
    .find((load) => load.what.startsWith(what))
    ?.minutesLate?.toFixed(1)
    .padStart(8) ?? '-'
console.log(
  `${people} people, quotas divided by ${dividedBy}, ${options.engine}; ${((user + system) / 1e6).toFixed(0)} s of processor time`,
)
console.log(`asked ${played.asked}, reported ${played.reported}, matters ${played.matters}`)
console.log(`${''.padEnd(44)}  played counted`)
console.log(
  `${'the last prompt, minutes late'.padEnd(44)}${played.lastLate.toFixed(1).padStart(8)}${minutesLate('prompts')}`,
)
console.log(`${'99 in a hundred, minutes late'.padEnd(44)}${played.late99.toFixed(1).padStart(8)}`)
for (const [name, what] of [
  ['StateTransition', 'Step Functions: state transitions'],
  ['SendTaskSuccess', 'Step Functions: SendTaskSuccess'],
] as const) {
  const use = played.quotas[name]
  if (use !== undefined)
    console.log(
      `${`${name}: ${use.taken} taken, ${use.throttled} throttled`.padEnd(44)}${(use.longestDelay / 60_000).toFixed(1).padStart(8)}${minutesLate(what)}`,
    )
}
