import { useCallback, useState } from 'react'
import { GivenEndReason } from '../../../core/domain/isolation.ts'
import { ActionButton } from '../../actions/action-button.tsx'
import { ActionFailed } from '../../actions/action-failed.tsx'
import styles from '../../actions/actions.module.css'
import { useAction } from '../../actions/use-action.ts'
import { ChoiceField } from '../../form/field.tsx'
import { ConfirmDialog } from '../../my-matters/confirm-dialog.tsx'
import { domainWords } from '../../words/domain.ts'
import { useLanguage, useWords } from '../../words/language.tsx'
import { personWords } from '../words.ts'

/** Ends an isolation otherwise than by release, for a reason, after asking once more. */
export const EndIsolation = ({ isolation, who }: { readonly isolation: string; readonly who: string }) => {
  const say = useWords(personWords)
  const { language } = useLanguage()
  const { endReason } = domainWords[language]
  const [reason, setReason] = useState<GivenEndReason>()
  const [isAsked, setAsked] = useState(false)
  const told = useCallback(
    (_: unknown, body: { readonly reason: GivenEndReason }) => say.ended(endReason[body.reason]),
    [say, endReason],
  )
  const action = useAction<{ readonly reason: GivenEndReason }, unknown>(`/isolations/${isolation}/end`, told)
  return (
    <section>
      <h3>{say.end}</h3>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(reason !== undefined)
        }}
      >
        <ChoiceField
          label={say.endReason}
          none={say.chooseReason}
          value={reason ?? ''}
          options={GivenEndReason.options.map((option) => [option, endReason[option]] as const)}
          onChange={setReason}
        />
        <div className={styles['buttons']}>
          <ActionButton look="grave" isOff={reason === undefined || action.isSending}>
            {say.end}
          </ActionButton>
        </div>
      </form>
      <ActionFailed error={action.error} />
      {isAsked && reason !== undefined && (
        <ConfirmDialog
          question={say.sureEnd(endReason[reason])}
          who={who}
          action={say.end}
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
