/** Runs the effects in turn, even after one fails, then throws the first failure. */
export const tryEach = async (effects: readonly (() => Promise<unknown>)[]): Promise<void> => {
  const failures: unknown[] = []
  for (const effect of effects) {
    try {
      await effect()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
