import type { Matter } from '../../../core/matter/matter.ts'
import { formatDateTime } from '../../i18n/date-time.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords, type Words } from '../../i18n/language.tsx'

interface UnconfirmedWords {
  readonly line: (answer: string, role: string, when: string, until: string) => string
}

const words: Words<UnconfirmedWords> = {
  en: {
    line: (answer, role, when, until) =>
      `Not confirmed: ${answer} (${role}, by message, ${when}). Void from ${until} unless it is confirmed.`,
  },
  'zh-CN': {
    line: (answer, role, when, until) =>
      `未确认：${answer}（${role}短信，${when}）。${until} 前未确认即作废。`,
  },
}

/** Grave answers by message that nobody has confirmed yet. They have no effect yet. */
export const UnconfirmedAnswers = ({
  matter,
  zone,
}: {
  readonly matter: Pick<Matter, 'state'>
  readonly zone: string
}) => {
  const t = useWords(words)
  const { language } = useLanguage()
  const { answer: answers, role } = domainWords[language]
  const { state } = matter
  if (state.name === 'settled') return null
  return state.unconfirmed?.map(({ id, answer, by, at, expiresAt }) => (
    <p key={id} role="status">
      {t.line(
        answers[answer],
        role[by.role],
        formatDateTime(at, language, zone),
        formatDateTime(expiresAt, language, zone),
      )}
    </p>
  ))
}
