import { useMemo, useState } from 'react'
import type { IsolationSummary } from '../../../api/views/isolation-summary.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { isolationsIn } from '../../api/isolation-list.ts'
import { pathWithQuery } from '../../api/path-with-query.ts'
import { useWholeList } from '../../api/use-whole-list.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Choice, Filters } from '../../components/filters/filter-choice.tsx'
import { GridChoice } from '../../components/filters/grid-choice.tsx'
import { Switch } from '../../components/filters/switch.tsx'
import { Loading } from '../../components/loading.tsx'
import { byUrgency } from '../../components/matter/matter-urgency.ts'
import { Page } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { ShowMoreList } from '../../components/show-more-list.tsx'
import { type Flag, flagNames } from '../../i18n/care-flags.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { KeyPersonRow } from './key-person-row.tsx'
import styles from './key-persons-page.module.css'
import { keyPersonsWords } from './key-persons-words.ts'

const LIMIT = 10_000

/** Everybody who is followed now, the most urgent first. */
const KeyPersonsPage = () => {
  const t = useWords(keyPersonsWords)
  const { language } = useLanguage()
  const { community, me } = useAppContext()
  const [grid, setGrid] = useState<string>()
  const [flag, setFlag] = useState<Flag>()
  const [isMattersOnly, setMattersOnly] = useState(false)
  const path = pathWithQuery(`/communities/${community.id}/isolations`, {
    open: 'true',
    grid,
    include: me.personal ? 'person' : undefined,
  })
  const { rows, isDone, next, error, refetch } = useWholeList(path, isolationsIn, { most: LIMIT })
  const shown = useMemo(() => {
    const wanted = ({ flags, matters }: IsolationSummary) =>
      (flag === undefined || flags[flag]) && (!isMattersOnly || matters.length > 0)
    return rows.filter(wanted).sort(byUrgency)
  }, [rows, flag, isMattersOnly])
  return (
    <Page title={t.title} description={t.description}>
      <div className={styles['page']}>
        <Filters label={t.filters}>
          <GridChoice value={grid} onChange={setGrid} />
          <Choice
            label={t.flag}
            all={t.anyFlag}
            options={flagNames.map((name) => [name, domainWords[language].flag[name]])}
            value={flag}
            onChange={setFlag}
          />
          <Switch label={t.withMatters} isOn={isMattersOnly} onChange={setMattersOnly} />
        </Filters>
        {error !== undefined && <ErrorState error={error} onRetry={refetch} />}
        <Panel
          title={t.followed}
          count={shown.length}
          aside={isDone ? next !== undefined && t.tooMany(rows.length) : t.reading(rows.length)}
        >
          {!isDone && rows.length === 0 && error === undefined ? (
            <Loading />
          ) : shown.length === 0 ? (
            <EmptyState>{rows.length === 0 ? t.nobody : t.nobodyHere}</EmptyState>
          ) : (
            <ShowMoreList label={t.followed} rows={shown}>
              {(isolation) => <KeyPersonRow key={isolation.id} isolation={isolation} />}
            </ShowMoreList>
          )}
        </Panel>
      </div>
    </Page>
  )
}

export default KeyPersonsPage
