import { ActionButton } from '../../components/action-button.tsx'
import { Dialog } from '../../components/dialog/dialog.tsx'
import { useWords } from '../../i18n/language.tsx'
import { ruleBookWords } from './rule-book-words.ts'

/** Asks for confirmation before something that cannot be undone. */
export const ConfirmDraftDialog = ({
  action,
  question,
  isGrave = false,
  onConfirm,
  onCancel,
}: {
  readonly action: string
  readonly question: string
  readonly isGrave?: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}) => {
  const t = useWords(ruleBookWords)
  return (
    <Dialog
      label={action}
      onCancel={onCancel}
      actions={
        <>
          <ActionButton onClick={onCancel}>{t.cancel}</ActionButton>
          <ActionButton variant={isGrave ? 'danger' : 'primary'} onClick={onConfirm}>
            {action}
          </ActionButton>
        </>
      }
    >
      {question}
    </Dialog>
  )
}
