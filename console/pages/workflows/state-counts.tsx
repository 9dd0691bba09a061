import type { Executions, ListedExecution } from '../../../api/endpoints/executions.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { pathWithQuery } from '../../api/path-with-query.ts'
import { useApiQuery } from '../../api/use-api-query.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { QueryResult } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { SmallTable } from '../../components/small-table.tsx'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { stateInChinese } from '../../i18n/workflow-state-words.ts'
import styles from './workflows-page.module.css'
import { workflowsWords } from './workflows-words.ts'

/** How many executions are in each state now. */
export const StateCounts = ({
  workflow,
  grid,
}: {
  readonly workflow: ListedExecution['workflow']
  readonly grid: string | undefined
}) => {
  const t = useWords(workflowsWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const query = useApiQuery<Executions>(
    pathWithQuery(`/communities/${community.id}/executions`, { workflow, show: 'running', grid, limit: 1 }),
  )
  return (
    <Panel title={t.byState}>
      <QueryResult query={query}>
        {({ byState }) => {
          const most = Math.max(1, ...byState.map(({ count }) => count))
          return byState.length === 0 ? (
            <EmptyState>{t.noneRunning}</EmptyState>
          ) : (
            <SmallTable<Executions['byState'][number]>
              label={t.byState}
              rows={byState}
              idOf={({ state }) => state}
              columns={[
                {
                  name: 'state',
                  header: t.state,
                  isHeading: true,
                  cell: ({ state }) => (language === 'en' ? undefined : stateInChinese(state)) ?? state,
                },
                {
                  name: 'count',
                  header: t.count,
                  cell: ({ count }) => (
                    <span className={styles['count']}>
                      <strong>{count}</strong>
                      <progress value={count} max={most} aria-hidden="true" />
                    </span>
                  ),
                },
              ]}
            />
          )
        }}
      </QueryResult>
    </Panel>
  )
}
