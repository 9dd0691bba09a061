import { step } from '../../aws/middleware/step-middleware.ts'
import { executions } from '../../aws/ports/executions.ts'
import { record } from '../../aws/ports/store.ts'
import { ReportFailureInput, reportFailure } from '../../usecases/report-failure/report-failure.ts'
import { Environment } from './environment.ts'

export const handler = step({
  environment: Environment,
  ports: (variables, context) => ({ ...record(variables, context), ...executions(variables, context) }),
  input: ReportFailureInput,
  run: reportFailure,
})
