import { useWords, type Words } from '../words/language.tsx'
import { PlainButton } from './choice.tsx'
import styles from './filters.module.css'

const words: Words<{ readonly day: string; readonly before: string; readonly after: string }> = {
  en: { day: 'Day', before: 'The day before', after: 'The day after' },
  'zh-CN': { day: '日期', before: '前一天', after: '后一天' },
}

const DAY = 24 * 60 * 60 * 1000

/** A date so many days on. */
export const daysOn = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

/** A date up to `most`. What is no date, or later, is not taken. */
export const DateField = ({
  label,
  value,
  most,
  onChoose,
}: {
  readonly label: string
  readonly value: string
  readonly most: string
  readonly onChoose: (date: string) => void
}) => (
  <label className={styles['field']}>
    {label}
    <input
      type="date"
      value={value}
      max={most}
      onChange={({ target }) => {
        if (target.value !== '' && target.value <= most) onChoose(target.value)
      }}
    />
  </label>
)

const Step = ({
  label,
  sign,
  isOff = false,
  onClick,
}: {
  readonly label: string
  readonly sign: string
  readonly isOff?: boolean
  readonly onClick: () => void
}) => (
  <span className={styles['step']}>
    <PlainButton onClick={onClick} isOff={isOff}>
      <span aria-hidden="true">{sign}</span>
      <span className={styles['unseen']}>{label}</span>
    </PlainButton>
  </span>
)

/** Chooses a day up to today. */
export const DayChoice = ({
  value,
  today,
  onChoose,
}: {
  readonly value: string
  readonly today: string
  readonly onChoose: (date: string) => void
}) => {
  const say = useWords(words)
  return (
    <div className={styles['day']}>
      <DateField label={say.day} value={value} most={today} onChoose={onChoose} />
      <Step label={say.before} sign="‹" onClick={() => onChoose(daysOn(value, -1))} />
      <Step label={say.after} sign="›" isOff={value >= today} onClick={() => onChoose(daysOn(value, 1))} />
    </div>
  )
}
