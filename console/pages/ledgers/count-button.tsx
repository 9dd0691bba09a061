import type { OpenAndAll } from './ledger-filter.ts'

/** A number of a table of counts: pressed, it filters the list below. */
export const CountButton = ({
  name,
  counted: { open, all },
  isChosen,
  onClick,
}: {
  /** Of what it is the number. */
  readonly name: string
  readonly counted: OpenAndAll
  readonly isChosen: boolean
  readonly onClick: () => void
}) => (
  <button type="button" aria-pressed={isChosen} aria-label={`${name}: ${open} / ${all}`} onClick={onClick}>
    <strong>{open}</strong> / {all}
  </button>
)
