import ExpandableSection from '@cloudscape-design/components/expandable-section'
import type { ShownEntry } from '../../../../api/views/ledger-view.ts'
import type { SlotView } from '../../../../api/views/slot-view.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useBoxWidth } from '../../../components/use-box-width.ts'
import { useWords } from '../../../i18n/language.tsx'
import { formatDegrees } from '../../../i18n/temperature.ts'
import { CurveDrawing } from './curve-drawing.tsx'
import { readingsOf } from './curve-scale.ts'
import { ReadingsTable } from './readings-table.tsx'
import styles from './temperature-curve.module.css'
import { temperatureWords } from './temperature-words.ts'

/** Every temperature of the period, with the fever line. */
export const TemperatureCurve = ({
  ledger,
  slots,
  zone,
  feverFrom,
  baseline,
}: {
  readonly ledger: readonly ShownEntry[]
  readonly slots: readonly SlotView[]
  readonly zone: string
  /** Degrees Celsius. */
  readonly feverFrom: number
  /** Tenths of a degree, measured at the registration. */
  readonly baseline: number | undefined
}) => {
  const t = useWords(temperatureWords)
  const [box, width] = useBoxWidth<HTMLDivElement>()
  const readings = readingsOf(ledger)
  const fever = Math.round(feverFrom * 10)
  const missed = slots.filter(({ state }) => state === 'missed')
  return (
    <Panel title={t.title} aside={t.feverFrom(formatDegrees(fever))}>
      <div ref={box} className={styles['box']}>
        {width > 0 && slots.length > 0 && (
          <CurveDrawing width={width} readings={readings} slots={slots} fever={fever} baseline={baseline} />
        )}
      </div>
      <Legend
        hasMissed={missed.length > 0}
        hasLate={readings.some(({ timing }) => timing === 'late' || timing === 'extra')}
        hasBaseline={baseline !== undefined}
      />
      {readings.length === 0 && missed.length === 0 ? (
        <EmptyState>{t.none}</EmptyState>
      ) : (
        <ExpandableSection headerText={t.asTable}>
          <ReadingsTable readings={readings} missed={missed} fever={fever} zone={zone} />
        </ExpandableSection>
      )}
    </Panel>
  )
}

const Legend = ({
  hasMissed,
  hasLate,
  hasBaseline,
}: {
  readonly hasMissed: boolean
  readonly hasLate: boolean
  readonly hasBaseline: boolean
}) => {
  const t = useWords(temperatureWords)
  return (
    <p className={styles['legend']} aria-hidden="true">
      <span data-look="fever">{t.feverLine}</span>
      {hasBaseline && <span data-look="baseline">{t.baseline}</span>}
      {hasLate && <span data-look="late">{t.late}</span>}
      {hasMissed && <span data-look="missed">✕ {t.missed}</span>}
    </p>
  )
}
