import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { Link } from 'wouter'
import type { ListedExecution } from '../../../api/endpoints/executions.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { shortId } from '../../components/person/person-link.tsx'
import { homeWords } from '../../components/person/subject-link.tsx'
import { statusLooks } from '../../components/workflow/execution-status-looks.ts'
import { RestartExecution } from '../../components/workflow/restart-execution.tsx'
import { gridName } from '../../i18n/address-words.ts'
import { deadlineWords } from '../../i18n/deadline-words.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { eventReasonWords } from '../../i18n/events/event-reason-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { stateInChinese } from '../../i18n/workflow-state-words.ts'
import { matterKind } from './matter-kind.ts'
import styles from './workflows-page.module.css'
import { workflowsWords } from './workflows-words.ts'

interface Cell {
  readonly execution: ListedExecution
}

const useName = ({ workflow, id, isolation }: ListedExecution): string => {
  const { language } = useLanguage()
  const kind = workflow === 'escalation' ? matterKind(id) : undefined
  const { home } = useWords(homeWords)
  const whose = isolation === undefined ? home : shortId(isolation)
  return kind === undefined ? whose : `${domainWords[language].matter[kind]} · ${whose}`
}

/** Whose it is. */
export const ExecutionSubject = ({ execution }: Cell) => {
  const t = useWords(workflowsWords)
  const { community } = useAppContext()
  const { workflow, id, grid, generation } = execution
  const name = useName(execution)
  return (
    <>
      <Link href={workflow === 'isolation' ? `/people/${id}` : `/matters/${id}`} title={id}>
        {name}
      </Link>
      <div className={styles['quiet']}>
        {gridName(grid, community)} · {t.generation(generation)}
      </div>
    </>
  )
}

export const ExecutionStatus = ({ execution: { status } }: Cell) => {
  const t = useWords(workflowsWords)
  return <StatusIndicator type={statusLooks[status]}>{t.status[status]}</StatusIndicator>
}

/** The current state, the next deadline, and why it needs attention. */
export const ExecutionState = ({ execution: { state, next, stuck } }: Cell) => {
  const { language } = useLanguage()
  const { community } = useAppContext()
  const { now } = useLiveUpdates()
  return (
    <>
      {stuck !== null && (
        <div>
          <StatusIndicator type="error">{eventReasonWords(stuck, language)}</StatusIndicator>
        </div>
      )}
      <strong>{(language === 'en' ? undefined : stateInChinese(state)) ?? state}</strong>
      {next !== null && (
        <div className={styles['quiet']}>{deadlineWords(next, language, community.zone, now)}</div>
      )}
    </>
  )
}

/** What can be done. */
export const ExecutionActions = ({ execution }: Cell) => {
  const t = useWords(workflowsWords)
  const { may } = useAppContext()
  const { workflow, id, generation, next, consoleUrl } = execution
  const name = useName(execution)
  const of = workflow === 'isolation' ? 'isolation' : 'matter'
  const mayRestart = next !== null && may(of === 'isolation' ? 'restartIsolation' : 'restartMatter')
  return (
    <div className={styles['orders']}>
      {consoleUrl !== undefined && (
        <a href={consoleUrl} target="_blank" rel="noreferrer">
          {t.inAws}
        </a>
      )}
      {mayRestart && <RestartExecution of={of} id={id} generation={generation} who={name} />}
    </div>
  )
}
