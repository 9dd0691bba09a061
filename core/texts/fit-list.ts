/** As many words as fit, at least one, then how many were left out. */
export const fitList = (
  words: readonly string[],
  room: number,
  joint: string,
  more: (left: number) => string,
): string => {
  for (let count = words.length; count > 1; count -= 1) {
    const left = words.length - count
    const said = words.slice(0, count).join(joint) + (left === 0 ? '' : more(left))
    if (said.length <= room) return said
  }
  const [first = ''] = words
  const said = words.length > 1 ? first + more(words.length - 1) : first
  return said.length <= room ? said : first
}
