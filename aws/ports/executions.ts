import { SFNClient } from '@aws-sdk/client-sfn'
import type { PortContext } from '../port-context.ts'
import { makeExecutions } from '../step-functions-executions.ts'
import { makeTasks } from '../step-functions-tasks.ts'

/** At eight o'clock everybody shares the quotas of Step Functions, so the client slows down by itself. */
const stepFunctions = ({ clients }: PortContext) =>
  new SFNClient({ maxAttempts: 5, retryMode: 'adaptive', ...clients })

interface Workflows {
  readonly ISOLATION_WORKFLOW_ARN: string
  readonly ESCALATION_WORKFLOW_ARN: string
}

/** The executions in Step Functions, and the tasks at which they wait. */
export const executions = (
  { ISOLATION_WORKFLOW_ARN, ESCALATION_WORKFLOW_ARN }: Workflows,
  context: PortContext,
) => {
  const client = stepFunctions(context)
  const stateMachineArns = { isolation: ISOLATION_WORKFLOW_ARN, escalation: ESCALATION_WORKFLOW_ARN }
  return { executions: makeExecutions({ client, stateMachineArns }), tasks: makeTasks(client) }
}

/** The tasks alone. */
export const tasks = (_: object, context: PortContext) => ({ tasks: makeTasks(stepFunctions(context)) })
