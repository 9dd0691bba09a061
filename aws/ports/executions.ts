import type { PortContext } from '../port-context.ts'
import { makeExecutions } from '../step-functions-executions.ts'
import { stepFunctions } from './step-functions-client.ts'

interface Workflows {
  readonly ISOLATION_WORKFLOW_ARN: string
  readonly ESCALATION_WORKFLOW_ARN: string
}

/** The executions in Step Functions. */
export const executions = (
  { ISOLATION_WORKFLOW_ARN, ESCALATION_WORKFLOW_ARN }: Workflows,
  context: PortContext,
) => ({
  executions: makeExecutions({
    client: stepFunctions(context),
    stateMachineArns: { isolation: ISOLATION_WORKFLOW_ARN, escalation: ESCALATION_WORKFLOW_ARN },
  }),
})
