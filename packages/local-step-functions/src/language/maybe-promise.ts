/** A value, or the promise of one. The interpreter goes on at once when it can: a promise costs time. */
export type Later<Value> = Value | Promise<Value>

export const after = <Value, Result>(
  value: Later<Value>,
  next: (value: Value) => Later<Result>,
): Later<Result> => (value instanceof Promise ? value.then(next) : next(value))

/** Catches what the work throws and what its promise rejects with. */
export const attempt = <Result>(
  work: () => Later<Result>,
  rescue: (thrown: unknown) => Later<Result>,
): Later<Result> => {
  try {
    const result = work()
    return result instanceof Promise ? result.catch(rescue) : result
  } catch (thrown) {
    return rescue(thrown)
  }
}
