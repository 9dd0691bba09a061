import Checkbox from '@cloudscape-design/components/checkbox'
import styles from './filters.module.css'

export const Switch = ({
  label,
  isOn,
  onChange,
}: {
  readonly label: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}) => (
  <span className={styles['switch']}>
    <Checkbox checked={isOn} onChange={({ detail }) => onChange(detail.checked)}>
      {label}
    </Checkbox>
  </span>
)
