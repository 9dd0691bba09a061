/**
 * Shorter than any function's timeout, so that the function can still retry or say what it was waiting for. Without
 * the last line the SDK would only warn, and go on waiting.
 */
export const REQUEST_TIMEOUTS = {
  connectionTimeout: 1_000,
  requestTimeout: 4_000,
  throwOnRequestTimeout: true,
} as const
