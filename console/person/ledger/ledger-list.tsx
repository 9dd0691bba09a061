import { Link } from 'wouter'
import type { LedgerEntry } from '../../../core/domain/ledger.ts'
import { Panel } from '../../panel/panel.tsx'
import { useSurroundings } from '../../shell/context.tsx'
import { useLanguage, useWords, type Words } from '../../words/language.tsx'
import { actorWords } from '../../words/staff.ts'
import { momentOf } from '../../words/time.ts'
import person from '../person.module.css'
import { happeningWords } from './happening-words.ts'

interface LedgerWords {
  readonly title: string
  readonly number: string
  readonly time: string
  readonly what: string
  readonly by: string
  readonly matter: string
}

const words: Words<LedgerWords> = {
  en: {
    title: 'Ledger',
    number: 'No.',
    time: 'Time',
    what: 'What happened',
    by: 'By',
    matter: 'Open the matter',
  },
  'zh-CN': { title: '台账', number: '序号', time: '时间', what: '事项', by: '办理人', matter: '查看事项' },
}

/** Everything that happened, in plain words, the newest first. `linked`: with the way to each matter. */
export const LedgerList = ({
  ledger,
  zone,
  linked,
}: {
  readonly ledger: readonly LedgerEntry[]
  readonly zone: string
  readonly linked: boolean
}) => {
  const say = useWords(words)
  const { language } = useLanguage()
  const { community } = useSurroundings()
  return (
    <Panel title={say.title} count={ledger.length}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <div className={person['ledger']} tabIndex={0}>
        <table className={person['table']}>
          <caption className={person['unseen']}>{say.title}</caption>
          <thead>
            <tr>
              <th scope="col">{say.number}</th>
              <th scope="col">{say.time}</th>
              <th scope="col">{say.what}</th>
              <th scope="col">{say.by}</th>
            </tr>
          </thead>
          <tbody>
            {ledger.toReversed().map(({ entry, at, by, happening }) => (
              <tr key={entry}>
                <td>{entry}</td>
                <td className={person['time']}>{momentOf(at, language, zone)}</td>
                <td>
                  {happeningWords(happening, { language, zone })}{' '}
                  {linked && 'matter' in happening && (
                    <Link href={`/matters/${happening.matter}`}>{say.matter}</Link>
                  )}
                </td>
                <td>{actorWords(by, community, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
