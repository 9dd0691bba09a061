import { fewAtOnce } from '../../record/few-at-once.ts'

/** Runs the effects, one after the other or so many at once, even after one fails, then throws the first failure. */
export const tryEach = async (
  effects: readonly (() => Promise<unknown>)[],
  { atOnce = 1 }: { readonly atOnce?: number } = {},
): Promise<void> => {
  const failures: unknown[] = []
  await fewAtOnce(effects, atOnce, async (effect) => {
    try {
      await effect()
    } catch (error) {
      failures.push(error)
    }
  })
  if (failures.length > 0) throw failures[0]
}
