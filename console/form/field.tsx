import { type ReactNode, useId } from 'react'
import look from './field.module.css'

interface Common {
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong with it. undefined: nothing. */
  readonly error?: string | undefined
  readonly isRequired?: boolean
  readonly isOff?: boolean
  readonly onLeave?: () => void
}

const describedBy = (id: string, { hint, error }: Common): string | undefined => {
  const ids = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
    .join(' ')
    .trim()
  return ids === '' ? undefined : ids
}

const Around = ({
  id,
  field,
  children,
}: {
  readonly id: string
  readonly field: Common
  readonly children: ReactNode
}) => (
  <div className={look['field']}>
    <label htmlFor={id}>
      {field.label}
      {field.isRequired === true && <span aria-hidden="true"> *</span>}
    </label>
    {children}
    {field.hint !== undefined && (
      <small id={`${id}-hint`} className={look['hint']}>
        {field.hint}
      </small>
    )}
    {field.error !== undefined && (
      <small id={`${id}-error`} className={look['error']}>
        <span aria-hidden="true">⚠ </span>
        {field.error}
      </small>
    )}
  </div>
)

/** One line of text, a number, a day or a time. */
export const TextField = ({
  value,
  onChange,
  type = 'text',
  inputMode,
  placeholder,
  maxLength = 200,
  ...field
}: Common & {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'tel' | 'date' | 'time'
  readonly inputMode?: 'decimal' | 'numeric'
  readonly placeholder?: string
  readonly maxLength?: number
}) => {
  const id = useId()
  return (
    <Around id={id} field={field}>
      <input
        id={id}
        type={type}
        inputMode={inputMode}
        placeholder={placeholder}
        maxLength={type === 'text' || type === 'tel' ? maxLength : undefined}
        autoComplete="off"
        value={value}
        disabled={field.isOff}
        aria-required={field.isRequired}
        aria-invalid={field.error !== undefined}
        aria-describedby={describedBy(id, field)}
        onBlur={field.onLeave}
        onChange={({ target }) => onChange(target.value)}
      />
    </Around>
  )
}

/** One of a few. `none`: how it is called that nothing is chosen yet; absent: something always is. */
export const ChoiceField = <Value extends string>({
  value,
  options,
  none,
  onChange,
  ...field
}: Common & {
  readonly value: Value | ''
  readonly options: readonly (readonly [value: Value, words: string])[]
  readonly none?: string
  readonly onChange: (value: Value) => void
}) => {
  const id = useId()
  return (
    <Around id={id} field={field}>
      <select
        id={id}
        value={value}
        disabled={field.isOff}
        aria-required={field.isRequired}
        aria-invalid={field.error !== undefined}
        aria-describedby={describedBy(id, field)}
        onBlur={field.onLeave}
        onChange={({ target }) => {
          const chosen = options.find(([option]) => option === target.value)?.[0]
          if (chosen !== undefined) onChange(chosen)
        }}
      >
        {none !== undefined && (
          <option value="" disabled>
            {none}
          </option>
        )}
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </Around>
  )
}

export const CheckField = ({
  label,
  isOn,
  isOff = false,
  onChange,
}: {
  readonly label: string
  readonly isOn: boolean
  readonly isOff?: boolean
  readonly onChange: (isOn: boolean) => void
}) => (
  <label className={look['check']}>
    <input
      type="checkbox"
      checked={isOn}
      disabled={isOff}
      onChange={({ target }) => onChange(target.checked)}
    />
    {label}
  </label>
)

/** Fields side by side where there is room. */
export const Fields = ({ children }: { readonly children: ReactNode }) => (
  <div className={look['fields']}>{children}</div>
)

/** A group of fields under its own name. */
export const FieldGroup = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <fieldset className={look['group']}>
    <legend>{title}</legend>
    {children}
  </fieldset>
)
