/** Runs the same for every value, a few at a time, and returns the results in the order of the values. */
export const fewAtOnce = async <Value, Result>(
  values: readonly Value[],
  most: number,
  run: (value: Value) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let index = next; index < values.length; index = next) {
      next += 1
      const value = values[index]
      if (value !== undefined) results[index] = await run(value)
    }
  }
  await Promise.all(Array.from({ length: Math.min(most, values.length) }, work))
  return results
}
