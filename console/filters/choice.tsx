import type { ReactNode } from 'react'
import styles from './filters.module.css'

/** The controls above a list. */
export const Filters = ({ children, label }: { readonly children: ReactNode; readonly label: string }) => (
  <search className={styles['bar']} aria-label={label}>
    {children}
  </search>
)

/** Chooses one value, or all of them. undefined: all. */
export const Choice = <Value extends string>({
  label,
  all,
  options,
  value,
  onChoose,
}: {
  readonly label: string
  /** How "all" is called here. */
  readonly all: string
  readonly options: readonly (readonly [value: Value, words: string])[]
  readonly value: Value | undefined
  readonly onChoose: (value: Value | undefined) => void
}) => (
  <label className={styles['field']}>
    {label}
    <select
      value={value ?? ''}
      onChange={({ target }) => onChoose(options.find(([option]) => option === target.value)?.[0])}
    >
      <option value="">{all}</option>
      {options.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </select>
  </label>
)

export const Switch = ({
  label,
  isOn,
  onSwitch,
}: {
  readonly label: string
  readonly isOn: boolean
  readonly onSwitch: (isOn: boolean) => void
}) => (
  <label className={styles['switch']}>
    <input type="checkbox" checked={isOn} onChange={({ target }) => onSwitch(target.checked)} />
    {label}
  </label>
)

export const PlainButton = ({
  children,
  onClick,
  isOff = false,
}: {
  readonly children: ReactNode
  readonly onClick: () => void
  readonly isOff?: boolean
}) => (
  <button type="button" className={styles['button']} onClick={onClick} disabled={isOff}>
    {children}
  </button>
)

export const SearchField = ({
  label,
  hint,
  value,
  onSearch,
}: {
  readonly label: string
  /** What can be looked for. */
  readonly hint: string
  readonly value: string
  readonly onSearch: (words: string) => void
}) => (
  <label className={styles['field']}>
    {label}
    <input
      type="search"
      value={value}
      placeholder={hint}
      autoComplete="off"
      spellCheck={false}
      onChange={({ target }) => onSearch(target.value)}
    />
  </label>
)
