import { KmsThrottlingException } from '@aws-sdk/client-sfn'
import { ExecutionsThrottled } from '../core/ports/executions.ts'

const THROTTLING: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
])

/** @throws ExecutionsThrottled when Step Functions is too busy */
export const throttled = async <Answer>(send: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await send()
  } catch (error) {
    if (error instanceof KmsThrottlingException || (error instanceof Error && THROTTLING.has(error.name)))
      throw new ExecutionsThrottled(`Step Functions throttles: ${error.message}`, { cause: error })
    throw error
  }
}
