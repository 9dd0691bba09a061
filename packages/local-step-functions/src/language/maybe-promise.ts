/** A value, or the promise of one. The interpreter goes on at once when it can: a promise costs time. */
export type MaybePromise<Value> = Value | Promise<Value>

export const andThen = <Value, Result>(
  value: MaybePromise<Value>,
  next: (value: Value) => MaybePromise<Result>,
): MaybePromise<Result> => (value instanceof Promise ? value.then(next) : next(value))

/** Catches what is thrown and what the promise rejects with. */
export const orElse = <Result>(
  run: () => MaybePromise<Result>,
  rescue: (thrown: unknown) => MaybePromise<Result>,
): MaybePromise<Result> => {
  try {
    const result = run()
    return result instanceof Promise ? result.catch(rescue) : result
  } catch (thrown) {
    return rescue(thrown)
  }
}
