import { SFNClient } from '@aws-sdk/client-sfn'
import type { AnyEnvironment } from '../environment.ts'
import { NotWired } from '../make-ports.ts'
import { REQUEST_TIMEOUTS } from '../request-timeouts.ts'
import { makeExecutions } from '../step-functions-executions.ts'

/**
 * The executions in Step Functions. At eight o'clock everybody shares its quotas, so the client slows down by
 * itself.
 */
export const executions = (environment: AnyEnvironment) => ({
  executions: makeExecutions({
    client: new SFNClient({ maxAttempts: 5, retryMode: 'adaptive', requestHandler: REQUEST_TIMEOUTS }),
    stateMachineArns: {
      get isolation() {
        return environment.ISOLATION_WORKFLOW_ARN ?? NotWired.raise('ISOLATION_WORKFLOW_ARN')
      },
      get escalation() {
        return environment.ESCALATION_WORKFLOW_ARN ?? NotWired.raise('ESCALATION_WORKFLOW_ARN')
      },
    },
  }),
})
