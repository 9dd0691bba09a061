import { useState } from 'react'
import type { Executions, ListedExecution } from '../../../api/endpoints/executions.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { pathWithQuery } from '../../api/path-with-query.ts'
import { useWholeList } from '../../api/use-whole-list.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Loading } from '../../components/loading.tsx'
import { type SmallColumn, SmallTable } from '../../components/small-table.tsx'
import { useIsNarrow } from '../../components/use-is-narrow.ts'
import { useWords } from '../../i18n/language.tsx'
import { ExecutionActions, ExecutionState, ExecutionStatus, ExecutionSubject } from './execution-cells.tsx'
import styles from './workflows-page.module.css'
import { workflowsWords } from './workflows-words.ts'

const PAGE = 50

const executionsIn = ({ executions }: Executions): readonly ListedExecution[] => executions

const cells = {
  subject: (execution: ListedExecution) => <ExecutionSubject execution={execution} />,
  status: (execution: ListedExecution) => <ExecutionStatus execution={execution} />,
  state: (execution: ListedExecution) => <ExecutionState execution={execution} />,
  actions: (execution: ListedExecution) => <ExecutionActions execution={execution} />,
}

/** One page of executions, with a link to the next. */
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
  /** The meaning of an empty list. */
  readonly none: string
}) => {
  const t = useWords(workflowsWords)
  const { community } = useAppContext()
  const isNarrow = useIsNarrow()
  const wide: readonly SmallColumn<ListedExecution>[] = [
    { name: 'subject', header: t.headers.subject, width: 220, isHeading: true, cell: cells.subject },
    { name: 'status', header: t.headers.status, width: 130, cell: cells.status },
    { name: 'state', header: t.headers.state, cell: cells.state },
    { name: 'actions', header: t.headers.actions, width: 180, cell: cells.actions },
  ]
  const narrow: readonly SmallColumn<ListedExecution>[] = [
    {
      name: 'subject',
      header: t.headers.subject,
      width: 120,
      isHeading: true,
      cell: (execution) => (
        <>
          {cells.subject(execution)}
          {cells.status(execution)}
        </>
      ),
    },
    {
      name: 'state',
      header: t.headers.state,
      cell: (execution) => (
        <>
          {cells.state(execution)}
          {cells.actions(execution)}
        </>
      ),
    },
  ]
  const [from, setFrom] = useState<string>()
  const list = useWholeList(
    pathWithQuery(`/communities/${community.id}/executions`, { workflow, show, grid }),
    executionsIn,
    { most: PAGE, from },
  )
  const { next, rows, isDone, error, refetch } = list
  if (error !== undefined && !isDone) return <ErrorState error={error} onRetry={refetch} />
  if (!isDone && rows.length === 0) return <Loading />
  return (
    <>
      {rows.length === 0 ? (
        <EmptyState>{none}</EmptyState>
      ) : (
        <SmallTable<ListedExecution>
          label={label}
          rows={rows}
          idOf={({ id }) => id}
          columns={isNarrow ? narrow : wide}
        />
      )}
      {(next !== undefined || from !== undefined) && (
        <div className={styles['pages']}>
          {from !== undefined && (
            <ActionButton onClick={() => setFrom(undefined)}>{t.firstPage}</ActionButton>
          )}
          {next !== undefined && <ActionButton onClick={() => setFrom(next)}>{t.nextPage}</ActionButton>}
        </div>
      )}
    </>
  )
}
