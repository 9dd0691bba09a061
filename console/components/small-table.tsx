import Box from '@cloudscape-design/components/box'
import Table from '@cloudscape-design/components/table'
import type { ReactNode } from 'react'

export interface SmallColumn<Row> {
  readonly name: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** In pixels. Absent: the remaining width, with a minimum. */
  readonly width?: number
  /** The cell is the heading of its row. */
  readonly isHeading?: boolean
}

/** A table of a few dozen rows. `empty`: the meaning of an empty table. */
export const SmallTable = <Row,>({
  label,
  columns,
  rows,
  idOf,
  empty,
}: {
  readonly label: string
  readonly columns: readonly SmallColumn<Row>[]
  readonly rows: readonly Row[]
  readonly idOf: (row: Row) => string
  readonly empty?: string
}) => (
  <Table
    variant="embedded"
    wrapLines
    items={rows}
    trackBy={idOf}
    ariaLabels={{ tableLabel: label }}
    empty={empty === undefined ? undefined : <Box color="text-body-secondary">{empty}</Box>}
    columnDefinitions={columns.map(({ name, header, cell, width, isHeading = false }) => ({
      id: name,
      header,
      cell,
      isRowHeader: isHeading,
      ...(width === undefined ? { minWidth: 120 } : { width }),
    }))}
  />
)
