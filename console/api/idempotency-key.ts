/** A request whose answer has not come, and the key under which it goes. */
export interface Attempt {
  readonly what: string
  readonly key: string
}

/** The key of the attempt before when the same is asked once more, else a new one. */
export const attemptFor = (
  before: Attempt | undefined,
  path: string,
  body: unknown,
  newKey: () => string,
): Attempt => {
  const what = `${path}\n${JSON.stringify(body)}`
  return before?.what === what ? before : { what, key: newKey() }
}
