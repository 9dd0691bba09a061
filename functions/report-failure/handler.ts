import { step } from '../../aws/middleware/step-middleware.ts'
import { record } from '../../aws/ports/store.ts'
import { ReportFailureInput, reportFailure } from '../../usecases/report-failure/report-failure.ts'
import { Environment } from './environment.ts'

export const handler = step({
  environment: Environment,
  ports: record,
  input: ReportFailureInput,
  run: reportFailure,
})
