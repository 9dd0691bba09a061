import { useState } from 'react'
import { useAppContext } from '../../api/app-context.tsx'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { pathWithQuery } from '../../api/path-with-query.ts'
import { useWholeList } from '../../api/use-whole-list.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { DayChoice } from '../../components/filters/day-choice.tsx'
import { Choice, Filters } from '../../components/filters/filter-choice.tsx'
import { GridChoice } from '../../components/filters/grid-choice.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { ShowMoreList } from '../../components/show-more-list.tsx'
import { formatDate } from '../../i18n/date-time.ts'
import { useWords } from '../../i18n/language.tsx'
import { byDueTime, type DoneFollowUp, type DueFollowUp, followUpEntries } from './follow-up-entries.ts'
import { DoneFollowUpRow, DueFollowUpRow } from './follow-up-row.tsx'
import styles from './follow-ups-page.module.css'
import { followUpsWords } from './follow-ups-words.ts'

const LIMIT = 2_000
const kinds = ['visit', 'call', 'measurement'] as const

const DuePanel = ({ due }: { readonly due: readonly DueFollowUp[] }) => {
  const t = useWords(followUpsWords)
  const overdue = due.filter((one) => one.overdue).length
  return (
    <Panel
      title={t.due}
      count={due.length}
      aside={overdue > 0 && <strong className={styles['overdue']}>{t.overdueCount(overdue)}</strong>}
    >
      {due.length === 0 ? (
        <EmptyState>{t.nothingDue}</EmptyState>
      ) : (
        <ShowMoreList label={t.due} rows={due}>
          {(one) => (
            <DueFollowUpRow key={`${one.isolation} ${one.matter ?? one.slot ?? one.dueAt}`} due={one} />
          )}
        </ShowMoreList>
      )}
    </Panel>
  )
}

const DonePanel = ({
  done,
  aside,
}: {
  readonly done: readonly DoneFollowUp[]
  readonly aside: string | undefined
}) => {
  const t = useWords(followUpsWords)
  return (
    <Panel title={t.done} count={done.length} aside={aside}>
      {done.length === 0 ? (
        <EmptyState>{t.nothingDone}</EmptyState>
      ) : (
        <ShowMoreList label={t.done} rows={done}>
          {(one) => (
            <DoneFollowUpRow key={`${one.isolation} ${one.at} ${one.type} ${one.matter ?? ''}`} done={one} />
          )}
        </ShowMoreList>
      )}
    </Panel>
  )
}

/** The visits, calls and measurements that are due now, and those done on a day. */
const FollowUpsPage = () => {
  const t = useWords(followUpsWords)
  const { community } = useAppContext()
  const { now } = useLiveUpdates()
  const today = formatDate(now, community.zone)
  const [chosenDate, setDate] = useState<string>()
  const [grid, setGrid] = useState<string>()
  const [kind, setKind] = useState<(typeof kinds)[number]>()
  const date = chosenDate ?? today
  const { rows, isDone, next, error, refetch } = useWholeList(
    pathWithQuery(`/communities/${community.id}/follow-ups`, { date, grid }),
    followUpEntries,
    { most: LIMIT },
  )
  const isShown = ({ type }: DueFollowUp | DoneFollowUp): boolean => kind === undefined || type === kind
  const due = rows.flatMap((row) => (row.is === 'due' && isShown(row.due) ? [row.due] : [])).sort(byDueTime)
  const done = rows.flatMap((row) => (row.is === 'done' && isShown(row.done) ? [row.done] : []))
  const isFirst = !isDone && rows.length === 0
  return (
    <Page title={t.title} description={t.description}>
      <div className={styles['page']}>
        <Filters label={t.filters}>
          <DayChoice
            value={date}
            today={today}
            onChange={(day) => setDate(day === today ? undefined : day)}
          />
          <GridChoice value={grid} onChange={setGrid} />
          <Choice
            label={t.kind}
            all={t.allKinds}
            options={kinds.map((name) => [name, t.types[name]])}
            value={kind}
            onChange={setKind}
          />
        </Filters>
        {error !== undefined && <ErrorState error={error} onRetry={refetch} />}
        {isFirst && error === undefined && <Loading />}
        {!isFirst && date === today && <DuePanel due={due} />}
        {!isFirst && (
          <DonePanel
            done={done}
            aside={isDone ? (next === undefined ? undefined : t.more(done.length)) : t.reading}
          />
        )}
      </div>
    </Page>
  )
}

export default FollowUpsPage
