import { useCallback, useState } from 'react'
import { ActionButton } from '../../../components/action-button.tsx'
import { ActionError } from '../../../components/action-error.tsx'
import styles from '../../../components/action-form.module.css'
import { useAction } from '../../../components/use-action.ts'
import { ConfirmDialog } from '../../../components/dialog/confirm-dialog.tsx'
import { useWords } from '../../../i18n/language.tsx'
import { personWords } from '../../../i18n/person-words.ts'

type Decision = 'approve' | 'hold'

/** Approves or holds the release that waits for a decision. */
export const ReleaseDecision = ({ isolation, who }: { readonly isolation: string; readonly who: string }) => {
  const t = useWords(personWords)
  const [asked, setAsked] = useState<Decision>()
  const successMessage = useCallback(
    (_: unknown, { decision }: { readonly decision: Decision }) =>
      decision === 'approve' ? t.approved : t.held,
    [t],
  )
  const action = useAction<{ readonly decision: Decision }, unknown>(
    `/isolations/${isolation}/release-decision`,
    successMessage,
  )
  return (
    <section>
      <h3>{t.decision}</h3>
      <div className={styles['buttons']}>
        <ActionButton variant="primary" isDisabled={action.isSending} onClick={() => setAsked('approve')}>
          {t.approve}
        </ActionButton>
        <ActionButton isDisabled={action.isSending} onClick={() => setAsked('hold')}>
          {t.hold}
        </ActionButton>
      </div>
      <ActionError error={action.error} />
      {asked !== undefined && (
        <ConfirmDialog
          question={asked === 'approve' ? t.sureApprove : t.sureHold}
          who={who}
          action={t[asked]}
          onConfirm={() => {
            setAsked(undefined)
            void action.send({ decision: asked })
          }}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </section>
  )
}
