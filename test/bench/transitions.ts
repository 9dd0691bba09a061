import { StateMachine } from 'aws-local-stepfunctions'
import { StepFunctions } from 'local-step-functions'
import { Timeline } from 'local-step-functions/timeline'
import * as z from 'zod/mini'

/**
 * Transitions a second of the local Step Functions against npm aws-local-stepfunctions, on the same loop in one run:
 * Wait, a task that only counts, Choice, 28 times round. A transition here is a state entered, on both sides.
 * Figures compare within one run of this program; across machines and days they say nothing.
 */
const LAPS = 28
const EXECUTIONS = 1_000
const STATES_ENTERED = 3 * LAPS + 1
const ROUNDS = 7
const FUNCTION = 'arn:aws:lambda:local-1:000000000000:function:ask'
const WAIT = 'Wait for the slot'

const counted = z.object({ lap: z.number() })

/** What the task does, on both sides. */
const ask = async (input: unknown) => {
  const { lap } = counted.parse(input)
  return { lap: lap + 1 }
}

/** Gives the number of states entered. */
type Run = () => Promise<number>

const runOurs: Run = async () => {
  const timeline = new Timeline({ startAt: Date.UTC(2026, 2, 1) })
  const service = new StepFunctions({
    timeline,
    seed: 'bench',
    invoke: (_, payload) => ask(payload),
    publish: async () => ({}),
  })
  const { stateMachineArn } = service.createStateMachine({
    name: 'loop',
    roleArn: 'arn:aws:iam::000000000000:role/bench',
    definition: JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: WAIT,
      States: {
        [WAIT]: { Type: 'Wait', Seconds: 43_200, Next: 'Ask' },
        Ask: { Type: 'Task', Resource: FUNCTION, Next: 'Again?' },
        'Again?': {
          Type: 'Choice',
          Choices: [{ Condition: `{% $states.input.lap < ${LAPS} %}`, Next: WAIT }],
          Default: 'Done',
        },
        Done: { Type: 'Succeed' },
      },
    }),
  })
  for (let index = 0; index < EXECUTIONS; index += 1)
    service.startExecution({ stateMachineArn, name: `run-${index}`, input: '{"lap":0}' })
  await timeline.runUntilIdle()
  // The start of an execution counts as a transition too: not in this comparison.
  return service.transitions() - EXECUTIONS
}

const theirMachine = new StateMachine({
  StartAt: WAIT,
  States: {
    [WAIT]: { Type: 'Wait', Seconds: 43_200, Next: 'Ask' },
    Ask: { Type: 'Task', Resource: FUNCTION, Next: 'Again?' },
    'Again?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.lap', NumericLessThan: LAPS, Next: WAIT }],
      Default: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
})

const theirOptions = {
  overrides: {
    taskResourceLocalHandlers: { Ask: ask },
    waitTimeOverrides: { [WAIT]: 0 },
  },
}

/** So many executions at once. */
const runTheirs =
  (concurrency: number): Run =>
  async () => {
    let left = EXECUTIONS
    const worker = async () => {
      while (left > 0) {
        left -= 1
        await theirMachine.run({ lap: 0 }, theirOptions).result
      }
    }
    await Promise.all(Array.from({ length: concurrency }, worker))
    return EXECUTIONS * STATES_ENTERED
  }

const checkTheirCount = async () => {
  let entered = 0
  for await (const { type } of theirMachine.run({ lap: 0 }, theirOptions).eventLogs)
    if (type === 'StateEntered') entered += 1
  if (entered !== STATES_ENTERED) throw new Error(`they entered ${entered} states, not ${STATES_ENTERED}`)
}

const perSecond = async (run: Run): Promise<number> => {
  globalThis.gc?.()
  const began = performance.now()
  const transitions = await run()
  const seconds = (performance.now() - began) / 1000
  if (transitions !== EXECUTIONS * STATES_ENTERED) throw new Error(`${transitions} states were entered`)
  return transitions / seconds
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const bestConcurrency = async (): Promise<number> => {
  let best = { concurrency: 1, rate: 0 }
  for (const concurrency of [1, 3, 10, 30, 100, 1_000]) {
    const run = runTheirs(concurrency)
    const rate = Math.max(await perSecond(run), await perSecond(run))
    if (rate > best.rate) best = { concurrency, rate }
  }
  return best.concurrency
}

await checkTheirCount()
const concurrency = await bestConcurrency()
await perSecond(runOurs)

const ours: number[] = []
const theirs: number[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  ours.push(await perSecond(runOurs))
  theirs.push(await perSecond(runTheirs(concurrency)))
}

const rounded = (rate: number) => Math.round(rate).toLocaleString('en')
const row = (engine: string, rates: readonly number[]) => ({
  engine,
  'transitions a second (median)': rounded(median(rates)),
  slowest: rounded(Math.min(...rates)),
  fastest: rounded(Math.max(...rates)),
})
console.table([
  row('ours: JSONata, virtual clock, full history', ours),
  row(`aws-local-stepfunctions 3: JSONPath, waits of 0, ${concurrency} at once`, theirs),
])
const ratios = ours.map((rate, index) => rate / (theirs[index] ?? Number.NaN))
console.log(`ours / theirs, round by round: median ${median(ratios).toFixed(2)}`)
