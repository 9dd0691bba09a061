import {
  InvalidToken,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn'
import type { Tasks } from '../core/ports/tasks.ts'
import { throttled } from './step-functions-throttling.ts'

/** AWS refuses a cause of more characters. A cut text is better than an unanswered task. */
export const shortenedCause = (cause: string): string => cause.slice(0, 32_768)

const answer = async (send: () => Promise<unknown>): Promise<'taken' | 'dead_token'> => {
  try {
    await throttled(send)
    return 'taken'
  } catch (error) {
    if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken)
      return 'dead_token'
    throw error
  }
}

/** The waiting tasks of AWS Step Functions. */
export const makeTasks = (client: SFNClient): Tasks => ({
  succeed: (taskToken, output) =>
    answer(() => client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }))),
  fail: (taskToken, error, cause) =>
    answer(() => client.send(new SendTaskFailureCommand({ taskToken, error, cause: shortenedCause(cause) }))),
})
