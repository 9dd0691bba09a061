import Select from '@cloudscape-design/components/select'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { lazy, Suspense, useState } from 'react'
import type { Deadline } from '../../../api/views/deadline-view.ts'
import type { Graph } from '../../../api/views/state-machine-graph.ts'
import { ApiError } from '../../api/request.ts'
import { useApiQuery } from '../../api/use-api-query.ts'
import { useWords } from '../../i18n/language.tsx'
import { EmptyState } from '../empty-state.tsx'
import { ErrorState } from '../error-state.tsx'
import layout from '../layout.module.css'
import { Loading } from '../loading.tsx'
import { Panel } from '../panel.tsx'
import { statusLooks } from './execution-status-looks.ts'
import type { ExecutionHistory } from './execution-visits.ts'
import styles from './workflow.module.css'
import { workflowWords } from './workflow-words.ts'

const WorkflowGraph = lazy(() => import('./workflow-graph.tsx'))

const noEvents: ExecutionHistory['events'] = []

/** The execution of a person or a matter, on the drawing of its workflow. `generation`: the newest. */
export const WorkflowPanel = ({
  of,
  id,
  generation,
  next,
  zone,
}: {
  readonly of: 'isolation' | 'matter'
  readonly id: string
  readonly generation: number
  readonly next: Deadline | null
  readonly zone: string
}) => {
  const t = useWords(workflowWords)
  const [chosen, setChosen] = useState<number>()
  const shown = chosen ?? generation
  const path = `/${of}s/${id}/executions/${shown}`
  const graph = useApiQuery<Graph>(`${path}/graph`)
  const history = useApiQuery<ExecutionHistory>(`${path}/history`)
  const generations = Array.from({ length: generation }, (_, index) => ({
    value: `${generation - index}`,
    label: t.nth(generation - index),
  }))
  const isGone = history.error instanceof ApiError && history.error.status === 404
  const status = history.data?.status
  return (
    <Panel
      title={t.title}
      aside={
        <span className={styles['aside']}>
          {status !== undefined && (
            <StatusIndicator type={statusLooks[status]}>{t.status[status]}</StatusIndicator>
          )}
          {generation > 1 && (
            <Select
              ariaLabel={t.generation}
              options={generations}
              selectedOption={generations.find(({ value }) => value === `${shown}`) ?? null}
              onChange={({ detail }) => setChosen(Number(detail.selectedOption.value))}
            />
          )}
        </span>
      }
    >
      <p className={layout['quiet']}>{t.what}</p>
      {isGone && <EmptyState>{t.notKept}</EmptyState>}
      {graph.data === undefined ? (
        graph.failureReason === null ? (
          <Loading />
        ) : (
          <ErrorState error={graph.failureReason} onRetry={graph.refetch} />
        )
      ) : (
        <Suspense fallback={<Loading />}>
          <WorkflowGraph
            key={path}
            graph={graph.data}
            events={history.data?.events ?? noEvents}
            next={shown === generation ? next : null}
            zone={zone}
          />
        </Suspense>
      )}
    </Panel>
  )
}
