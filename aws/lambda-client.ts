import { fromEnv } from '@aws-sdk/credential-provider-env'

/** What every client of a function is made with. */
export const LAMBDA_CLIENT = {
  // Lambda puts them there. The SDK's chain would look at files, processes and other services too.
  credentials: fromEnv(),
  /**
   * Shorter than any function's timeout, so that the function can still retry or say what it was waiting for. Without
   * the last line the SDK would only warn, and go on waiting.
   */
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout: 4_000,
    throwOnRequestTimeout: true,
  },
} as const
