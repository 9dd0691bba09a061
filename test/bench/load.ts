import { parseArgs } from 'node:util'
import { type Herd, morning } from '../../infra/capacity/herd.ts'
import { stageNamed } from '../../infra/stages/stages.ts'
import { type LoadOptions, playMorning } from './load-morning.ts'

// One morning with the quotas divided and enforced, against what `npm run herd` says of it.
// npm run load -- --people 10000 --divide 10 [--sms 200] [--spread 30] [--region us-east-1] [--engine sqlite]

const text = { type: 'string' } as const
const { values } = parseArgs({
  options: {
    people: { ...text, default: '10000' },
    divide: { ...text, default: '10' },
    sms: { ...text, default: '200' },
    spread: { ...text, default: '30' },
    region: text,
    engine: { ...text, default: 'dynamodb' },
  },
})
const people = Number(values.people)
const dividedBy = Number(values.divide)
const sms = { perSecond: Number(values.sms), urgentPerSecond: Number(values.sms) / 5 }
const options: LoadOptions = {
  people,
  dividedBy,
  sms,
  spreadMinutes: Number(values.spread),
  region: values.region,
  engine: values.engine === 'sqlite' ? 'sqlite' : 'dynamodb',
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
