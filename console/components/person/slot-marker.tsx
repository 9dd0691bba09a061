import type { SlotState } from '../../../api/views/slot-view.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage } from '../../i18n/language.tsx'
import styles from './slot-marker.module.css'

/** The sign of each state, beside which its word always stands. */
export const slotSigns: Readonly<Record<SlotState, string>> = {
  to_come: '○',
  open: '◔',
  asked: '…',
  reported: '✓',
  missed: '✕',
  late: '✓',
  excused: '–',
}

/** The state of one slot: a sign and the word for it, with a colour that says it once more. null: no such slot. */
export const SlotMarker = ({
  half,
  state,
  isBrief = false,
}: {
  readonly half: 'morning' | 'evening'
  readonly state: SlotState | null
  /** Without the half of the day, where a heading says it. */
  readonly isBrief?: boolean
}) => {
  const { language } = useLanguage()
  const t = domainWords[language]
  if (state === null) return <span className={styles['none']}>–</span>
  return (
    <span className={styles['marker']} data-state={state}>
      <span aria-hidden="true">{slotSigns[state]}</span>
      {isBrief ? '' : `${t.half[half]} `}
      {t.slot[state]}
    </span>
  )
}
