import type { Grid } from '../../core/community/community.ts'
import { wrongWithDocument } from '../../core/identity/document-number.ts'
import type { Decided, Said } from '../../core/identity/who-is-who.ts'
import { GridId, IsolationId } from '../../core/ids.ts'
import { isPrinted } from '../../core/person/person.ts'
import type { Registration } from '../../core/person/registration.ts'
import type { LocalDate } from '../../core/time/local-time.ts'
import type { Reading } from './cell-reading.ts'
import { isBlank, plainText, shapeOf } from './cell-text.ts'
import type { Column } from './columns.ts'
import { type Place, readPlace, splitAddress } from './read-address.ts'
import { readAnswer, readCategory, readLanguage, readRelation } from './read-choice.ts'
import { readMoment } from './read-date.ts'
import { readPhone } from './read-phone.ts'
import type { RosterCells } from './read-roster.ts'
import { readTemperature } from './read-temperature.ts'

export interface RowProblem {
  readonly column: Column
  /** A description such as `11 letters`: never the cell itself, which may name somebody. */
  readonly found: string
  readonly reason: string
}

export type RowReading =
  | { readonly ok: true; readonly registration: Registration; readonly said?: Said }
  | { readonly ok: false; readonly problems: readonly RowProblem[] }

const words =
  (max: number) =>
  (cell: string): Reading<string> => {
    const text = cell.normalize('NFC').replace(/\s+/g, ' ')
    if (!isPrinted(text)) return { reason: 'holds a sign that cannot be printed' }
    return text.length > max ? { reason: `longer than ${max} characters` } : { value: text }
  }

const readName = (cell: string): Reading<string> =>
  /\p{L}/u.test(cell) ? words(60)(cell) : { reason: 'expected a name' }

/** Today is not known here: a birth in the future is refused at registration. */
const LAST_DAY = '9999-12-31'

const readDocumentNumber = (cell: string): Reading<string> => {
  const text = plainText(cell).replace(/ /g, '').toUpperCase()
  const reason = wrongWithDocument(text, LAST_DAY)
  return reason === undefined ? words(40)(text) : { reason }
}

type NamedGrid = Pick<Grid, 'id' | 'name'>

const folded = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase()

const readGrid = (cell: string, grids: readonly NamedGrid[]): Reading<GridId> => {
  const named = grids.filter(({ name }) => folded(name) === folded(plainText(cell)))
  if (named.length === 1 && named[0] !== undefined) return { value: named[0].id }
  const id = GridId.safeParse(plainText(cell).toLowerCase().replace(/[ _]/g, '-'))
  return id.success ? { value: id.data } : { reason: 'expected the id or the name of a grid, such as grid-1' }
}

const readDecision = (cell: string): Reading<Decided> => {
  const text = plainText(cell).toLowerCase()
  const [named] = /iso-[a-z0-9]+/.exec(text) ?? []
  const same = IsolationId.safeParse(named)
  if (same.success) return { value: { same_as: same.data } }
  if (/another|other|different|另|不同|不是同/.test(text)) return { value: { another_person: true } }
  if (/again|再次|重新/.test(text)) return { value: { again: true } }
  return { reason: 'expected another person, same as iso-…, or again' }
}

/**
 * One row as a registration, or everything that is wrong with it. Checks the form only; whether the grid is known and
 * the dates make sense is checked at registration.
 * @param country two capital letters: the country of phone numbers without a country code
 * @param today completes dates without a year
 * @param grids whose names are accepted for their ids
 */
export const readRow = (
  cells: RosterCells,
  country: string,
  today?: LocalDate,
  grids: readonly NamedGrid[] = [],
): RowReading => {
  const problems: RowProblem[] = []
  const value = <Value>(
    column: Column,
    cell: string,
    read: (cell: string) => Reading<Value>,
  ): Value | undefined => {
    const reading = read(cell)
    if ('value' in reading) return reading.value
    problems.push({ column, found: shapeOf(cell), reason: reading.reason })
    return undefined
  }
  const optional = <Value>(column: Column, read: (cell: string) => Reading<Value>): Value | undefined => {
    const cell = cells[column] ?? ''
    return isBlank(cell) ? undefined : value(column, cell, read)
  }
  const required = <Value>(
    column: Column,
    read: (cell: string) => Reading<Value>,
    cell = cells[column] ?? '',
  ): Value | undefined => {
    if (!isBlank(cell)) return value(column, cell, read)
    problems.push({ column, found: 'empty', reason: 'must not be empty' })
    return undefined
  }
  const flag = (column: Column): boolean => value(column, cells[column] ?? '', readAnswer) ?? false

  const own = (column: keyof Place): string => {
    const cell = cells[column] ?? ''
    return isBlank(cell) ? '' : cell
  }
  const needsAddress = own('building') === '' || own('room') === ''
  const address = needsAddress ? value('address', cells.address ?? '', splitAddress) : {}
  const place = (column: 'building' | 'room') =>
    // If the address cannot be split, its parts are not reported as missing too.
    address === undefined
      ? optional(column, (cell) => readPlace(column, cell))
      : required(column, (cell) => readPlace(column, cell), own(column) || address[column])

  const readDate = (cell: string) => readMoment(cell, today)
  const name = required('name', readName)
  const phone = optional('phone', (cell) => readPhone(cell, country))
  const documentNumber = optional('document_number', readDocumentNumber)
  const building = place('building')
  const unitCell = own('unit') || address?.unit || ''
  const unit = isBlank(unitCell) ? '' : value('unit', unitCell, (cell) => readPlace('unit', cell))
  const room = place('room')
  const grid = required('grid', (cell) => readGrid(cell, grids))
  const category = required('category', readCategory)
  const origin = optional('origin', words(80))
  const arrivedAt = required('arrived_at', readDate)
  const lastExposure = optional('last_exposure_at', readDate)?.date
  const language = value('language', cells.language ?? '', readLanguage)
  const relation = optional('relation', readRelation)
  const flags = {
    livesAlone: flag('lives_alone'),
    over70: flag('over_70'),
    child: flag('child'),
    chronic: flag('chronic'),
    pregnant: flag('pregnant'),
  }
  const baselineTenths = optional('baseline_temperature', readTemperature)
  const decided = optional('decision', readDecision)
  const stay = IsolationId.safeParse(plainText(cells.isolation ?? '')).data
  const commitmentSignedOn = optional('commitment_signed_at', readDate)?.date

  if (
    problems.length > 0 ||
    name === undefined ||
    building === undefined ||
    unit === undefined ||
    room === undefined ||
    grid === undefined ||
    category === undefined ||
    arrivedAt === undefined ||
    language === undefined
  )
    return { ok: false, problems }
  const said: Said = { ...(decided !== undefined && { decided }), ...(stay !== undefined && { stay }) }
  return {
    ok: true,
    ...(Object.keys(said).length > 0 && { said }),
    registration: {
      person: {
        name,
        language,
        ...(phone !== undefined && { phone }),
        ...(documentNumber !== undefined && { documentNumber }),
        ...(relation !== undefined && { relation }),
      },
      address: { grid, building, unit, room },
      category,
      arrivedAt,
      flags,
      ...(origin !== undefined && { origin }),
      ...(lastExposure !== undefined && { lastExposure }),
      ...(baselineTenths !== undefined && { baselineTenths }),
      ...(commitmentSignedOn !== undefined && { commitmentSignedOn }),
    },
  }
}
