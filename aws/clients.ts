/**
 * A call that has not been answered by then will not be: shorter than any function may take, so that the function can
 * still say what it was waiting for.
 */
export const PATIENCE = { connectionTimeout: 1_000, requestTimeout: 4_000 } as const
