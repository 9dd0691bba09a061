import { useCallback, useState } from 'react'
import { ReopenReason } from '../../../core/domain/isolation.ts'
import { ActionButton } from '../../actions/action-button.tsx'
import { ActionFailed } from '../../actions/action-failed.tsx'
import styles from '../../actions/actions.module.css'
import { useAction } from '../../actions/use-action.ts'
import { ChoiceField } from '../../form/field.tsx'
import { ConfirmDialog } from '../../my-matters/confirm-dialog.tsx'
import { useWords } from '../../words/language.tsx'
import { reopenWords } from '../../words/reopen-words.ts'
import { mergeWords } from './merge-words.ts'

/** Lets an isolation go on that has ended, for a reason, after asking once more. */
export const Reopen = ({ isolation, who }: { readonly isolation: string; readonly who: string }) => {
  const say = useWords(mergeWords)
  const reasons = useWords(reopenWords)
  const [reason, setReason] = useState<ReopenReason>()
  const [isAsked, setAsked] = useState(false)
  const told = useCallback(() => say.reopened, [say])
  const action = useAction<{ readonly reason: ReopenReason }, unknown>(
    `/isolations/${isolation}/reopen`,
    told,
  )
  return (
    <section>
      <h3>{say.reopen}</h3>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(reason !== undefined)
        }}
      >
        <ChoiceField
          label={say.reopenReason}
          none={say.chooseReason}
          value={reason ?? ''}
          options={ReopenReason.options.map((option) => [option, reasons[option]] as const)}
          onChange={setReason}
        />
        <div className={styles['buttons']}>
          <ActionButton look="first" isOff={reason === undefined || action.isSending}>
            {say.reopen}
          </ActionButton>
        </div>
      </form>
      <ActionFailed error={action.error} />
      {isAsked && reason !== undefined && (
        <ConfirmDialog
          question={say.sureReopen(reasons[reason])}
          who={who}
          action={say.reopen}
          onSure={() => {
            setAsked(false)
            void action.send({ reason })
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </section>
  )
}
