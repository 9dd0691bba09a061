import type { SlotState } from '../../../api/views/slot-view.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage } from '../../i18n/language.tsx'
import styles from './slot-marker.module.css'

/** The symbol of each state. The word is always shown beside it. */
export const slotSigns: Readonly<Record<SlotState, string>> = {
  to_come: '○',
  open: '◔',
  asked: '…',
  reported: '✓',
  missed: '✕',
  late: '✓',
  excused: '–',
}

/** The state of one slot: symbol, word and colour. null: no such slot. */
export const SlotMarker = ({
  half,
  state,
  isBrief = false,
}: {
  readonly half: 'morning' | 'evening'
  readonly state: SlotState | null
  /** Leaves out the half of the day, if a heading says it. */
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
