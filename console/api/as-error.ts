/** What was thrown, as an error: anything may be thrown. */
export const asError = (failure: unknown): Error =>
  failure instanceof Error ? failure : new Error(String(failure))
