/** A request without an answer yet, and its key. */
export interface Attempt {
  readonly what: string
  readonly key: string
}

/** The same request keeps the key of the attempt before; another one gets a new key. */
export const attemptFor = (
  before: Attempt | undefined,
  path: string,
  body: unknown,
  newKey: () => string,
): Attempt => {
  const what = `${path}\n${JSON.stringify(body)}`
  return before?.what === what ? before : { what, key: newKey() }
}
