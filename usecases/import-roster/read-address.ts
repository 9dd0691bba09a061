import { isPrinted } from '../../core/person/person.ts'
import type { Reading } from './cell-reading.ts'
import { isBlank, plainText } from './cell-text.ts'

export interface Place {
  readonly building: string
  readonly unit: string
  readonly room: string
}

const MAX_LENGTH = 20
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)'
const DATE = new RegExp(`^\\d{1,2}月\\d{1,2}日$|^\\d{1,2}-${MONTH}$|^${MONTH}-\\d{1,2}$|^\\d{4}[-/]\\d`, 'i')

const WORDS: { readonly [part in keyof Place]: RegExp } = {
  building: /^(?:building|block|bldg\.?)(?![a-z]) ?|(?:[号號][楼樓]|[栋棟]|幢|座|[楼樓])$/gi,
  unit: /^(?:unit|entrance|staircase)(?![a-z]) ?|[单單]元$/gi,
  room: /^(?:room|flat|apartment|apt\.?)(?![a-z]) ?|(?:[号號]房|室|[号號]|房)$/gi,
}

/** `3栋`, `Building 3` and `3.0` are one building: a household is found by its address. */
export const readPlace = (part: keyof Place, cell: string): Reading<string> => {
  const text = plainText(cell)
  if (DATE.test(text))
    return { reason: 'the spreadsheet has made a date of it: format the column as text and enter it again' }
  const place = text
    .replace(/^(\d+)\.0+$/, '$1')
    .replace(WORDS[part], '')
    .trim()
    .toUpperCase()
  if (!isPrinted(place)) return { reason: 'holds a sign that cannot be printed' }
  if (place === '') return { reason: 'expected a number or a name, such as 3' }
  if (place.length > MAX_LENGTH) return { reason: `longer than ${MAX_LENGTH} characters` }
  return { value: place }
}

const WHOLE = [
  /^(?<building>[^ ]+?) ?(?:[号號][楼樓]|[栋棟]|幢|座|[楼樓]) ?(?:(?<unit>[^ ]+?) ?[单單]元)? ?(?<room>[^ ]+)$/,
  /^(?:building|block) ?(?<building>[^ ,]+)(?:,? unit ?(?<unit>[^ ,]+))?,? (?:room|flat) ?(?<room>[^ ,]+)$/i,
  /^(?<building>[^ -]+)-(?:(?<unit>[^ -]+)-)?(?<room>[^ -]+)$/,
]

/** The parts of an address in one cell: `3栋2单元501室`, `3-2-501`, `Building 3, Unit 2, Room 501`. */
export const splitAddress = (cell: string): Reading<Partial<Place>> => {
  if (isBlank(cell)) return { value: {} }
  const text = plainText(cell)
  for (const pattern of WHOLE) {
    const parts = DATE.test(text) ? undefined : pattern.exec(text)?.groups
    if (parts !== undefined) {
      const { building = '', unit = '', room = '' } = parts
      return { value: { building, unit, room } }
    }
  }
  return { reason: 'expected building, unit and room, such as 3-2-501 or 3栋2单元501室' }
}
