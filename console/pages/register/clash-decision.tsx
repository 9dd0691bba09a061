import Alert from '@cloudscape-design/components/alert'
import { Link } from 'wouter'
import type { Clash, Decided } from '../../../core/identity/who-is-who.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { useWords } from '../../i18n/language.tsx'
import styles from './register-page.module.css'
import { registerWords } from './register-words.ts'

/** The registration may match a person in isolation now. The user decides. */
export const ClashDecision = ({
  clashes,
  isDisabled,
  onDecide,
}: {
  readonly clashes: readonly Clash[]
  readonly isDisabled: boolean
  readonly onDecide: (decided: Decided) => void
}) => {
  const t = useWords(registerWords)
  return (
    <div role="alert">
      <Alert type="warning" header={t.conflict}>
        {clashes.map(({ type, isolation }) => (
          <p key={isolation}>
            {t.clash[type]} <Link href={`/people/${isolation}`}>{t.open}</Link>{' '}
            <ActionButton isDisabled={isDisabled} onClick={() => onDecide({ same_as: isolation })}>
              {t.samePerson}
            </ActionButton>
          </p>
        ))}
        <div className={styles['orders']}>
          <ActionButton isDisabled={isDisabled} onClick={() => onDecide({ another_person: true })}>
            {t.anotherPerson}
          </ActionButton>
        </div>
      </Alert>
    </div>
  )
}

/** The same stay was followed before, and is over. */
export const PreviousStayDecision = ({
  isolation,
  isDisabled,
  onDecide,
}: {
  readonly isolation: string
  readonly isDisabled: boolean
  readonly onDecide: (decided: Decided) => void
}) => {
  const t = useWords(registerWords)
  return (
    <div role="alert">
      <Alert type="warning" header={t.failed}>
        {t.overAlready} <Link href={`/people/${isolation}`}>{t.open}</Link>{' '}
        <ActionButton isDisabled={isDisabled} onClick={() => onDecide({ again: true })}>
          {t.registerAgain}
        </ActionButton>
      </Alert>
    </div>
  )
}
