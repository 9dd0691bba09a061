import { useId } from 'react'
import type { SlotView } from '../../../../api/views/slot-view.ts'
import { useWords } from '../../../i18n/language.tsx'
import { formatDegrees } from '../../../i18n/temperature.ts'
import { type Reading, type Scale, scaleOf } from './curve-scale.ts'
import styles from './temperature-curve.module.css'
import { temperatureWords } from './temperature-words.ts'

const HEIGHT = 240
const edges = { left: 42, right: 12, top: 14, bottom: 40 } as const

/** The readings in a box of this width in pixels. `fever` and `baseline` are tenths of a degree. */
export const CurveDrawing = ({
  width,
  readings,
  slots,
  fever,
  baseline,
}: {
  readonly width: number
  readonly readings: readonly Reading[]
  readonly slots: readonly SlotView[]
  readonly fever: number
  readonly baseline: number | undefined
}) => {
  const t = useWords(temperatureWords)
  const id = useId()
  const missed = slots.filter(({ state }) => state === 'missed')
  const scale = scaleOf(
    { ...edges, width, height: HEIGHT },
    slots,
    [...readings.map(({ tenths }) => tenths), ...(baseline === undefined ? [] : [baseline])],
    fever,
  )
  const right = width - edges.right
  const floor = HEIGHT - edges.bottom
  const highest = readings.reduce<Reading | undefined>(
    (before, reading) => (before === undefined || reading.tenths > before.tenths ? reading : before),
    undefined,
  )
  return (
    <svg className={styles['curve']} width={width} height={HEIGHT} role="img" aria-labelledby={id}>
      <title id={id}>
        {t.summary(
          readings.length,
          highest === undefined ? undefined : formatDegrees(highest.tenths),
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
        {t.day}
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
