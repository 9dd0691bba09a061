import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  ExecutionLimitExceeded,
  type ExecutionListItem,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  type SFNClient,
  StartExecutionCommand,
  type ExecutionStatus as StatusOnAws,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import {
  type Execution,
  ExecutionLimitReached,
  type ExecutionStatus,
  type Executions,
  type Workflow,
} from '../core/ports/executions.ts'
import { type Instant, instant } from '../core/time/instant.ts'
import { executionEvent } from './execution-event.ts'
import { shortenedCause } from './step-functions-tasks.ts'
import { throttled } from './step-functions-throttling.ts'

export interface ExecutionsOptions {
  readonly client: SFNClient
  /** Of the machines themselves or of their aliases. */
  readonly stateMachineArns: Readonly<Record<Workflow, string>>
}

/**
 * The executions on AWS Step Functions.
 * StartExecution answers a repeated start of an open execution with the same input as if it were the first: such a start is
 * reported as `started`; with another input, as `already_running`.
 */
export const makeExecutions = ({ client, stateMachineArns }: ExecutionsOptions): Executions => {
  const executionArn = (workflow: Workflow, name: string): string =>
    executionArnOf(stateMachineArns[workflow], name)

  const find = (workflow: Workflow, name: string): Promise<Execution | undefined> =>
    unlessMissing(async () => {
      const found = await client.send(
        new DescribeExecutionCommand({ executionArn: executionArn(workflow, name) }),
      )
      return toExecution(workflow, { ...found, name: found.name ?? name })
    })

  return {
    start: async (workflow, name, input) => {
      try {
        const stateMachineArn = stateMachineArns[workflow]
        const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) })
        await throttled(() => client.send(command))
        return 'started'
      } catch (error) {
        if (error instanceof ExecutionLimitExceeded)
          throw new ExecutionLimitReached(`no room for another execution of ${workflow}`, { cause: error })
        if (!(error instanceof ExecutionAlreadyExists)) throw error
        const existing = await find(workflow, name)
        // An execution that was just started may not be visible yet: the caller tries again.
        if (existing === undefined) throw error
        return existing.status === 'RUNNING' ? 'already_running' : 'already_ended'
      }
    },

    stop: async (workflow, name, cause) => {
      await unlessMissing(() =>
        client.send(
          new StopExecutionCommand({
            executionArn: executionArn(workflow, name),
            cause: shortenedCause(cause),
          }),
        ),
      )
    },

    describe: find,

    list: async (workflow, { status, cursor }) => {
      const { executions = [], nextToken } = await throttled(() =>
        client.send(
          new ListExecutionsCommand({
            stateMachineArn: machineOf(stateMachineArns[workflow]),
            statusFilter: status,
            maxResults: 1000,
            nextToken: cursor,
          }),
        ),
      )
      return {
        executions: executions.map((execution) => toExecution(workflow, execution)),
        ...(nextToken !== undefined && { cursor: nextToken }),
      }
    },

    history: (workflow, name, cursor) =>
      unlessMissing(async () => {
        const { events = [], nextToken } = await client.send(
          new GetExecutionHistoryCommand({
            executionArn: executionArn(workflow, name),
            maxResults: 1000,
            nextToken: cursor,
          }),
        )
        return { events: events.map(executionEvent), ...(nextToken !== undefined && { cursor: nextToken }) }
      }),

    link: (workflow, name) => pageOf(executionArn(workflow, name)),
  }
}

/** An alias lists only what it has started itself: what began before it, or without it, would seem lost. */
const machineOf = (stateMachineArn: string): string => stateMachineArn.split(':').slice(0, 7).join(':')

/** `arn:aws:states:<region>:<account>:stateMachine:<machine>[:<alias>]` names the machine in its seventh part. */
const executionArnOf = (stateMachineArn: string, name: string): string => {
  const [arn, partition, service, region, account, , machine] = stateMachineArn.split(':')
  return [arn, partition, service, region, account, 'execution', machine, name].join(':')
}

/** Each partition of AWS has a console of its own. */
const CONSOLES: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
}

const pageOf = (executionArn: string): string | undefined => {
  const [, partition = '', , region = ''] = executionArn.split(':')
  const host = CONSOLES[partition]
  return host === undefined
    ? undefined
    : `https://${region}.${host}/states/home?region=${region}#/v2/executions/details/${executionArn}`
}

const unlessMissing = async <Answer>(send: () => Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await throttled(send)
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return undefined
    throw error
  }
}

type Described = Pick<ExecutionListItem, 'name' | 'status' | 'startDate' | 'stopDate'> & {
  readonly error?: string | undefined
  readonly cause?: string | undefined
}

const toExecution = (
  workflow: Workflow,
  { name, status, startDate, stopDate, error, cause }: Described,
): Execution => {
  if (name === undefined || status === undefined || startDate === undefined)
    throw new TypeError(
      `Step Functions described an execution of ${workflow} without its name, status or start`,
    )
  return {
    workflow,
    name,
    status: STATUS[status],
    startedAt: at(startDate),
    ...(stopDate !== undefined && { stoppedAt: at(stopDate) }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  }
}

const at = (date: Date): Instant => instant(date.getTime())

const STATUS: Readonly<Record<StatusOnAws, ExecutionStatus>> = {
  RUNNING: 'RUNNING',
  SUCCEEDED: 'SUCCEEDED',
  FAILED: 'FAILED',
  TIMED_OUT: 'TIMED_OUT',
  ABORTED: 'ABORTED',
  // Only the children of a distributed Map wait for a redrive; our workflows have none.
  PENDING_REDRIVE: 'FAILED',
}
