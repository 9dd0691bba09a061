import type { DeadLetters as DeadLettersShape } from '../../../api/endpoints/dead-letters.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { useApiQuery } from '../../api/use-api-query.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { ActionError } from '../../components/action-error.tsx'
import { Panel } from '../../components/panel.tsx'
import { useAction } from '../../components/use-action.ts'
import { useWords } from '../../i18n/language.tsx'
import styles from './workflows-page.module.css'
import { workflowsWords } from './workflows-words.ts'

const Queues = ({ queues }: DeadLettersShape) => {
  const t = useWords(workflowsWords)
  const redrive = useAction<{ queue: string }, DeadLettersShape>('/dead-letters/redrive', t.redriven)
  const waiting = queues.filter((each) => each.waiting > 0)
  if (waiting.length === 0) return null
  return (
    <Panel title={t.deadLetters} aside={t.deadLettersHint}>
      <ul className={styles['queues']} aria-label={t.deadLetters}>
        {waiting.map(({ queue, waiting: count }) => (
          <li key={queue}>
            <span>{t.lettersIn(queue, count)}</span>
            <ActionButton isDisabled={redrive.isSending} onClick={() => void redrive.send({ queue })}>
              {t.redrive}
            </ActionButton>
          </li>
        ))}
      </ul>
      {redrive.error !== undefined && <ActionError error={redrive.error} />}
    </Panel>
  )
}

/** Messages that could not be handled, to be put back once the cause is mended. Nothing where none wait. */
export const DeadLetters = () => {
  const { may } = useAppContext()
  return may('listDeadLetters') ? <Known /> : null
}

const Known = () => {
  const { data } = useApiQuery<DeadLettersShape>('/dead-letters')
  return data === undefined ? null : <Queues {...data} />
}
