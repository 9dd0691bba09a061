/**
 * What only an account can prove, of a stage that is deployed there: every state of both texts by TestState, one
 * shortened life by the smoke test, and that an alarm reaches its topic. Without an account it says so and ends well.
 */
import { execFileSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { SFNClient, TestStateCommand } from '@aws-sdk/client-sfn'
import * as z from 'zod/mini'
import { stateTests } from './state-tests.ts'

const { values } = parseArgs({
  options: { profile: { type: 'string' }, stage: { type: 'string', default: 'dev' } },
})
if (values.profile !== undefined) process.env['AWS_PROFILE'] = values.profile

/** By the AWS CLI, which whoever deploys has. */
const aws = (...args: readonly string[]): unknown => {
  const said = execFileSync('aws', [...args, '--output', 'json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return said.trim() === '' ? undefined : JSON.parse(said)
}

const accountOf = (): string | undefined => {
  try {
    return z.parse(z.object({ Account: z.string() }), aws('sts', 'get-caller-identity')).Account
  } catch {
    return undefined
  }
}

const account = accountOf()
if (account === undefined) {
  console.log('skipped: no account answers. Give --profile <name> of one, with the AWS CLI installed.')
  process.exit(0)
}

/** TestState takes 10 requests a second in all regions. */
const GAP = 150

const testStates = async (): Promise<void> => {
  const client = new SFNClient({})
  for (const workflow of ['isolation', 'escalation'] as const)
    for (const test of stateTests(workflow)) {
      const { status, error, cause } = await client.send(new TestStateCommand(test))
      if (status === 'FAILED') throw new Error(`${workflow}, ${test.stateName}: ${error} ${cause}`)
      await pause(GAP)
    }
}

const Outputs = z.object({
  Stacks: z.array(
    z.object({ Outputs: z.array(z.object({ OutputKey: z.string(), OutputValue: z.string() })) }),
  ),
})

const liveShortLife = (): void => {
  const stack = ['cloudformation', 'describe-stacks', '--stack-name', `sixclear-${values.stage}`]
  const { Stacks } = Outputs.parse(aws(...stack))
  const name = Stacks[0]?.Outputs.find(({ OutputKey }) => OutputKey === 'SmokeTestFunction')?.OutputValue
  if (name === undefined) throw new Error(`the stage ${values.stage} is not deployed in account ${account}`)
  const call = [
    'lambda',
    'invoke',
    '--function-name',
    `${name}:live`,
    '--cli-read-timeout',
    '420',
    '/dev/stderr',
  ]
  const { FunctionError } = z.parse(z.object({ FunctionError: z.optional(z.string()) }), aws(...call))
  if (FunctionError !== undefined)
    throw new Error('the smoke test failed: its log says which step did not come')
}

const Alarms = z.object({ MetricAlarms: z.array(z.object({ AlarmName: z.string() })) })
const History = z.object({ AlarmHistoryItems: z.array(z.object({ HistorySummary: z.string() })) })

const fireAlarm = async (): Promise<void> => {
  const prefix = `sixclear-${values.stage}-observability`
  const { MetricAlarms } = Alarms.parse(aws('cloudwatch', 'describe-alarms', '--alarm-name-prefix', prefix))
  const name = MetricAlarms.find(({ AlarmName }) => AlarmName.includes('SomebodyLeftBehind'))?.AlarmName
  if (name === undefined) throw new Error(`no alarm begins with ${prefix}`)
  const set = ['cloudwatch', 'set-alarm-state', '--alarm-name', name, '--state-reason', 'a test']
  aws(...set, '--state-value', 'ALARM')
  await pause(10_000)
  const asked = [
    'cloudwatch',
    'describe-alarm-history',
    '--alarm-name',
    name,
    '--history-item-type',
    'Action',
  ]
  const { AlarmHistoryItems } = History.parse(aws(...asked, '--max-records', '1'))
  aws(...set, '--state-value', 'OK')
  if (!/Successfully executed action/.test(AlarmHistoryItems[0]?.HistorySummary ?? ''))
    throw new Error(`${name} rang and its topic did not take it`)
}

for (const [what, prove] of [
  ['every state of both texts', testStates],
  ['one shortened life', liveShortLife],
  ['an alarm that reaches its topic', fireAlarm],
] as const) {
  await prove()
  console.log(`  proved  ${what}`)
}
