import type { SlotView } from '../../../functions/api/slot-view.ts'
import { useLanguage, useWords } from '../../words/language.tsx'
import { momentOf } from '../../words/time.ts'
import { degrees, listed, slotWords } from '../ledger/said.ts'
import person from '../person.module.css'
import type { Reading } from './curve-scale.ts'
import { curveWords } from './words.ts'

interface Row {
  readonly at: string
  readonly slot?: string
  readonly value: string
  readonly remark: string
}

/** What the curve shows, to be read: every reading, and every slot that was missed. */
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
  const say = useWords(curveWords)
  const { language } = useLanguage()
  const rows: Row[] = [
    ...readings.map(({ at, tenths, slot, timing }) => ({
      at,
      ...(slot === undefined ? {} : { slot }),
      value: degrees(tenths),
      remark: listed(
        [...(tenths >= fever ? [say.fever] : []), ...(timing === 'on time' ? [] : [say.timings[timing]])],
        language,
      ),
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
