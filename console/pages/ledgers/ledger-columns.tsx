import type { ReactNode } from 'react'
import type { ShownCommunity } from '../../../api/endpoints/communities.ts'
import type { IsolationSummary } from '../../../api/views/isolation-summary.ts'
import type { Language } from '../../../core/community/community.ts'
import { MatterMarks } from '../../components/matter/matter-marks.tsx'
import { heaviest } from '../../components/matter/matter-urgency.ts'
import { FlagMarks } from '../../components/person/flag-marks.tsx'
import { PersonLink } from '../../components/person/person-link.tsx'
import { SlotMarker } from '../../components/person/slot-marker.tsx'
import { doorWords, gridName } from '../../i18n/address-words.ts'
import { flagNames } from '../../i18n/care-flags.ts'
import { formatDay } from '../../i18n/date-time.ts'
import { deadlineWords } from '../../i18n/deadline-words.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { statusNames } from './ledger-filter.ts'

export type ColumnName =
  | 'person'
  | 'phone'
  | 'door'
  | 'grid'
  | 'category'
  | 'origin'
  | 'status'
  | 'day'
  | 'arrived'
  | 'morning'
  | 'evening'
  | 'next'
  | 'matters'
  | 'flags'
  | 'contact'
  | 'id'

/** What a cell needs to be rendered. */
export interface CellContext {
  readonly language: Language
  readonly community: ShownCommunity
  readonly now: string
}

export interface Column {
  readonly name: ColumnName
  /** In pixels: the widest of thousands of rows is not known. */
  readonly width: number
  readonly isPersonal?: boolean
  readonly cell: (row: IsolationSummary, context: CellContext) => ReactNode
  /** The sort key of a row, ascending. */
  readonly key: (row: IsolationSummary, context: CellContext) => string | number
}

const slotOrder = ['missed', 'asked', 'open', 'late', 'to_come', 'excused', 'reported']

/** All columns, in order. */
export const columns: readonly Column[] = [
  {
    name: 'person',
    width: 165,
    cell: ({ id, person }) => <PersonLink id={id} person={person} withDoor={false} />,
    key: ({ id, person }) => person?.name ?? id,
  },
  {
    name: 'door',
    width: 125,
    isPersonal: true,
    cell: ({ person }, { language }) => (person ? doorWords(person.address, language) : '–'),
    key: ({ person }) =>
      person ? [person.address.building, person.address.unit, person.address.room].join('-') : '',
  },
  {
    name: 'phone',
    width: 145,
    isPersonal: true,
    cell: ({ person }) => person?.phone ?? '–',
    key: ({ person }) => person?.phone ?? '',
  },
  {
    name: 'grid',
    width: 90,
    cell: ({ grid }, { community }) => gridName(grid, community),
    key: ({ grid }) => grid,
  },
  {
    name: 'status',
    width: 105,
    cell: ({ status }, { language }) => domainWords[language].status[status.name],
    key: ({ status }) => statusNames.indexOf(status.name),
  },
  {
    name: 'day',
    width: 80,
    cell: ({ day, lastDay }) => `${day} / ${lastDay}`,
    key: ({ day }) => day,
  },
  {
    name: 'morning',
    width: 120,
    cell: ({ today }) => <SlotMarker half="morning" state={today.morning} isBrief />,
    key: ({ today }) => slotOrder.indexOf(today.morning ?? ''),
  },
  {
    name: 'evening',
    width: 120,
    cell: ({ today }) => <SlotMarker half="evening" state={today.evening} isBrief />,
    key: ({ today }) => slotOrder.indexOf(today.evening ?? ''),
  },
  {
    name: 'matters',
    width: 160,
    cell: ({ matters }) => <MatterMarks kinds={matters} />,
    key: ({ matters }) => heaviest(matters),
  },
  {
    name: 'next',
    width: 320,
    cell: ({ next }, { language, community, now }) =>
      next === null ? '–' : deadlineWords(next, language, community.zone, now),
    key: ({ next }) => (next === null ? Number.POSITIVE_INFINITY : Date.parse(next.at)),
  },
  {
    name: 'category',
    width: 120,
    cell: ({ category }, { language }) => domainWords[language].category[category],
    key: ({ category }, { language }) => domainWords[language].category[category],
  },
  {
    name: 'origin',
    width: 120,
    cell: ({ origin }) => origin ?? '–',
    key: ({ origin }) => origin ?? '',
  },
  {
    name: 'flags',
    width: 230,
    cell: ({ flags, closeContactOf }) => (
      <FlagMarks flags={flags} isCloseContact={closeContactOf !== undefined} />
    ),
    key: ({ flags, closeContactOf }) =>
      -flagNames.filter((flag) => flags[flag]).length - (closeContactOf === undefined ? 0 : 1),
  },
  {
    name: 'arrived',
    width: 100,
    cell: ({ arrivedAt }, { language, community }) => formatDay(arrivedAt, language, community.zone),
    key: ({ arrivedAt }) => arrivedAt,
  },
  {
    name: 'contact',
    width: 210,
    cell: ({ contact }, { language }) =>
      domainWords[language].contact[contact.by === 'sms' ? 'sms' : contact.why],
    key: ({ contact }) => (contact.by === 'sms' ? '' : contact.why),
  },
  { name: 'id', width: 200, cell: ({ id }) => id, key: ({ id }) => id },
]

export interface Sorting {
  readonly by: ColumnName
  readonly isDescending: boolean
}

/** Sorts the rows. Equal rows keep their order. */
export const sortReturnees = (
  rows: readonly IsolationSummary[],
  { by, isDescending }: Sorting,
  context: CellContext,
): readonly IsolationSummary[] => {
  const column = columns.find(({ name }) => name === by)
  if (column === undefined) return rows
  const collator = new Intl.Collator(context.language, { numeric: true })
  const keyed = rows.map((row) => ({ row, key: column.key(row, context) }))
  const sign = isDescending ? -1 : 1
  keyed.sort((a, b) => {
    if (typeof a.key === 'number' && typeof b.key === 'number')
      return a.key === b.key ? 0 : sign * (a.key < b.key ? -1 : 1)
    return sign * collator.compare(String(a.key), String(b.key))
  })
  return keyed.map(({ row }) => row)
}
