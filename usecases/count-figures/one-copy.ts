/** Texts repeat from one item to the next: one copy of each will do, and none that holds on to a whole key. */
const kept = new Map<string, string>()

export const oneCopy = (text: string): string => {
  const known = kept.get(text)
  if (known !== undefined) return known
  if (kept.size > 5_000) kept.clear()
  const copy = Buffer.from(text).toString()
  kept.set(copy, copy)
  return copy
}
