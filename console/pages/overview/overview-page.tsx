import { useState } from 'react'
import type { Overview } from '../../../core/figures/overview.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { pathWithQuery } from '../../api/path-with-query.ts'
import { useApiQuery } from '../../api/use-api-query.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { GridChoice } from '../../components/filters/grid-choice.tsx'
import { Page, QueryResult } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { type CountBar, CountBars } from './count-bars.tsx'
import { Disruptions } from './disruptions.tsx'
import { type LookedAfter, linePath, NoOneLeftBehind } from './no-one-left-behind.tsx'
import { OpenMatters } from './open-matters.tsx'
import styles from './overview-page.module.css'
import { overviewWords } from './overview-words.ts'
import { ResponseTimes } from './response-times.tsx'
import { SlotBar } from './slot-bar.tsx'
import { StatusFigures } from './status-figures.tsx'
import { UnknownCodes } from './unknown-codes.tsx'

const categories = ['key_area', 'overseas', 'close_contact', 'elsewhere'] as const
const waits = ['slot', 'report', 'second_measurement', 'review', 'person', 'release', 'nothing'] as const

const Releases = ({ due }: { readonly due: Overview['releasesIn24Hours'] }) => {
  const t = useWords(overviewWords)
  const rows: CountBar[] = [
    { name: 'approved', words: t.releasesApproved, count: due.approved },
    { name: 'undecided', words: t.releasesUndecided, count: due.undecided },
  ]
  return (
    <Panel title={t.releases}>
      {due.approved + due.undecided === 0 ? (
        <EmptyState>{t.noReleases}</EmptyState>
      ) : (
        <CountBars label={t.releases} rows={rows} />
      )}
    </Panel>
  )
}

const Board = ({ overview, grid }: { readonly overview: Overview; readonly grid: string | undefined }) => {
  const t = useWords(overviewWords)
  const { language } = useLanguage()
  const waiting = waits
    .filter((name) => overview.waitingFor[name] > 0)
    .map((name) => ({
      name,
      words: t.waitsFor[name],
      count: overview.waitingFor[name],
      isGrave: name === 'nothing',
    }))
  return (
    <>
      <StatusFigures overview={overview} grid={grid} />
      <SlotBar slots={overview.slotsToday} />
      <div className={styles['board']}>
        <OpenMatters matters={overview.matters} grid={grid} />
        <Panel title={t.waiting}>
          <CountBars label={t.waiting} rows={waiting} />
        </Panel>
        <Panel title={t.categories}>
          <CountBars
            label={t.categories}
            rows={categories.map((category) => ({
              name: category,
              words: domainWords[language].category[category],
              count: overview.openByCategory[category],
              href: pathWithQuery('/ledgers', { category, grid }),
            }))}
          />
        </Panel>
        <Releases due={overview.releasesIn24Hours} />
        <div className={styles['wide']}>
          <ResponseTimes minutes={overview.minutes} />
        </div>
      </div>
    </>
  )
}

/** The state of the community now: the line, the counts, today's reports, and what is due. */
const OverviewPage = () => {
  const t = useWords(overviewWords)
  const { community, may } = useAppContext()
  const [grid, setGrid] = useState<string>()
  const line = useApiQuery<LookedAfter>(linePath(community.id))
  const overview = useApiQuery<Overview>(pathWithQuery(`/communities/${community.id}/overview`, { grid }))
  return (
    <Page
      title={t.title}
      description={t.description}
      actions={
        <div className={styles['grid']}>
          <GridChoice value={grid} onChange={setGrid} />
        </div>
      }
    >
      <div className={styles['page']}>
        <QueryResult query={line}>{(answer) => <NoOneLeftBehind line={answer} />}</QueryResult>
        {may('listDisruptions') && <Disruptions />}
        <QueryResult query={overview}>{(answer) => <Board overview={answer} grid={grid} />}</QueryResult>
        {may('listUnknownCodes') && <UnknownCodes />}
      </div>
    </Page>
  )
}

export default OverviewPage
