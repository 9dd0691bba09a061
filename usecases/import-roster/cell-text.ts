// Zero-width and direction marks are copied along with a number from a chat.
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g
// Spreadsheets write this apostrophe to keep a cell as text.
const TEXT_MARK = /^['’](?=[\p{N}=+\-@\t\r＝＋－＠])/u

// ="13800000301" and =T("...") keep a number as text too.
const TEXT_FORMULA = /^=(?:T\()?["“]((?:[^"“”]|"")*)["”]\)?$/i
const NUMBER_FORMULA = /^=(?=\+?\d[\d.]*$)/

/** The cell as a person sees it. */
export const cleanCell = (cell: string): string => {
  const text = cell.replace(INVISIBLE, '').trim()
  const [, inFormula] = TEXT_FORMULA.exec(text) ?? []
  return inFormula === undefined
    ? text.replace(NUMBER_FORMULA, '').replace(TEXT_MARK, '')
    : inFormula.replaceAll('""', '"').trim()
}

/** Full-width letters, digits and signs made plain, blanks as one space. */
export const plainText = (cell: string): string => cell.normalize('NFKC').replace(/\s+/g, ' ').trim()

const NOTHING = new Set([
  '',
  '-',
  '--',
  '—',
  '——',
  '/',
  'none',
  'n/a',
  'na',
  'nil',
  'null',
  '无',
  '没有',
  '暂无',
])

/** People also write a word to say that a cell is empty. */
export const isBlank = (cell: string): boolean => NOTHING.has(plainText(cell).toLowerCase())

const count = (text: string, what: RegExp, one: string): string | undefined => {
  const found = text.match(what)?.length ?? 0
  if (found === 0) return undefined
  return `${found} ${one}${found === 1 ? '' : 's'}`
}

/** Describes a cell without showing it: `11 digits`, `3 letters and 1 sign`. */
export const shapeOf = (cell: string): string => {
  const parts = [
    count(cell, /\p{L}/gu, 'letter'),
    count(cell, /\p{N}/gu, 'digit'),
    count(cell, /[^\p{L}\p{N}\s]/gu, 'sign'),
  ].filter((part) => part !== undefined)
  if (parts.length === 0) return 'empty'
  return parts.length === 1 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
