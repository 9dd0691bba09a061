import { useId, useState } from 'react'
import type { MyMatter } from '../../../api/endpoints/my-matters.ts'
import type { Answer } from '../../../core/matter/matter.ts'
import { ConfirmDialog } from '../../components/dialog/confirm-dialog.tsx'
import { confirmQuestions, needsConfirmation } from '../../components/matter/answers-to-confirm.ts'
import { NumberDialog } from '../../components/matter/number-dialog.tsx'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { parseDegrees, temperatureWrong } from '../../i18n/temperature.ts'
import { isPending } from './answer-queue.ts'
import styles from './my-matters-page.module.css'
import { myMattersWords } from './my-matters-words.ts'
import type { Answers } from './use-answers.ts'

/** One button for each answer. Grave answers need a confirmation. */
export const AnswerButtons = ({
  matter: mine,
  isMine,
  answers,
}: {
  readonly matter: MyMatter
  readonly isMine: boolean
  readonly answers: Answers
}) => {
  const t = useWords(myMattersWords)
  const sure = useWords(confirmQuestions)
  const wrong = useWords(temperatureWrong)
  const { language } = useLanguage()
  const field = useId()
  const [degrees, setDegrees] = useState('')
  const [isWrong, setWrong] = useState(false)
  const [asked, setAsked] = useState<Answer>()
  const { id, code } = mine.matter
  const words = domainWords[language].answer
  const pending = answers.kept.filter((answer) => answer.matter === id && isPending(answer))
  const offered = mine.answers.filter((answer) => !(answer === 'taken' && isMine))

  const give = (answer: Answer, more: { readonly phone?: string; readonly temperature?: number } = {}) => {
    setAsked(undefined)
    answers.give({ matter: id, code, answer, ...more })
  }
  const reached = () => {
    const temperature = parseDegrees(degrees)
    const isMissing = degrees.trim() !== '' && temperature === undefined
    setWrong(isMissing)
    if (isMissing) return
    setDegrees('')
    give('reached', temperature === undefined ? {} : { temperature })
  }
  const onTap = (answer: Answer) => {
    if (answer === 'reached') reached()
    else if (answer === 'number_mended' || needsConfirmation(answer)) setAsked(answer)
    else give(answer)
  }
  return (
    <>
      {offered.includes('reached') && (
        <p className={styles['measured']}>
          <label htmlFor={field}>{t.temperature}</label>
          <input
            id={field}
            inputMode="decimal"
            autoComplete="off"
            maxLength={8}
            value={degrees}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? `${field}-wrong` : undefined}
            onChange={({ target }) => {
              setDegrees(target.value)
              setWrong(false)
            }}
          />
          {isWrong && (
            <span id={`${field}-wrong`} role="alert">
              {wrong}
            </span>
          )}
        </p>
      )}
      <div className={styles['answers']}>
        {offered.map((answer) => {
          const waits = pending.some((entry) => entry.answer === answer)
          return (
            <button
              key={answer}
              type="button"
              disabled={waits}
              data-grave={needsConfirmation(answer)}
              data-first={answer === offered[0]}
              onClick={() => onTap(answer)}
            >
              {waits ? `${words[answer]} …` : words[answer]}
            </button>
          )
        })}
      </div>
      {asked === 'number_mended' && (
        <NumberDialog
          onNumber={(phone) => give('number_mended', { phone })}
          onCancel={() => setAsked(undefined)}
        />
      )}
      {asked !== undefined && needsConfirmation(asked) && (
        <ConfirmDialog
          question={sure[asked]}
          who={mine.person?.name ?? code}
          action={words[asked]}
          onConfirm={() => give(asked)}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </>
  )
}
