import Checkbox from '@cloudscape-design/components/checkbox'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import Select from '@cloudscape-design/components/select'
import type { ReactNode } from 'react'
import styles from './form-field.module.css'

/** What every field has. */
export interface Field {
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong with it. undefined: nothing. */
  readonly error?: string | undefined
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly onBlur?: () => void
}

/** A control with its label, its hint and its error. */
export const Labelled = ({ field, children }: { readonly field: Field; readonly children: ReactNode }) => (
  <FormField
    label={
      <>
        {field.label}
        {field.isRequired === true && <span aria-hidden="true"> *</span>}
      </>
    }
    constraintText={field.hint}
    errorText={field.error}
  >
    {children}
  </FormField>
)

/** The props of a control, from its field. */
export const controlProps = ({ isRequired = false, isDisabled = false, onBlur }: Field) => ({
  ariaRequired: isRequired,
  disabled: isDisabled,
  ...(onBlur === undefined ? {} : { onBlur: () => onBlur() }),
})

/** One line of text, or a number. */
export const TextField = ({
  value,
  onChange,
  inputMode = 'text',
  placeholder = '',
  maxLength = 200,
  ...field
}: Field & {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly inputMode?: 'text' | 'tel' | 'decimal' | 'numeric'
  readonly placeholder?: string
  readonly maxLength?: number
}) => (
  <Labelled field={field}>
    <Input
      value={value}
      inputMode={inputMode}
      placeholder={placeholder}
      autoComplete={false}
      nativeInputAttributes={{ maxLength }}
      onChange={({ detail }) => onChange(detail.value)}
      {...controlProps(field)}
    />
  </Labelled>
)

/** One of a few. `none`: the placeholder while nothing is chosen. */
export const ChoiceField = <Value extends string>({
  value,
  options,
  none = '',
  onChange,
  ...field
}: Field & {
  readonly value: Value | ''
  readonly options: readonly (readonly [value: Value, words: string])[]
  readonly none?: string
  readonly onChange: (value: Value) => void
}) => {
  const known = options.map(([option, label]) => ({ value: option, label }))
  return (
    <Labelled field={field}>
      <Select
        options={known}
        selectedOption={known.find((option) => option.value === value) ?? null}
        placeholder={none}
        onChange={({ detail }) => {
          const chosen = known.find((option) => option.value === detail.selectedOption.value)
          if (chosen !== undefined) onChange(chosen.value)
        }}
        {...controlProps(field)}
      />
    </Labelled>
  )
}

/** One of a few, all visible. */
export const RadioField = <Value extends string>({
  value,
  options,
  onChange,
  ...field
}: Field & {
  readonly value: Value
  readonly options: readonly (readonly [value: Value, words: string])[]
  readonly onChange: (value: Value) => void
}) => (
  <Labelled field={field}>
    <RadioGroup
      direction="horizontal"
      value={value}
      items={options.map(([option, label]) => ({ value: option, label }))}
      onChange={({ detail }) => {
        const chosen = options.find(([option]) => option === detail.value)
        if (chosen !== undefined) onChange(chosen[0])
      }}
    />
  </Labelled>
)

export const CheckField = ({
  label,
  isOn,
  isDisabled = false,
  onChange,
}: {
  readonly label: string
  readonly isOn: boolean
  readonly isDisabled?: boolean
  readonly onChange: (isOn: boolean) => void
}) => (
  <span className={styles['check']}>
    <Checkbox checked={isOn} disabled={isDisabled} onChange={({ detail }) => onChange(detail.checked)}>
      {label}
    </Checkbox>
  </span>
)

/** Fields side by side where there is room. */
export const Fields = ({ children }: { readonly children: ReactNode }) => (
  <ColumnLayout columns={4} minColumnWidth={200}>
    {children}
  </ColumnLayout>
)

/** A group of fields with a title. */
export const FieldGroup = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <fieldset className={styles['group']}>
    <legend>{title}</legend>
    {children}
  </fieldset>
)
