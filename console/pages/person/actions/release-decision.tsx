import { useCallback, useState } from 'react'
import { ActionButton } from '../../../components/action-button.tsx'
import { ActionError } from '../../../components/action-error.tsx'
import styles from '../../../components/action-form.module.css'
import { ConfirmDialog } from '../../../components/dialog/confirm-dialog.tsx'
import { useAction } from '../../../components/use-action.ts'
import { useWords, type Words } from '../../../i18n/language.tsx'

interface DecisionWords {
  readonly decision: string
  readonly approve: string
  readonly hold: string
  readonly sureApprove: string
  readonly sureHold: string
  readonly approved: string
  readonly held: string
}

const words: Words<DecisionWords> = {
  en: {
    decision: 'Decide the release',
    approve: 'Approve the release',
    hold: 'Hold for a day',
    sureApprove: 'The person is released. Have you looked at the record?',
    sureHold: 'The isolation goes on for a day, and somebody visits.',
    approved: 'Approved. The notice goes out with the release.',
    held: 'Held for a day.',
  },
  'zh-CN': {
    decision: '解除审批',
    approve: '批准解除',
    hold: '暂缓一天',
    sureApprove: '将解除此人的隔离。您看过记录了吗？',
    sureHold: '隔离延长一天，并有人上门查看。',
    approved: '已批准，解除时发送通知书。',
    held: '已暂缓一天。',
  },
}

type Decision = 'approve' | 'hold'

/** Approves or holds a release. */
export const ReleaseDecision = ({ isolation, who }: { readonly isolation: string; readonly who: string }) => {
  const t = useWords(words)
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
