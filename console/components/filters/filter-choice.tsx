import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
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
  onChange,
}: {
  readonly label: string
  /** The name for "all". */
  readonly all: string
  readonly options: readonly (readonly [value: Value, words: string])[]
  readonly value: Value | undefined
  readonly onChange: (value: Value | undefined) => void
}) => {
  const known = [
    { value: '', label: all },
    ...options.map(([option, words]) => ({ value: option, label: words })),
  ]
  return (
    <div className={styles['field']}>
      <FormField label={label}>
        <Select
          options={known}
          selectedOption={known.find((option) => option.value === (value ?? '')) ?? null}
          onChange={({ detail }) =>
            onChange(options.find(([option]) => option === detail.selectedOption.value)?.[0])
          }
        />
      </FormField>
    </div>
  )
}
