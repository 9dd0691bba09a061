import { useCallback, useState } from 'react'
import type { Merged } from '../../../../api/endpoints/merges.ts'
import { ActionButton } from '../../../components/action-button.tsx'
import { ActionError } from '../../../components/action-error.tsx'
import styles from '../../../components/action-form.module.css'
import { ConfirmDialog } from '../../../components/dialog/confirm-dialog.tsx'
import { TextField } from '../../../components/form/form-field.tsx'
import { useAction } from '../../../components/use-action.ts'
import { useWords } from '../../../i18n/language.tsx'
import { mergeWords } from './merge-words.ts'

/** Merges two isolations of the same person, after a confirmation. */
export const MergeIsolations = ({ isolation, who }: { readonly isolation: string; readonly who: string }) => {
  const t = useWords(mergeWords)
  const [typed, setTyped] = useState('')
  const [isAsked, setAsked] = useState(false)
  const successMessage = useCallback(({ kept }: Merged) => t.merged(kept), [t])
  const action = useAction<{ readonly with: string }, Merged>(
    `/isolations/${isolation}/merge`,
    successMessage,
  )
  const other = typed.trim().replace(/^.*\/people\//, '')
  return (
    <section>
      <h3>{t.merge}</h3>
      <p>{t.mergeWhat}</p>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(other !== '')
        }}
      >
        <TextField label={t.other} maxLength={200} value={typed} onChange={setTyped} />
        <div className={styles['buttons']}>
          <ActionButton variant="danger" isDisabled={other === '' || action.isSending}>
            {t.merge}
          </ActionButton>
        </div>
      </form>
      <ActionError error={action.error} />
      {isAsked && (
        <ConfirmDialog
          question={t.sureMerge(other)}
          who={who}
          action={t.merge}
          onConfirm={() => {
            setAsked(false)
            void action.send({ with: other })
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </section>
  )
}
