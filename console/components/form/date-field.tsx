import DatePicker from '@cloudscape-design/components/date-picker'
import { localeOf } from '../../i18n/cloudscape-i18n.tsx'
import { useLanguage } from '../../i18n/language.tsx'
import { controlProps, type Field, Labelled } from './form-field.tsx'

/** A day as `YYYY-MM-DD`, or the part that is typed so far. `most`: later days cannot be chosen. */
export const DateField = ({
  value,
  most,
  onChange,
  ...field
}: Field & {
  readonly value: string
  readonly most?: string
  readonly onChange: (date: string) => void
}) => {
  const { language } = useLanguage()
  return (
    <Labelled field={field}>
      <DatePicker
        value={value}
        locale={localeOf(language)}
        format="long-localized"
        placeholder="YYYY/MM/DD"
        isDateEnabled={(day) => most === undefined || dateOf(day) <= most}
        onChange={({ detail }) => onChange(detail.value)}
        {...controlProps(field)}
      />
    </Labelled>
  )
}

/** The calendar gives a day as midnight in the browser's zone. */
const dateOf = (day: Date): string =>
  [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
