import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import styles from './filters.module.css'

export const SearchField = ({
  label,
  hint,
  value,
  onChange,
}: {
  readonly label: string
  /** What can be looked for. */
  readonly hint: string
  readonly value: string
  readonly onChange: (words: string) => void
}) => (
  <div className={styles['search']}>
    <FormField label={label}>
      <Input
        type="search"
        value={value}
        placeholder={hint}
        autoComplete={false}
        spellcheck={false}
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  </div>
)
