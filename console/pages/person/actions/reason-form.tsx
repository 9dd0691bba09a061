import { useState } from 'react'
import { ActionButton } from '../../../components/action-button.tsx'
import { ActionError } from '../../../components/action-error.tsx'
import styles from '../../../components/action-form.module.css'
import { ConfirmDialog } from '../../../components/dialog/confirm-dialog.tsx'
import { ChoiceField } from '../../../components/form/form-field.tsx'
import type { useAction } from '../../../components/use-action.ts'

type Action<Reason> = Pick<
  ReturnType<typeof useAction<{ readonly reason: Reason }, unknown>>,
  'send' | 'isSending' | 'error'
>

/** An action for one of several reasons, after a confirmation. */
export const ReasonForm = <Reason extends string>({
  title,
  label,
  none,
  reasons,
  words,
  sure,
  who,
  variant,
  action,
}: {
  /** The name of the action, also on its buttons. */
  readonly title: string
  readonly label: string
  readonly none: string
  readonly reasons: readonly Reason[]
  readonly words: Readonly<Record<Reason, string>>
  readonly sure: (reason: string) => string
  readonly who: string
  readonly variant: 'primary' | 'danger'
  readonly action: Action<Reason>
}) => {
  const [reason, setReason] = useState<Reason>()
  const [isAsked, setAsked] = useState(false)
  return (
    <section>
      <h3>{title}</h3>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(reason !== undefined)
        }}
      >
        <ChoiceField
          label={label}
          none={none}
          value={reason ?? ''}
          options={reasons.map((option) => [option, words[option]] as const)}
          onChange={setReason}
        />
        <div className={styles['buttons']}>
          <ActionButton variant={variant} isDisabled={reason === undefined || action.isSending}>
            {title}
          </ActionButton>
        </div>
      </form>
      <ActionError error={action.error} />
      {isAsked && reason !== undefined && (
        <ConfirmDialog
          question={sure(words[reason])}
          who={who}
          action={title}
          onConfirm={() => {
            setAsked(false)
            void action.send({ reason })
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </section>
  )
}
