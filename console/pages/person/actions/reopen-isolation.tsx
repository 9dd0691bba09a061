import { useCallback } from 'react'
import { ReopenReason } from '../../../../core/isolation/isolation.ts'
import { useAction } from '../../../components/use-action.ts'
import { useWords } from '../../../i18n/language.tsx'
import { reopenWords } from '../../../i18n/reopen-words.ts'
import { ForAReason } from './reason-form.tsx'
import { mergeWords } from './merge-words.ts'

/** Lets an isolation go on that has ended. */
export const Reopen = ({ isolation, who }: { readonly isolation: string; readonly who: string }) => {
  const say = useWords(mergeWords)
  const words = useWords(reopenWords)
  const told = useCallback(() => say.reopened, [say])
  const action = useAction<{ readonly reason: ReopenReason }, unknown>(
    `/isolations/${isolation}/reopen`,
    told,
  )
  return (
    <ForAReason
      title={say.reopen}
      label={say.reopenReason}
      none={say.chooseReason}
      reasons={ReopenReason.options}
      words={words}
      sure={say.sureReopen}
      who={who}
      look="first"
      action={action}
    />
  )
}
