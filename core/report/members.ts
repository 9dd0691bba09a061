import { clean } from './normalise.ts'

export interface MemberText {
  /** undefined: no letter stands before these words. */
  readonly member: string | undefined
  readonly text: string
}

/**
 * Parts a text from a phone that several returnees share: `A36.5 B：37.0 咳嗽` speaks of A and of B. A letter counts
 * before a number, or at the very beginning; the C of 36.5 C does not.
 */
export const partByMember = (text: string, letters: readonly string[]): MemberText[] => {
  const cleaned = clean(text)
  const known = letters.map((letter) => letter.toUpperCase())
  const marks = [
    ...cleaned.matchAll(/(?<![A-Za-z])([A-Za-z])(?![A-Za-z])\s?[:.、,]?\s?(?=[\d三四])/g),
    ...cleaned.matchAll(/^([A-Za-z])(?![A-Za-z'])[\s:.、,]*(?![\s:.、,\d三四])/g),
  ].filter(([, letter = '']) => known.includes(letter.toUpperCase()))
  marks.sort((a, b) => a.index - b.index)
  const parts: MemberText[] = []
  const beginning = cleaned.slice(0, marks[0]?.index)
  if (/[\p{L}\p{N}]/u.test(beginning) || marks.length === 0)
    parts.push({ member: undefined, text: beginning.trim() })
  marks.forEach(([mark, letter = ''], at) => {
    const from = (marks[at]?.index ?? 0) + mark.length
    parts.push({ member: letter.toUpperCase(), text: cleaned.slice(from, marks[at + 1]?.index).trim() })
  })
  return parts
}
