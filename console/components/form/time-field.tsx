import TimeInput from '@cloudscape-design/components/time-input'
import { controlProps, type Field, Labelled } from './form-field.tsx'

/** A time of day as `HH:MM`. */
export const TimeField = ({
  value,
  onChange,
  ...field
}: Field & {
  readonly value: string
  readonly onChange: (time: string) => void
}) => (
  <Labelled field={field}>
    <TimeInput
      value={value}
      format="hh:mm"
      placeholder="hh:mm"
      onChange={({ detail }) => onChange(detail.value)}
      {...controlProps(field)}
    />
  </Labelled>
)
