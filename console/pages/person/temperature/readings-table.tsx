import type { SlotView } from '../../../../api/views/slot-view.ts'
import { SmallTable } from '../../../components/small-table.tsx'
import { formatDateTime } from '../../../i18n/date-time.ts'
import { listed } from '../../../i18n/domain-phrases.ts'
import { useLanguage, useWords } from '../../../i18n/language.tsx'
import { slotPhrase } from '../../../i18n/slot-words.ts'
import { formatDegrees } from '../../../i18n/temperature.ts'
import type { Reading } from './curve-scale.ts'
import { temperatureWords } from './temperature-words.ts'

interface Row {
  readonly at: string
  readonly slot?: string
  readonly value: string
  readonly remark: string
}

/** The curve as text: every reading, and every missed slot. */
export const ReadingsTable = ({
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
  const t = useWords(temperatureWords)
  const { language } = useLanguage()
  const rows: Row[] = [
    ...readings.map(({ at, tenths, slot, timing }) => ({
      at,
      ...(slot === undefined ? {} : { slot }),
      value: formatDegrees(tenths),
      remark: listed(
        [...(tenths >= fever ? [t.fever] : []), ...(timing === 'on_time' ? [] : [t.timings[timing]])],
        language,
      ),
    })),
    ...missed.map(({ id, closesAt }) => ({ at: closesAt, slot: id, value: '–', remark: t.missed })),
  ].sort((a, b) => a.at.localeCompare(b.at))
  return (
    <SmallTable<Row>
      label={t.title}
      rows={rows}
      idOf={({ at, slot, value }) => `${at} ${slot ?? ''} ${value}`}
      columns={[
        {
          name: 'at',
          header: t.time,
          cell: ({ at }) => formatDateTime(at, language, zone),
          isHeading: true,
        },
        { name: 'value', header: t.value, cell: ({ value }) => value },
        {
          name: 'slot',
          header: t.slot,
          cell: ({ slot }) => (slot === undefined ? '–' : slotPhrase(slot, language)),
        },
        { name: 'remark', header: t.remark, cell: ({ remark }) => remark },
      ]}
    />
  )
}
