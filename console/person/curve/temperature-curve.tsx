import { useId } from 'react'
import type { LedgerEntry } from '../../../core/domain/ledger.ts'
import type { SlotView } from '../../../functions/api/slot-view.ts'
import { Nothing, Panel } from '../../panel/panel.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { momentOf } from '../../words/time.ts'
import { degrees, slotWords } from '../ledger/said.ts'
import person from '../person.module.css'
import { useBoxWidth } from './box-width.ts'
import styles from './curve.module.css'
import { type Reading, readingsOf, type Scale, scaleOf } from './curve-scale.ts'
import { curveWords } from './words.ts'

const HEIGHT = 240
const edges = { left: 42, right: 12, top: 14, bottom: 40 } as const

/** Every temperature over the period, with the line from which on it is a fever. */
export const TemperatureCurve = ({
  ledger,
  slots,
  zone,
  feverFrom,
  baseline,
}: {
  readonly ledger: readonly LedgerEntry[]
  readonly slots: readonly SlotView[]
  readonly zone: string
  /** Degrees Celsius. */
  readonly feverFrom: number
  /** Tenths of a degree, measured at the registration. */
  readonly baseline: number | undefined
}) => {
  const say = useWords(curveWords)
  const [box, width] = useBoxWidth<HTMLDivElement>()
  const readings = readingsOf(ledger)
  const fever = Math.round(feverFrom * 10)
  const missed = slots.filter(({ state }) => state === 'missed')
  return (
    <Panel title={say.title} aside={<span className={person['quiet']}>{say.feverFrom(degrees(fever))}</span>}>
      <div ref={box} className={styles['box']}>
        {width > 0 && slots.length > 0 && (
          <Drawing
            width={width}
            readings={readings}
            missed={missed}
            fever={fever}
            baseline={baseline}
            scale={scaleOf(
              { ...edges, width, height: HEIGHT },
              slots,
              [...readings.map(({ tenths }) => tenths), ...(baseline === undefined ? [] : [baseline])],
              fever,
            )}
          />
        )}
      </div>
      <Legend
        hasMissed={missed.length > 0}
        hasLate={readings.some(({ timing }) => timing === 'late')}
        hasBaseline={baseline !== undefined}
      />
      {readings.length === 0 && missed.length === 0 ? (
        <Nothing>{say.none}</Nothing>
      ) : (
        <details className={person['disclosure']}>
          <summary>{say.asTable}</summary>
          <ReadingsTable readings={readings} missed={missed} fever={fever} zone={zone} />
        </details>
      )}
    </Panel>
  )
}

const Drawing = ({
  width,
  readings,
  missed,
  fever,
  baseline,
  scale,
}: {
  readonly width: number
  readonly readings: readonly Reading[]
  readonly missed: readonly SlotView[]
  readonly fever: number
  readonly baseline: number | undefined
  readonly scale: Scale
}) => {
  const say = useWords(curveWords)
  const id = useId()
  const right = width - edges.right
  const floor = HEIGHT - edges.bottom
  const highest = readings.reduce<Reading | undefined>(
    (before, reading) => (before === undefined || reading.tenths > before.tenths ? reading : before),
    undefined,
  )
  return (
    <svg className={styles['curve']} width={width} height={HEIGHT} role="img" aria-labelledby={id}>
      <title id={id}>
        {say.summary(
          readings.length,
          highest === undefined ? undefined : degrees(highest.tenths),
          missed.length,
        )}
      </title>
      {scale.degrees.map(({ value, at }) => (
        <g key={value} className={styles['line']}>
          <line x1={edges.left} x2={right} y1={at} y2={at} />
          {value % 10 === 0 && (
            <text x={edges.left - 6} y={at + 4} textAnchor="end">
              {value / 10}°
            </text>
          )}
        </g>
      ))}
      {scale.days.map(({ value, at }) => (
        <g key={value} className={styles['line']}>
          <line x1={at} x2={at} y1={floor} y2={floor + 4} />
          <text x={at} y={floor + 18} textAnchor="middle">
            {value}
          </text>
        </g>
      ))}
      <text className={styles['axis']} x={right} y={HEIGHT - 4} textAnchor="end">
        {say.day}
      </text>
      <rect
        className={styles['above']}
        x={edges.left}
        y={edges.top}
        width={Math.max(0, right - edges.left)}
        height={Math.max(0, scale.y(fever) - edges.top)}
      />
      <line className={styles['fever']} x1={edges.left} x2={right} y1={scale.y(fever)} y2={scale.y(fever)} />
      {baseline !== undefined && (
        <line
          className={styles['baseline']}
          x1={edges.left}
          x2={right}
          y1={scale.y(baseline)}
          y2={scale.y(baseline)}
        />
      )}
      {missed.map(({ id: slot, closesAt }) => (
        <path key={slot} className={styles['missed']} d={cross(scale.x(closesAt), floor - 8)} />
      ))}
      <polyline
        className={styles['path']}
        points={readings.map(({ at, tenths }) => `${scale.x(at)},${scale.y(tenths)}`).join(' ')}
      />
      {readings.map((reading) => (
        <Point key={`${reading.at} ${reading.slot ?? ''}`} reading={reading} scale={scale} fever={fever} />
      ))}
    </svg>
  )
}

const SIZE = 5

const cross = (x: number, y: number): string =>
  `M${x - SIZE} ${y - SIZE}l${2 * SIZE} ${2 * SIZE}m0 ${-2 * SIZE}l${-2 * SIZE} ${2 * SIZE}`

const Point = ({
  reading: { at, tenths, timing },
  scale,
  fever,
}: {
  readonly reading: Reading
  readonly scale: Scale
  readonly fever: number
}) => {
  const x = scale.x(at)
  const y = scale.y(tenths)
  if (tenths >= fever)
    return (
      <g className={styles['hot']}>
        <path d={`M${x} ${y - 7}l7 12h-14z`} />
        <text x={x} y={y - 11} textAnchor="middle">
          {(tenths / 10).toFixed(1)}
        </text>
      </g>
    )
  return <circle className={styles['point']} data-timing={timing} cx={x} cy={y} r={4.5} />
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
  const say = useWords(curveWords)
  return (
    <p className={styles['legend']} aria-hidden="true">
      <span data-look="fever">{say.feverLine}</span>
      {hasBaseline && <span data-look="baseline">{say.baseline}</span>}
      {hasLate && <span data-look="late">{say.late}</span>}
      {hasMissed && <span data-look="missed">✕ {say.missed}</span>}
    </p>
  )
}

interface Row {
  readonly at: string
  readonly slot?: string
  readonly value: string
  readonly remark: string
}

const ReadingsTable = ({
  readings,
  missed,
  fever,
  zone,
}: {
  readonly readings: readonly Reading[]
  readonly missed: readonly SlotView[]
  readonly fever: number
  readonly zone: string
}) => {
  const say = useWords(curveWords)
  const { language } = useLanguage()
  const rows: Row[] = [
    ...readings.map(({ at, tenths, slot, timing }) => ({
      at,
      ...(slot === undefined ? {} : { slot }),
      value: degrees(tenths),
      remark: [
        ...(tenths >= fever ? [say.fever] : []),
        ...(timing === 'on time' ? [] : [say.timings[timing]]),
      ].join(language === 'en' ? ', ' : '、'),
    })),
    ...missed.map(({ id, closesAt }) => ({ at: closesAt, slot: id, value: '–', remark: say.missed })),
  ].sort((a, b) => a.at.localeCompare(b.at))
  return (
    <div className={person['scroll']}>
      <table className={person['table']}>
        <caption className={person['unseen']}>{say.title}</caption>
        <thead>
          <tr>
            <th scope="col">{say.time}</th>
            <th scope="col">{say.value}</th>
            <th scope="col">{say.slot}</th>
            <th scope="col">{say.remark}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, slot, value, remark }) => (
            <tr key={`${at} ${slot ?? ''} ${value}`}>
              <td>{momentOf(at, language, zone)}</td>
              <td>{value}</td>
              <td>{slot === undefined ? '–' : slotWords(slot, language)}</td>
              <td>{remark}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
