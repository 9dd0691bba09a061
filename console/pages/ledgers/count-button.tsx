import type { OpenAndAll } from './ledger-filter.ts'

/** A count in a table: pressing it filters the list below. */
export const CountButton = ({
  name,
  counted: { open, all },
  isChosen,
  onClick,
}: {
  /** The accessible name of the count. */
  readonly name: string
  readonly counted: OpenAndAll
  readonly isChosen: boolean
  readonly onClick: () => void
}) => (
  <button type="button" aria-pressed={isChosen} aria-label={`${name}: ${open} / ${all}`} onClick={onClick}>
    <strong>{open}</strong> / {all}
  </button>
)
