/**
 * The text on one line, at most `longest` UTF-16 units of it; the mark stands where something was cut.
 * Never cuts a character in half.
 */
export const clip = (text: string, longest: number, mark = '…'): string => {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  if (line.length <= longest) return line
  let kept = ''
  for (const character of line) {
    if (kept.length + character.length + mark.length > longest) break
    kept += character
  }
  return kept.trimEnd() + mark
}
