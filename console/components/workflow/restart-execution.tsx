import { useCallback, useState } from 'react'
import type { Restarted } from '../../../api/endpoints/restarts.ts'
import { useWords, type Words } from '../../i18n/language.tsx'
import { ActionButton } from '../action-button.tsx'
import { ActionError } from '../action-error.tsx'
import { ConfirmDialog } from '../dialog/confirm-dialog.tsx'
import { useAction } from '../use-action.ts'

interface RestartWords {
  readonly restart: string
  readonly sure: string
  readonly done: (generation: number) => string
}

const words: Words<RestartWords> = {
  en: {
    restart: 'Restart',
    sure: 'The execution that runs is stopped, and a new generation goes on where the record stands. Nothing that is recorded is lost.',
    done: (generation) => `Generation ${generation} runs now.`,
  },
  'zh-CN': {
    restart: '重新开始',
    sure: '正在运行的流程将停止，由新一代流程按记录接着进行，已有记录不会丢失。',
    done: (generation) => `第${generation}代已在运行。`,
  },
}

/** Starts a new generation of a workflow, after a confirmation. `generation`: the current one. */
export const RestartExecution = ({
  of,
  id,
  generation,
  who,
}: {
  readonly of: 'isolation' | 'matter'
  readonly id: string
  readonly generation: number
  readonly who: string
}) => {
  const t = useWords(words)
  const [isAsked, setAsked] = useState(false)
  const successMessage = useCallback((answer: Restarted) => t.done(answer.generation), [t])
  const action = useAction<{ readonly generation: number }, Restarted>(
    `/${of}s/${id}/restart`,
    successMessage,
  )
  return (
    <div>
      <ActionButton isDisabled={action.isSending} onClick={() => setAsked(true)}>
        {t.restart}
      </ActionButton>
      <ActionError error={action.error} />
      {isAsked && (
        <ConfirmDialog
          question={t.sure}
          who={who}
          action={t.restart}
          onConfirm={() => {
            setAsked(false)
            void action.send({ generation })
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </div>
  )
}
