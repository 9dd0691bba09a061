import { useCallback, useState } from 'react'
import type { MatterView } from '../../../api/views/matter-view.ts'
import type { Answer } from '../../../core/matter/matter.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords, type Words } from '../../i18n/language.tsx'
import { parseDegrees, temperatureWrong } from '../../i18n/temperature.ts'
import { ActionButton } from '../action-button.tsx'
import { ActionError } from '../action-error.tsx'
import styles from '../action-form.module.css'
import { ConfirmDialog } from '../dialog/confirm-dialog.tsx'
import { TextField } from '../form/form-field.tsx'
import { useAction } from '../use-action.ts'
import { confirmQuestions, needsConfirmation } from './answers-to-confirm.ts'
import { NumberDialog } from './number-dialog.tsx'

interface AnswerWords {
  readonly recorded: (answer: string) => string
  readonly settledAlready: string
  readonly temperature: string
}

const words: Words<AnswerWords> = {
  en: {
    recorded: (answer) => `Recorded: ${answer}.`,
    settledAlready: 'The matter had been settled already.',
    temperature: 'Measured °C, where known',
  },
  'zh-CN': {
    recorded: (answer) => `已记录：${answer}。`,
    settledAlready: '此事项此前已办结。',
    temperature: '测得体温 °C（如有）',
  },
}

interface Body {
  readonly answer: Answer
  readonly temperature?: number
  readonly phone?: string
}

interface Answered {
  readonly result: 'done' | 'settled_already'
}

/** A button for each answer that is allowed. `who`: the person's name in the confirmation. */
export const AnswerMatter = ({
  matter: { id, answers },
  who,
}: {
  readonly matter: Pick<MatterView, 'id' | 'answers'>
  readonly who: string
}) => {
  const t = useWords(words)
  const sure = useWords(confirmQuestions)
  const wrong = useWords(temperatureWrong)
  const { language } = useLanguage()
  const names = domainWords[language].answer
  const [asked, setAsked] = useState<Answer>()
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const successMessage = useCallback(
    ({ result }: Answered, { answer }: Body) =>
      result === 'settled_already' ? t.settledAlready : t.recorded(names[answer]),
    [t, names],
  )
  const action = useAction<Body, Answered>(`/matters/${id}/answers`, successMessage)
  const give = (body: Body) => {
    setAsked(undefined)
    void action.send(body)
  }
  const reached = () => {
    const temperature = parseDegrees(typed)
    if (typed.trim() !== '' && temperature === undefined) {
      setWrong(true)
      return
    }
    setTyped('')
    give({ answer: 'reached', ...(temperature === undefined ? {} : { temperature }) })
  }
  const onAnswer = (answer: Answer) => {
    if (answer === 'reached') reached()
    else if (answer === 'number_mended' || needsConfirmation(answer)) setAsked(answer)
    else give({ answer })
  }
  return (
    <div className={styles['form']}>
      {answers.includes('reached') && (
        <div className={styles['short']}>
          <TextField
            label={t.temperature}
            error={isWrong ? wrong : undefined}
            inputMode="decimal"
            maxLength={8}
            value={typed}
            onChange={(next) => {
              setTyped(next)
              setWrong(false)
            }}
          />
        </div>
      )}
      <div className={styles['buttons']}>
        {answers.map((answer) => (
          <ActionButton
            key={answer}
            variant={needsConfirmation(answer) ? 'danger' : 'normal'}
            isDisabled={action.isSending}
            onClick={() => onAnswer(answer)}
          >
            {names[answer]}
          </ActionButton>
        ))}
      </div>
      <ActionError error={action.error} />
      {asked === 'number_mended' && (
        <NumberDialog
          onNumber={(phone) => give({ answer: 'number_mended', phone })}
          onCancel={() => setAsked(undefined)}
        />
      )}
      {asked !== undefined && needsConfirmation(asked) && (
        <ConfirmDialog
          question={sure[asked]}
          who={who}
          action={names[asked]}
          onConfirm={() => give({ answer: asked })}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}
