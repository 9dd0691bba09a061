/** A part of a text, in UTF-16 units; `to` is exclusive. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A rewritten text that knows where each of its characters was in the original. */
export interface MappedText {
  readonly text: string
  /** The position of each character in the original, and of the end. */
  readonly at: readonly number[]
}

export const mapped = (text: string): MappedText => ({
  text,
  at: Array.from({ length: text.length + 1 }, (_, index) => index),
})

/** Rewrites every match; the replacement keeps the position of its match. */
export const rewrite = (
  { text, at }: MappedText,
  pattern: RegExp,
  write: (match: RegExpExecArray) => string,
): MappedText => {
  let written = ''
  const places: number[] = []
  let from = 0
  const copy = (to: number): void => {
    written += text.slice(from, to)
    for (let index = from; index < to; index += 1) places.push(at[index] ?? 0)
  }
  for (const match of text.matchAll(pattern)) {
    const instead = write(match)
    if (instead === match[0]) continue
    copy(match.index)
    written += instead
    for (let index = 0; index < instead.length; index += 1) places.push(at[match.index] ?? 0)
    from = match.index + match[0].length
  }
  if (from === 0) return { text, at }
  copy(text.length)
  places.push(at[text.length] ?? 0)
  return { text: written, at: places }
}

/** The position in the original of a part of the rewritten text. */
export const originOf = ({ at }: MappedText, { from, to }: Span): Span => ({
  from: at[from] ?? 0,
  to: at[to] ?? 0,
})
