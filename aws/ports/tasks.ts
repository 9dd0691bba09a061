import type { PortContext } from '../port-context.ts'
import { makeTasks } from '../step-functions-tasks.ts'
import { stepFunctions } from './step-functions-client.ts'

/** The tasks at which executions wait. */
export const tasks = (_: object, context: PortContext) => ({ tasks: makeTasks(stepFunctions(context)) })
