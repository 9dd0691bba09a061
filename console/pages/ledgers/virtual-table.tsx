import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactElement, type ReactNode, useEffect, useMemo, useRef } from 'react'
import styles from './virtual-table.module.css'

export interface TableColumn<Name extends string, Row> {
  readonly name: Name
  readonly header: string
  /** In pixels. */
  readonly width: number
  readonly cell: (row: Row) => ReactNode
}

export interface TableProps<Name extends string, Row> {
  readonly caption: string
  /** Has to stay the same array until something changes: a new one renders every visible row again. */
  readonly columns: readonly TableColumn<Name, Row>[]
  readonly rows: readonly Row[]
  readonly idOf: (row: Row) => string
  readonly sortedBy: Name
  readonly isDescending: boolean
  readonly onSort: (name: Name) => void
}

const ROW = 44

const TableRow = <Name extends string, Row>({
  columns,
  row,
  index,
}: {
  readonly columns: readonly TableColumn<Name, Row>[]
  readonly row: Row
  readonly index: number
}) => (
  <tr aria-rowindex={index + 2}>
    {columns.map(({ name, cell }, at) =>
      at === 0 ? (
        <th key={name} scope="row">
          <div>{cell(row)}</div>
        </th>
      ) : (
        <td key={name}>
          <div>{cell(row)}</div>
        </td>
      ),
    )}
  </tr>
)

interface Drawn {
  readonly index: number
  readonly element: ReactElement
}

/** A table of thousands of rows that renders the visible ones. The first column and the headings are sticky. */
export const VirtualTable = <Name extends string, Row extends object>({
  caption,
  columns,
  rows,
  idOf,
  sortedBy,
  isDescending,
  onSort,
}: TableProps<Name, Row>) => {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: ROW,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order is read from its beginning
  useEffect(() => scroller.current?.scrollTo({ top: 0 }), [sortedBy, isDescending])
  // Scrolling renders only the rows that become visible.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other columns, other cells
  const drawn = useMemo(() => new WeakMap<Row, Drawn>(), [columns])
  const drawnAt = (index: number): ReactElement | null => {
    const row = rows[index]
    if (row === undefined) return null
    const known = drawn.get(row)
    if (known?.index === index) return known.element
    const element = <TableRow key={idOf(row)} columns={columns} row={row} index={index} />
    drawn.set(row, { index, element })
    return element
  }
  const seen = virtual.getVirtualItems()
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={styles['scroller']} ref={scroller} tabIndex={0} aria-label={caption}>
      <div className={styles['whole']} style={{ height: virtual.getTotalSize() + ROW, minWidth: width }}>
        <table style={{ marginTop: seen[0]?.start ?? 0 }} aria-rowcount={rows.length + 1}>
          <caption>
            <span className={styles['caption']}>{caption}</span>
          </caption>
          <colgroup>
            {columns.map((column) => (
              <col key={column.name} style={{ width: column.width }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map(({ name, header }) => (
                <th
                  key={name}
                  scope="col"
                  aria-sort={sortedBy === name ? (isDescending ? 'descending' : 'ascending') : undefined}
                >
                  <button type="button" onClick={() => onSort(name)}>
                    {header}
                    <span className={styles['direction']} aria-hidden="true">
                      {sortedBy === name ? (isDescending ? '▼' : '▲') : ''}
                    </span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{seen.map(({ index }) => drawnAt(index))}</tbody>
        </table>
      </div>
    </section>
  )
}
