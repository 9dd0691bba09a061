import { useState } from 'react'
import type { ListedMessage, Messages } from '../../../api/endpoints/messages.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { pathWithQuery } from '../../api/path-with-query.ts'
import { useWholeList } from '../../api/use-whole-list.ts'
import { ActionButton } from '../../components/action-button.tsx'
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
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { templateWords } from '../../i18n/template-words.ts'
import { MessageRow } from './message-row.tsx'
import styles from './publicity-page.module.css'
import { publicityWords, type Result, results } from './publicity-words.ts'

const STEP = 500

const messagesIn = ({ messages }: Messages): readonly ListedMessage[] => messages

interface Chosen {
  readonly date?: string
  readonly grid?: string | undefined
  readonly state?: Result | undefined
  readonly template?: string | undefined
}

const Chooser = ({
  chosen,
  today,
  templates,
  onChange,
}: {
  readonly chosen: Chosen
  readonly today: string
  readonly templates: readonly string[]
  readonly onChange: (chosen: Chosen) => void
}) => {
  const t = useWords(publicityWords)
  const { language } = useLanguage()
  const { date = today, grid, state, template } = chosen
  return (
    <Filters label={t.filters}>
      <DayChoice value={date} today={today} onChange={(day) => onChange({ ...chosen, date: day })} />
      <GridChoice value={grid} onChange={(value) => onChange({ ...chosen, grid: value })} />
      <Choice
        label={t.result}
        all={t.allResults}
        options={results.map((result) => [result, t.results[result]])}
        value={state}
        onChange={(value) => onChange({ ...chosen, state: value })}
      />
      <Choice
        label={t.what}
        all={t.allMessages}
        options={templates.map((name) => [name, templateWords(name, language)])}
        value={template}
        onChange={(value) => onChange({ ...chosen, template: value })}
      />
    </Filters>
  )
}

/** The messages of a day and their delivery. */
const PublicityPage = () => {
  const t = useWords(publicityWords)
  const { community, me } = useAppContext()
  const { now } = useLiveUpdates()
  const today = formatDate(now, community.zone)
  const [chosen, setChosen] = useState<Chosen>({})
  const [most, setMost] = useState(STEP)
  const { date = today, grid, state, template } = chosen
  const path = pathWithQuery(`/communities/${community.id}/messages`, { date, grid, state })
  const { rows, isDone, next, error, refetch } = useWholeList(path, messagesIn, { most })
  const templates = [...new Set(rows.map((message) => message.template))].sort()
  const shown = template === undefined ? rows : rows.filter((message) => message.template === template)
  return (
    <Page title={t.title} description={me.personal ? t.description : `${t.description} ${t.hidden}`}>
      <div className={styles['page']}>
        <Chooser
          chosen={chosen}
          today={today}
          templates={
            template === undefined || templates.includes(template) ? templates : [...templates, template]
          }
          onChange={setChosen}
        />
        {error !== undefined && <ErrorState error={error} onRetry={refetch} />}
        <Panel
          title={t.messages}
          count={shown.length}
          aside={isDone ? next !== undefined && t.newest(rows.length) : t.reading(rows.length)}
        >
          {!isDone && rows.length === 0 && error === undefined ? (
            <Loading />
          ) : shown.length === 0 ? (
            <EmptyState>{rows.length === 0 && state === undefined ? t.none : t.noneHere}</EmptyState>
          ) : (
            <ShowMoreList label={t.messages} rows={shown}>
              {(message) => <MessageRow key={`${message.isolation} ${message.key}`} message={message} />}
            </ShowMoreList>
          )}
          {isDone && next !== undefined && (
            <p>
              <ActionButton onClick={() => setMost(most + STEP)}>{t.more}</ActionButton>
            </p>
          )}
        </Panel>
      </div>
    </Page>
  )
}

export default PublicityPage
