import { type ColumnName, columns } from './ledger-columns.tsx'

const KEPT = 'sixclear.ledger-columns'

const atFirst: readonly ColumnName[] = [
  'person',
  'door',
  'grid',
  'category',
  'origin',
  'status',
  'day',
  'morning',
  'evening',
  'next',
  'matters',
  'flags',
]

/** The columns that were chosen on this device. The first one is always there: it links to the person. */
export const savedColumns = (): ReadonlySet<ColumnName> => {
  const kept = localStorage.getItem(KEPT)
  if (kept === null) return new Set(atFirst)
  const names = kept.split(',')
  return new Set(columns.map(({ name }) => name).filter((name) => name === 'person' || names.includes(name)))
}

export const saveColumns = (chosen: ReadonlySet<ColumnName>): void =>
  localStorage.setItem(KEPT, [...chosen].join(','))
