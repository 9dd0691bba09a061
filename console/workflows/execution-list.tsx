import { useState } from 'react'
import type { Executions, ListedExecution } from '../../functions/api/executions-list.ts'
import { pathWith } from '../api/path.ts'
import { useWholeList } from '../api/whole-list.tsx'
import { PlainButton } from '../filters/choice.tsx'
import { Nothing } from '../panel/panel.tsx'
import { useSurroundings } from '../shell/context.tsx'
import { Failed } from '../shell/failed.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { useWords } from '../words/language.tsx'
import { ExecutionRow } from './execution-row.tsx'
import { workflowsWords } from './words.ts'
import styles from './workflows.module.css'

const PAGE = 50

const executionsIn = ({ executions }: Executions): readonly ListedExecution[] => executions

/** One page of executions, and the way to the next. */
export const ExecutionList = ({
  workflow,
  show,
  grid,
  label,
  none,
}: {
  readonly workflow: ListedExecution['workflow']
  readonly show: 'attention' | 'running' | 'ended'
  readonly grid: string | undefined
  readonly label: string
  /** What an empty list means. */
  readonly none: string
}) => {
  const say = useWords(workflowsWords)
  const { client, community } = useSurroundings()
  const [from, setFrom] = useState<string>()
  const list = useWholeList(
    client,
    pathWith(`/communities/${community.id}/executions`, { workflow, show, grid }),
    executionsIn,
    { most: PAGE, from },
  )
  const { next, rows, isDone, error, again } = list
  if (error !== undefined && !isDone) return <Failed error={error} again={again} />
  if (!isDone && rows.length === 0) return <Waiting />
  return (
    <>
      {rows.length === 0 && <Nothing>{none}</Nothing>}
      <ul className={styles['rows']} aria-label={label}>
        {rows.map((execution) => (
          <ExecutionRow key={execution.id} execution={execution} />
        ))}
      </ul>
      {(next !== undefined || from !== undefined) && (
        <div className={styles['pages']}>
          {from !== undefined && (
            <PlainButton onClick={() => setFrom(undefined)}>{say.firstPage}</PlainButton>
          )}
          {next !== undefined && <PlainButton onClick={() => setFrom(next)}>{say.nextPage}</PlainButton>}
        </div>
      )}
    </>
  )
}
