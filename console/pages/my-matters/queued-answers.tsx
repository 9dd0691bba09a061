import type { MyMatter } from '../../../api/endpoints/my-matters.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { canBeTakenBack, isPending, type QueuedAnswer } from './answer-queue.ts'
import styles from './my-matters-page.module.css'
import { myMattersWords } from './my-matters-words.ts'
import type { Answers } from './use-answers.ts'

const Kept = ({
  answer,
  name,
  answers,
}: {
  readonly answer: QueuedAnswer
  readonly name: string | undefined
  readonly answers: Answers
}) => {
  const t = useWords(myMattersWords)
  const { language } = useLanguage()
  return (
    <li>
      <span>
        <b>{domainWords[language].answer[answer.answer]}</b> · {answer.code}
        {name === undefined ? '' : ` · ${name}`}
        {answer.refused !== undefined && <> · {t.refusal(answer.refused.status, answer.refused.reason)}</>}
      </span>
      {!isPending(answer) ? (
        <button type="button" className={styles['plain']} onClick={() => answers.dismiss(answer.id)}>
          {t.dismiss}
        </button>
      ) : canBeTakenBack(answer) ? (
        <button type="button" className={styles['plain']} onClick={() => void answers.takeBack(answer.id)}>
          {t.takeBack}
        </button>
      ) : (
        <span>{t.beingSent}</span>
      )}
    </li>
  )
}

/** Answers that are not recorded yet, and why. */
export const QueuedAnswers = ({
  answers,
  matters,
}: {
  readonly answers: Answers
  readonly matters: readonly MyMatter[]
}) => {
  const t = useWords(myMattersWords)
  const { language } = useLanguage()
  const pending = answers.kept.filter(isPending)
  const refused = answers.kept.filter((answer) => !isPending(answer))
  const last = answers.recorded.at(-1)
  const nameOf = ({ matter: id }: QueuedAnswer): string | undefined =>
    matters.find(({ matter }) => matter.id === id)?.person?.name
  const list = (entries: readonly QueuedAnswer[]) => (
    <ul>
      {entries.map((answer) => (
        <Kept key={answer.id} answer={answer} name={nameOf(answer)} answers={answers} />
      ))}
    </ul>
  )
  return (
    <div className={styles['kept']} aria-live="polite">
      {answers.cannotKeep && (
        <p className={styles['refused']} role="alert">
          {t.cannotKeep}
        </p>
      )}
      {refused.length > 0 && (
        <section className={styles['refused']} aria-label={t.refused}>
          <h2>{t.refused}</h2>
          {list(refused)}
        </section>
      )}
      {pending.length > 0 && (
        <section className={styles['pending']} aria-label={t.waiting(pending.length)}>
          <h2>{t.waiting(pending.length)}</h2>
          <p>{t.waitingWhy}</p>
          {list(pending)}
        </section>
      )}
      {pending.length === 0 && last !== undefined && (
        <p className={styles['recorded']}>
          ✓ {t.recorded}: {domainWords[language].answer[last.answer]} · {last.code}
        </p>
      )}
    </div>
  )
}
