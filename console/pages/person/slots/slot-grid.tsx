import { useEffect, useRef } from 'react'
import type { SlotView } from '../../../../api/views/slot-view.ts'
import type { Half } from '../../../../core/time/half-day.ts'
import { Panel } from '../../../components/panel.tsx'
import { slotSigns } from '../../../components/person/slot-marker.tsx'
import { formatDateTime, formatDay } from '../../../i18n/date-time.ts'
import { domainWords } from '../../../i18n/domain-words.ts'
import { useLanguage, useWords, type Words } from '../../../i18n/language.tsx'
import { formatDegrees } from '../../../i18n/temperature.ts'
import { slotDays } from './slot-days.ts'
import styles from './slot-grid.module.css'

interface GridWords {
  readonly title: string
  readonly caption: string
  readonly day: string
  readonly today: string
  readonly fever: string
  readonly symptoms: (count: number) => string
  readonly closed: string
}

const words: Words<GridWords> = {
  en: {
    title: 'Two reports a day',
    caption: 'Each day with its morning and its evening report',
    day: 'Day',
    today: 'today',
    fever: 'fever',
    symptoms: (count) => (count === 1 ? '1 symptom' : `${count} symptoms`),
    closed: 'before the registration',
  },
  'zh-CN': {
    title: '每日两测',
    caption: '每天早晚两次体温',
    day: '天',
    today: '今天',
    fever: '发热',
    symptoms: (count) => `${count}种症状`,
    closed: '登记之前',
  },
}

/** All slots of the period: a column for each day, a row for each half. */
export const SlotGrid = ({
  slots,
  today,
  zone,
  feverFrom,
}: {
  readonly slots: readonly SlotView[]
  readonly today: number
  readonly zone: string
  /** Degrees Celsius. */
  readonly feverFrom: number
}) => {
  const t = useWords(words)
  const { language } = useLanguage()
  const days = slotDays(slots)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const column = box.current?.querySelector<HTMLElement>('th[data-today="true"]')
    if (box.current === null || column === null || column === undefined) return
    box.current.scrollLeft = column.offsetLeft - box.current.clientWidth / 2
  }, [])
  const { half: halves } = domainWords[language]
  return (
    <Panel title={t.title}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <div ref={box} className={styles['scroll']} tabIndex={0}>
        <table className={styles['grid']}>
          <caption className={styles['unseen']}>{t.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t.day}</th>
              {days.map(({ day, date }) => (
                <th
                  key={day}
                  scope="col"
                  data-today={day === today}
                  aria-current={day === today ? 'date' : undefined}
                >
                  <span>{day}</span>
                  <small>{day === today ? t.today : formatDay(`${date}T12:00:00Z`, language, 'UTC')}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(['morning', 'evening'] as const).map((half) => (
              <tr key={half}>
                <th scope="row">{halves[half]}</th>
                {days.map((day) => (
                  <SlotCell
                    key={day.day}
                    slot={day[half]}
                    half={half}
                    isToday={day.day === today}
                    zone={zone}
                    feverFrom={feverFrom}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

const SlotCell = ({
  slot,
  half,
  isToday,
  zone,
  feverFrom,
}: {
  readonly slot: SlotView | undefined
  readonly half: Half
  readonly isToday: boolean
  readonly zone: string
  readonly feverFrom: number
}) => {
  const t = useWords(words)
  const { language } = useLanguage()
  if (slot === undefined)
    return (
      <td data-half={half} data-today={isToday}>
        <span className={styles['unseen']}>{t.closed}</span>
      </td>
    )
  const { state, temperature, symptoms = 0, at } = slot
  const hasFever = temperature !== undefined && temperature >= feverFrom
  const isIll = hasFever || symptoms > 0
  const more = [
    ...(hasFever ? [t.fever] : []),
    ...(symptoms > 0 ? [t.symptoms(symptoms)] : []),
    ...(at === undefined ? [] : [formatDateTime(at, language, zone)]),
  ]
  const name = domainWords[language].slot[state]
  const value = temperature === undefined ? undefined : formatDegrees(Math.round(temperature * 10))
  return (
    <td data-half={half} data-today={isToday}>
      <span
        className={styles['slot']}
        data-state={state}
        data-ill={isIll}
        title={[name, ...(value === undefined ? [] : [value]), ...more].join(' · ')}
      >
        <span aria-hidden="true">{isIll ? '▲' : slotSigns[state]}</span>
        {temperature !== undefined && <b>{temperature.toFixed(1)}</b>}
        <small>{name}</small>
        <span className={styles['unseen']}>{more.join(', ')}</span>
      </span>
    </td>
  )
}
