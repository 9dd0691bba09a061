/** Interned: keeps one copy of each repeated text, so that whole keys can be freed. */
const kept = new Map<string, string>()

export const oneCopy = (text: string): string => {
  const known = kept.get(text)
  if (known !== undefined) return known
  if (kept.size > 5_000) kept.clear()
  const copy = Buffer.from(text).toString()
  kept.set(copy, copy)
  return copy
}
