/** The text of a state in lines, and the box that they need, in pixels at full size. */
export interface Lines {
  readonly width: number
  readonly height: number
  readonly titleLines: readonly string[]
  readonly glossLines: readonly string[]
  readonly noteLines: readonly string[]
}

const WIDE = /[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]/
const TITLE_AT = 13
const SMALL_AT = 11
const PADDING = 10
export const LINE = 16

const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, sign) => sum + (WIDE.test(sign) ? size : size * 0.56), 0)

/** Breaks between words, and between any two Chinese characters. */
const wrap = (text: string, size: number, width: number): string[] => {
  const parts = text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+|\s+/g) ?? []
  const lines: string[] = []
  let line = ''
  for (const part of parts) {
    if (line !== '' && widthOf(line + part, size) > width) {
      lines.push(line.trim())
      line = ''
    }
    line += part
  }
  if (line.trim() !== '') lines.push(line.trim())
  return lines
}

/** @param widest of the words */
export const linesOf = (
  {
    title,
    gloss,
    note,
  }: {
    readonly title: string
    readonly gloss?: string
    readonly note?: string
  },
  widest: number,
): Lines => {
  const titleLines = wrap(title, TITLE_AT, widest)
  const glossLines = gloss === undefined ? [] : wrap(gloss, SMALL_AT, widest)
  const noteLines = note === undefined ? [] : wrap(note, SMALL_AT, widest)
  return {
    titleLines,
    glossLines,
    noteLines,
    width: widest + 2 * PADDING,
    height:
      (titleLines.length + glossLines.length + noteLines.length) * LINE +
      PADDING +
      (note === undefined ? 0 : 8),
  }
}
