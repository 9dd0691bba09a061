const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** The check character of a number, by GB 11643-1999. */
const checkOf = (number: string): string | undefined =>
  CHECKS[WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(number[at]), 0) % 11]

const FIRST_BIRTH = '1880-01-01'

const isBirthDate = (digits: string, today: string): boolean => {
  const date = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
  const at = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(date)) return false
  return date >= FIRST_BIRTH && date <= today
}

const CUT = 'the spreadsheet has cut this number off: format the column as text and enter it again'
const WRONG_SIGNS = 'expected letters and digits'

/** The 18 characters of a Chinese identity number, of which the last is a checksum. */
const isIdentityNumber = (number: string): boolean => /^\d{17}[\dX]$/.test(number)

/**
 * Only letters and digits, so that different spellings of one number are equal. Chinese and Cyrillic signs for X become
 * X.
 */
export const foldedDocument = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}×]/gu, '')
    .replace(/(?<=^\d{17})[×Х乂]$/u, 'X')

/**
 * What is wrong with a document number. undefined: nothing. Anything that is not a Chinese identity number is accepted
 * if it has letters and digits.
 * @param today `YYYY-MM-DD`: no date of birth may be later
 */
export const wrongWithDocument = (text: string, today: string): string | undefined => {
  const written = text.normalize('NFKC').toUpperCase().replace(/\s/g, '')
  if (/^\d(?:[.,]\d+)?E\+?\d{1,2}$/.test(written) || /^\d+[.,]\d*E\+?\d+$/.test(written)) return CUT
  if (!/^[\p{L}\p{N}×()\-/.·]+$/u.test(written) || /^\d+\.\d*$/.test(written)) return WRONG_SIGNS
  const number = foldedDocument(text)
  if (number.length < 4 || number.length > 40 || !/\d/.test(number)) return WRONG_SIGNS
  if (/^(.)\1+$/u.test(number)) return 'is one digit over and over: no document has such a number'
  if (/^\d{17}$/.test(number) || /^\d{19,}$/.test(number))
    return `has ${number.length} digits: an identity card has 18`
  if (!isIdentityNumber(number)) return undefined
  const isChecked = checkOf(number) === number[17]
  if (!isChecked && number.endsWith('000')) return CUT
  if (!isBirthDate(number.slice(6, 14), today)) return 'holds a date of birth that does not exist'
  if (!isChecked) return 'the last sign does not fit the others: look at the document again'
  return undefined
}

/** Two different numbers of one kind belong to two people: both are identity cards, or neither is. */
export const areOfOneKind = (one: string, other: string): boolean =>
  isIdentityNumber(foldedDocument(one)) === isIdentityNumber(foldedDocument(other))
