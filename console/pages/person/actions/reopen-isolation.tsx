import { useCallback } from 'react'
import { ReopenReason } from '../../../../core/isolation/isolation.ts'
import { useAction } from '../../../components/use-action.ts'
import { useWords } from '../../../i18n/language.tsx'
import { reopenWords } from '../../../i18n/reopen-words.ts'
import { mergeWords } from './merge-words.ts'
import { ReasonForm } from './reason-form.tsx'

/** Reopens an isolation that has ended. */
export const ReopenIsolation = ({ isolation, who }: { readonly isolation: string; readonly who: string }) => {
  const t = useWords(mergeWords)
  const words = useWords(reopenWords)
  const successMessage = useCallback(() => t.reopened, [t])
  const action = useAction<{ readonly reason: ReopenReason }, unknown>(
    `/isolations/${isolation}/reopen`,
    successMessage,
  )
  return (
    <ReasonForm
      title={t.reopen}
      label={t.reopenReason}
      none={t.chooseReason}
      reasons={ReopenReason.options}
      words={words}
      sure={t.sureReopen}
      who={who}
      variant="primary"
      action={action}
    />
  )
}
