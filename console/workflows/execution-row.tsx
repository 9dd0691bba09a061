import { Link } from 'wouter'
import type { ListedExecution } from '../../functions/api/executions-list.ts'
import { Restart } from '../actions/restart.tsx'
import { useLive } from '../api/live.tsx'
import { reasonWords } from '../person/ledger/reason-words.ts'
import { shortId } from '../person/person-link.tsx'
import { stateInChinese } from '../person/state-words.ts'
import { useSurroundings } from '../shell/context.tsx'
import { deadlineWords } from '../words/deadline.ts'
import { domainWords } from '../words/domain.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { gridName } from '../words/place.ts'
import { kindOf } from './matter-of.ts'
import { workflowsWords } from './words.ts'
import styles from './workflows.module.css'

/** One execution: whose it is, in which state, what is next, why it needs attention, and what can be done. */
export const ExecutionRow = ({ execution }: { readonly execution: ListedExecution }) => {
  const say = useWords(workflowsWords)
  const { language } = useLanguage()
  const { community, may } = useSurroundings()
  const { now } = useLive()
  const { workflow, id, isolation, grid, generation, status, state, next, stuck, consoleUrl } = execution
  const kind = workflow === 'escalation' ? kindOf(id) : undefined
  const of =
    kind === undefined ? shortId(isolation) : `${domainWords[language].matter[kind]} · ${shortId(isolation)}`
  const isOver = next === null
  const mayRestart = !isOver && may(workflow === 'isolation' ? 'restartIsolation' : 'restartEscalation')
  return (
    <li className={styles['row']} data-stuck={stuck !== null}>
      <div className={styles['what']}>
        <p>
          <Link href={workflow === 'isolation' ? `/people/${id}` : `/matters/${id}`} title={id}>
            {of}
          </Link>{' '}
          <span className={styles['status']} data-status={status}>
            {say.status[status]}
          </span>{' '}
          <small>
            {gridName(grid, community)} · {say.generation(generation)}
          </small>
        </p>
        {stuck !== null && (
          <p className={styles['stuck']}>
            <span aria-hidden="true">!</span> {reasonWords(stuck, language)}
          </p>
        )}
        <p>
          <strong>{(language === 'en' ? undefined : stateInChinese(state)) ?? state}</strong>
          {next !== null && <span> · {deadlineWords(next, language, community.zone, now)}</span>}
        </p>
      </div>
      <div className={styles['do']}>
        {consoleUrl !== undefined && (
          <a href={consoleUrl} target="_blank" rel="noreferrer">
            {say.inAws}
          </a>
        )}
        {mayRestart && <Restart of={workflow} id={id} generation={generation} who={of} />}
      </div>
    </li>
  )
}
