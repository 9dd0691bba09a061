import { Link } from 'wouter'
import type { ShownEntry } from '../../api/views/ledger-view.ts'
import { useAppContext } from '../api/app-context.tsx'
import { formatDateTime } from '../i18n/date-time.ts'
import { eventWords } from '../i18n/events/event-words.ts'
import { useLanguage, useWords, type Words } from '../i18n/language.tsx'
import { actorWords } from '../i18n/staff-names.ts'
import layout from './layout.module.css'
import styles from './ledger-list.module.css'
import { Panel } from './panel.tsx'
import { SmallTable } from './small-table.tsx'
import { useIsNarrow } from './use-is-narrow.ts'

interface LedgerWords {
  readonly title: string
  readonly number: string
  readonly when: string
  readonly what: string
  readonly by: string
  readonly matter: string
  readonly merged: string
}

const words: Words<LedgerWords> = {
  en: {
    title: 'Ledger',
    number: 'No.',
    when: 'When',
    what: 'What',
    by: 'By',
    matter: 'Open the matter',
    merged: 'Ledger of the duplicate',
  },
  'zh-CN': {
    title: '台账',
    number: '序号',
    when: '时间',
    what: '内容',
    by: '办理',
    matter: '查看事项',
    merged: '重复登记的台账',
  },
}

/** All events in words, newest first. `linked`: with a link to each matter. */
export const LedgerList = ({
  ledger,
  zone,
  linked,
  of,
}: {
  readonly ledger: readonly ShownEntry[]
  readonly zone: string
  readonly linked: boolean
  /** The id of a duplicate that was merged into this isolation. */
  readonly of?: string
}) => {
  const t = useWords(words)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const isNarrow = useIsNarrow()
  const number = { name: 'number', header: t.number, width: 70, cell: ({ entry }: ShownEntry) => entry }
  const by = {
    name: 'by',
    header: t.by,
    width: 190,
    cell: (entry: ShownEntry) => actorWords(entry.by, community, language),
  }
  return (
    <Panel title={of === undefined ? t.title : `${t.merged} ${of}`} count={ledger.length}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <div className={styles['tall']} tabIndex={0}>
        <SmallTable<ShownEntry>
          label={t.title}
          rows={ledger.toReversed()}
          idOf={({ entry }) => `${entry}`}
          columns={[
            ...(isNarrow ? [] : [number]),
            {
              name: 'when',
              header: t.when,
              width: isNarrow ? 90 : 130,
              isHeading: true,
              cell: ({ at }) => <time dateTime={at}>{formatDateTime(at, language, zone)}</time>,
            },
            {
              name: 'what',
              header: t.what,
              cell: (entry) => (
                <>
                  {eventWords(entry.event, { language, zone })}{' '}
                  {linked && 'matter' in entry.event && (
                    <Link href={`/matters/${entry.event.matter}`}>{t.matter}</Link>
                  )}
                  {isNarrow && <div className={layout['quiet']}>{by.cell(entry)}</div>}
                </>
              ),
            },
            ...(isNarrow ? [] : [by]),
          ]}
        />
      </div>
    </Panel>
  )
}
