import { lazy, Suspense, useState } from 'react'
import type { Deadline } from '../../../functions/api/deadline.ts'
import type { Graph } from '../../../functions/api/workflow-graph.ts'
import { ApiError } from '../../api/client.ts'
import { useRead } from '../../api/live.tsx'
import { Nothing, Panel } from '../../panel/panel.tsx'
import { useSurroundings } from '../../shell/context.tsx'
import { Failed } from '../../shell/failed.tsx'
import { Waiting } from '../../shell/waiting.tsx'
import { useWords } from '../../words/language.tsx'
import person from '../person.module.css'
import type { ExecutionHistory } from './visits.ts'
import { workflowWords } from './words.ts'
import styles from './workflow.module.css'

const WorkflowGraph = lazy(() => import('./workflow-graph.tsx'))

const noEvents: ExecutionHistory['events'] = []

/** The execution behind somebody or a matter, on the drawing of its workflow. `generation`: the newest. */
export const WorkflowPanel = ({
  of,
  id,
  generation,
  next,
  zone,
}: {
  readonly of: 'isolation' | 'escalation'
  readonly id: string
  readonly generation: number
  readonly next: Deadline | null
  readonly zone: string
}) => {
  const say = useWords(workflowWords)
  const { client } = useSurroundings()
  const [chosen, setChosen] = useState<number>()
  const shown = chosen ?? generation
  const path = `/${of}s/${id}/executions/${shown}`
  const graph = useRead<Graph>(client, `${path}/graph`)
  const history = useRead<ExecutionHistory>(client, `${path}/history`)
  const isGone = history.error instanceof ApiError && history.error.status === 404
  const status = history.data?.status
  return (
    <Panel
      title={say.title}
      aside={
        <span className={styles['aside']}>
          {status !== undefined && <span className={person['badge']}>{say.status[status]}</span>}
          {generation > 1 && (
            <select
              aria-label={say.generation}
              value={shown}
              onChange={({ target }) => setChosen(Number(target.value))}
            >
              {Array.from({ length: generation }, (_, index) => generation - index).map((number) => (
                <option key={number} value={number}>
                  {say.nth(number)}
                </option>
              ))}
            </select>
          )}
        </span>
      }
    >
      <p className={person['quiet']}>{say.what}</p>
      {isGone && <Nothing>{say.notKept}</Nothing>}
      {graph.data === undefined ? (
        graph.error === undefined ? (
          <Waiting />
        ) : (
          <Failed error={graph.error} again={graph.again} />
        )
      ) : (
        <Suspense fallback={<Waiting />}>
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
