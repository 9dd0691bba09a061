import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import * as z from 'zod/mini'
import type { MoveInput } from '../../usecases/move-executions/move-executions.ts'

/** The same options name the same execution: a repetition finds the move that runs, or that is over. */
export const startMove = async (
  client: SFNClient,
  stateMachineArn: string,
  input: MoveInput,
): Promise<string> => {
  const name = `${input.workflow}-${input.before.replaceAll(/[^0-9]/g, '')}`
  const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`
  try {
    await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }))
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ExecutionAlreadyExists')) throw error
  }
  return executionArn
}

const State = z.object({ moved: z.int(), do: z.optional(z.string()), at: z.optional(z.string()) })

const words = ({ moved, do: next, at }: z.infer<typeof State>): string =>
  next === 'wait' ? `${moved} moved; people answer now, it goes on at ${at}` : `${moved} moved`

/** A line whenever it has come further, until it is over. */
export async function* followMove(
  client: SFNClient,
  executionArn: string,
  pause: () => Promise<void>,
): AsyncGenerator<string> {
  let shown = ''
  for (;;) {
    const { status, output } = await client.send(new DescribeExecutionCommand({ executionArn }))
    if (status === 'SUCCEEDED') {
      yield `${State.parse(JSON.parse(output ?? '{}')).moved} moved: all that were older`
      return
    }
    if (status !== 'RUNNING') {
      yield `${status}: redrive it (aws stepfunctions redrive-execution --execution-arn ${executionArn})`
      return
    }
    const { events = [] } = await client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 20 }),
    )
    const last = events
      .map(({ stateExitedEventDetails }) => stateExitedEventDetails?.output)
      .find((each) => each !== undefined)
    const state = State.safeParse(JSON.parse(last ?? '{}'))
    const line = state.success ? words(state.data) : 'begun'
    if (line !== shown) yield line
    shown = line
    await pause()
  }
}
