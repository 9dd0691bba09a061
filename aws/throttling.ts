const THROTTLING: ReadonlySet<string> = new Set([
  'ThrottledException',
  'Throttled',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'KMSThrottling',
  'KMSThrottlingException',
  'RequestLimitExceeded',
])

/** The service is too busy and has done nothing: trying again can help. */
export const isThrottling = (error: unknown): boolean => error instanceof Error && THROTTLING.has(error.name)
