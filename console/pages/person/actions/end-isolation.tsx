import { useCallback } from 'react'
import { GivenEndReason } from '../../../../core/isolation/isolation.ts'
import { useAction } from '../../../components/use-action.ts'
import { domainWords } from '../../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../../i18n/language.tsx'
import { personWords } from '../../../i18n/person-words.ts'
import { ReasonForm } from './reason-form.tsx'

/** Ends an isolation otherwise than by release. */
export const EndIsolation = ({ isolation, who }: { readonly isolation: string; readonly who: string }) => {
  const t = useWords(personWords)
  const { language } = useLanguage()
  const { endReason } = domainWords[language]
  const successMessage = useCallback(
    (_: unknown, body: { readonly reason: GivenEndReason }) => t.ended(endReason[body.reason]),
    [t, endReason],
  )
  const action = useAction<{ readonly reason: GivenEndReason }, unknown>(
    `/isolations/${isolation}/end`,
    successMessage,
  )
  return (
    <ReasonForm
      title={t.end}
      label={t.endReason}
      none={t.chooseReason}
      reasons={GivenEndReason.options}
      words={endReason}
      sure={t.sureEnd}
      who={who}
      variant="danger"
      action={action}
    />
  )
}
