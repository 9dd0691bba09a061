import { useCallback, useState } from 'react'
import type { Merged } from '../../../api/endpoints/merges.ts'
import { ActionButton } from '../../actions/action-button.tsx'
import { ActionFailed } from '../../actions/action-failed.tsx'
import styles from '../../actions/actions.module.css'
import { useAction } from '../../actions/use-action.ts'
import { TextField } from '../../form/field.tsx'
import { ConfirmDialog } from '../../my-matters/confirm-dialog.tsx'
import { useWords } from '../../words/language.tsx'
import { mergeWords } from './merge-words.ts'

/** Makes one of two isolations of the same person, after asking once more. */
export const Merge = ({ isolation, who }: { readonly isolation: string; readonly who: string }) => {
  const say = useWords(mergeWords)
  const [typed, setTyped] = useState('')
  const [isAsked, setAsked] = useState(false)
  const told = useCallback(({ kept }: Merged) => say.merged(kept), [say])
  const action = useAction<{ readonly with: string }, Merged>(`/isolations/${isolation}/merge`, told)
  const other = typed.trim().replace(/^.*\/people\//, '')
  return (
    <section>
      <h3>{say.merge}</h3>
      <p>{say.mergeWhat}</p>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(other !== '')
        }}
      >
        <TextField label={say.other} maxLength={200} value={typed} onChange={setTyped} />
        <div className={styles['buttons']}>
          <ActionButton look="grave" isOff={other === '' || action.isSending}>
            {say.merge}
          </ActionButton>
        </div>
      </form>
      <ActionFailed error={action.error} />
      {isAsked && (
        <ConfirmDialog
          question={say.sureMerge(other)}
          who={who}
          action={say.merge}
          onSure={() => {
            setAsked(false)
            void action.send({ with: other })
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </section>
  )
}
