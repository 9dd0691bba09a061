import { useCallback } from 'react'
import { GivenEndReason } from '../../../../core/isolation/isolation.ts'
import { useAction } from '../../../components/use-action.ts'
import { domainWords } from '../../../i18n/domain-words.ts'
import { useLanguage, useWords, type Words } from '../../../i18n/language.tsx'
import { ReasonForm } from './reason-form.tsx'

interface EndWords {
  readonly end: string
  readonly endReason: string
  readonly chooseReason: string
  readonly sureEnd: (reason: string) => string
  readonly ended: (reason: string) => string
}

const words: Words<EndWords> = {
  en: {
    end: 'End the isolation',
    endReason: 'Reason',
    chooseReason: 'Choose a reason',
    sureEnd: (reason) =>
      `It ends here: ${reason}. Open matters are settled, and no more messages go out. It can be reopened.`,
    ended: (reason) => `Ended: ${reason}.`,
  },
  'zh-CN': {
    end: '结束隔离',
    endReason: '原因',
    chooseReason: '请选择原因',
    sureEnd: (reason) => `隔离到此结束：${reason}。未办结事项随之了结，不再发送短信。可以恢复隔离。`,
    ended: (reason) => `已结束：${reason}。`,
  },
}

/** Ends an isolation for a reason other than release. */
export const EndIsolation = ({ isolation, who }: { readonly isolation: string; readonly who: string }) => {
  const t = useWords(words)
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
