import Checkbox from '@cloudscape-design/components/checkbox'
import styles from './filters.module.css'

export const Switch = ({
  label,
  isOn,
  onSwitch,
}: {
  readonly label: string
  readonly isOn: boolean
  readonly onSwitch: (isOn: boolean) => void
}) => (
  <span className={styles['switch']}>
    <Checkbox checked={isOn} onChange={({ detail }) => onSwitch(detail.checked)}>
      {label}
    </Checkbox>
  </span>
)
