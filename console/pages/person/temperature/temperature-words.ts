import type { Timing } from '../../../../core/isolation/events.ts'
import type { Words } from '../../../i18n/language.tsx'

interface CurveWords {
  readonly title: string
  readonly feverFrom: (degrees: string) => string
  readonly summary: (readings: number, highest: string | undefined, missed: number) => string
  readonly none: string
  readonly day: string
  readonly asTable: string
  readonly time: string
  readonly value: string
  readonly slot: string
  readonly remark: string
  readonly fever: string
  readonly feverLine: string
  readonly baseline: string
  readonly late: string
  readonly missed: string
  readonly timings: Readonly<Record<Exclude<Timing, 'on_time'>, string>>
}

export const temperatureWords: Words<CurveWords> = {
  en: {
    title: 'Temperature',
    feverFrom: (degrees) => `fever from ${degrees}`,
    summary: (readings, highest, missed) =>
      `Temperatures over the days: ${readings === 1 ? '1 reading' : `${readings} readings`}${
        highest === undefined ? '' : `, the highest ${highest}`
      }, ${missed} missed. The table below has them all.`,
    none: 'No temperature yet.',
    day: 'day',
    asTable: 'All readings as a table',
    time: 'Time',
    value: 'Temperature',
    slot: 'Slot',
    remark: 'Remark',
    fever: 'fever',
    feverLine: 'fever line',
    baseline: 'first measured',
    late: 'late, or beside the slots',
    missed: 'missed',
    timings: { early: 'early', late: 'late', extra: 'beside the slots' },
  },
  'zh-CN': {
    title: '体温曲线',
    feverFrom: (degrees) => `${degrees} 起为发热`,
    summary: (readings, highest, missed) =>
      `每日体温：共${readings}次${highest === undefined ? '' : `，最高 ${highest}`}，漏报${missed}次。详见下表。`,
    none: '暂无体温。',
    day: '天',
    asTable: '体温列表',
    time: '时间',
    value: '体温',
    slot: '时段',
    remark: '备注',
    fever: '发热',
    feverLine: '发热线',
    baseline: '首测体温',
    late: '补报或加测',
    missed: '漏报',
    timings: { early: '提前', late: '补报', extra: '加测' },
  },
}
