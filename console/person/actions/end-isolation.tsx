import { useCallback } from 'react'
import { GivenEndReason } from '../../../core/isolation/isolation.ts'
import { useAction } from '../../actions/use-action.ts'
import { domainWords } from '../../words/domain.ts'
import { useLanguage, useWords } from '../../words/language.tsx'
import { personWords } from '../words.ts'
import { ForAReason } from './for-a-reason.tsx'

/** Ends an isolation otherwise than by release. */
export const EndIsolation = ({ isolation, who }: { readonly isolation: string; readonly who: string }) => {
  const say = useWords(personWords)
  const { language } = useLanguage()
  const { endReason } = domainWords[language]
  const told = useCallback(
    (_: unknown, body: { readonly reason: GivenEndReason }) => say.ended(endReason[body.reason]),
    [say, endReason],
  )
  const action = useAction<{ readonly reason: GivenEndReason }, unknown>(`/isolations/${isolation}/end`, told)
  return (
    <ForAReason
      title={say.end}
      label={say.endReason}
      none={say.chooseReason}
      reasons={GivenEndReason.options}
      words={endReason}
      sure={say.sureEnd}
      who={who}
      look="grave"
      action={action}
    />
  )
}
