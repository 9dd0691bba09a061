/**
 * The text on one line, at most `longest` UTF-16 units; the mark shows where it was cut. Never cuts a character in
 * half.
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

/**
 * The text on one line, at most `longest` UTF-16 units, cut in the middle: family members' names keep both what they
 * share and what differs.
 */
export const clipMiddle = (text: string, longest: number, mark = '…'): string => {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  if (line.length <= longest) return line
  const room = Math.max(0, longest - mark.length)
  const tail: string[] = []
  const characters = [...line]
  let size = 0
  for (const character of characters.toReversed()) {
    if (size + character.length > Math.ceil(room / 2)) break
    size += character.length
    tail.unshift(character)
  }
  let head = ''
  for (const character of characters) {
    if (head.length + character.length > room - size) break
    head += character
  }
  return `${head.trimEnd()}${mark}${tail.join('').trimStart()}`
}
