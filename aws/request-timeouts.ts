/**
 * A call that has not been answered by then will not be: shorter than any function may take, so that the function can
 * still try again, or say what it was waiting for. Without the last line the SDK would only warn, and wait on.
 */
export const PATIENCE = {
  connectionTimeout: 1_000,
  requestTimeout: 4_000,
  throwOnRequestTimeout: true,
} as const
