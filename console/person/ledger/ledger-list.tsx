import { Link } from 'wouter'
import type { LedgerEntry } from '../../../core/domain/ledger.ts'
import { Panel } from '../../panel/panel.tsx'
import { useSurroundings } from '../../shell/context.tsx'
import { useLanguage, useWords, type Words } from '../../words/language.tsx'
import { actorWords } from '../../words/staff.ts'
import { momentOf } from '../../words/time.ts'
import { happeningWords } from './happening-words.ts'
import styles from './ledger.module.css'

interface LedgerWords {
  readonly title: string
  readonly by: (who: string) => string
  readonly matter: string
}

const words: Words<LedgerWords> = {
  en: { title: 'Ledger', by: (who) => `by ${who}`, matter: 'Open the matter' },
  'zh-CN': { title: '台账', by: (who) => `办理：${who}`, matter: '查看事项' },
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
      <ol className={styles['ledger']} tabIndex={0} reversed>
        {ledger.toReversed().map(({ entry, at, by, happening }) => (
          <li key={entry} value={entry}>
            <span className={styles['number']}>{entry}</span>
            <time dateTime={at}>{momentOf(at, language, zone)}</time>
            <span className={styles['what']}>
              {happeningWords(happening, { language, zone })}{' '}
              {linked && 'matter' in happening && (
                <Link href={`/matters/${happening.matter}`}>{say.matter}</Link>
              )}
            </span>
            <span className={styles['by']}>{say.by(actorWords(by, community, language))}</span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
