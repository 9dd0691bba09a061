import Button from '@cloudscape-design/components/button'
import { useState } from 'react'
import { useWords, type Words } from '../../i18n/language.tsx'
import { DateField } from '../form/date-field.tsx'
import styles from './filters.module.css'

const words: Words<{ readonly day: string; readonly before: string; readonly after: string }> = {
  en: { day: 'Day', before: 'The day before', after: 'The day after' },
  'zh-CN': { day: '日期', before: '前一天', after: '后一天' },
}

const DAY = 24 * 60 * 60 * 1000

/** The date some days later. */
export const daysOn = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

/** A date up to `most`. An invalid or later date stays in the field, but is not used. */
export const PastDate = ({
  label,
  value,
  most,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly most: string
  readonly onChange: (date: string) => void
}) => {
  const [typed, setTyped] = useState<{ readonly date: string; readonly over: string }>()
  const isTaken = (date: string): boolean =>
    !Number.isNaN(Date.parse(date)) && date.length === 10 && date <= most
  return (
    <div className={styles['date']}>
      <DateField
        label={label}
        value={typed?.over === value ? typed.date : value}
        most={most}
        onChange={(date) => {
          setTyped(isTaken(date) ? undefined : { date, over: value })
          if (isTaken(date)) onChange(date)
        }}
        onBlur={() => setTyped(undefined)}
      />
    </div>
  )
}

/** Chooses a day up to today. */
export const DayChoice = ({
  value,
  today,
  onChange,
}: {
  readonly value: string
  readonly today: string
  readonly onChange: (date: string) => void
}) => {
  const t = useWords(words)
  return (
    <div className={styles['day']}>
      <PastDate label={t.day} value={value} most={today} onChange={onChange} />
      <Button iconName="angle-left" ariaLabel={t.before} onClick={() => onChange(daysOn(value, -1))} />
      <Button
        iconName="angle-right"
        ariaLabel={t.after}
        disabled={value >= today}
        onClick={() => onChange(daysOn(value, 1))}
      />
    </div>
  )
}
