import type { MyMatter } from '../../../api/endpoints/my-matters.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { canBeTakenBack, isPending, type QueuedAnswer } from './answer-queue.ts'
import look from './my-matters-page.module.css'
import type { Answers } from './use-answers.ts'
import { myMattersWords } from './my-matters-words.ts'

const Kept = ({
  answer,
  name,
  answers,
}: {
  readonly answer: QueuedAnswer
  readonly name: string | undefined
  readonly answers: Answers
}) => {
  const say = useWords(myMattersWords)
  const { language } = useLanguage()
  return (
    <li>
      <span>
        <b>{domainWords[language].answer[answer.answer]}</b> · {answer.code}
        {name === undefined ? '' : ` · ${name}`}
        {answer.refused !== undefined && <> · {say.refusal(answer.refused.status, answer.refused.reason)}</>}
      </span>
      {!isPending(answer) ? (
        <button type="button" className={look['plain']} onClick={() => answers.dismiss(answer.id)}>
          {say.dismiss}
        </button>
      ) : canBeTakenBack(answer) ? (
        <button type="button" className={look['plain']} onClick={() => void answers.takeBack(answer.id)}>
          {say.takeBack}
        </button>
      ) : (
        <span>{say.beingSent}</span>
      )}
    </li>
  )
}

/** What was answered and is not recorded yet, with why. */
export const KeptAnswers = ({
  answers,
  matters,
}: {
  readonly answers: Answers
  readonly matters: readonly MyMatter[]
}) => {
  const say = useWords(myMattersWords)
  const { language } = useLanguage()
  const pending = answers.kept.filter(isPending)
  const refused = answers.kept.filter((answer) => !isPending(answer))
  const last = answers.recorded.at(-1)
  const nameOf = ({ matter }: QueuedAnswer): string | undefined =>
    matters.find(({ escalation }) => escalation.id === matter)?.person?.name
  const list = (entries: readonly QueuedAnswer[]) => (
    <ul>
      {entries.map((answer) => (
        <Kept key={answer.id} answer={answer} name={nameOf(answer)} answers={answers} />
      ))}
    </ul>
  )
  return (
    <div className={look['kept']} aria-live="polite">
      {answers.cannotKeep && (
        <p className={look['refused']} role="alert">
          {say.cannotKeep}
        </p>
      )}
      {refused.length > 0 && (
        <section className={look['refused']} aria-label={say.refused}>
          <h2>{say.refused}</h2>
          {list(refused)}
        </section>
      )}
      {pending.length > 0 && (
        <section className={look['pending']} aria-label={say.waiting(pending.length)}>
          <h2>{say.waiting(pending.length)}</h2>
          <p>{say.waitingWhy}</p>
          {list(pending)}
        </section>
      )}
      {pending.length === 0 && last !== undefined && (
        <p className={look['recorded']}>
          ✓ {say.recorded}: {domainWords[language].answer[last.answer]} · {last.code}
        </p>
      )}
    </div>
  )
}
