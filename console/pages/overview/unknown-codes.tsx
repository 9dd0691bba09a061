import type { UnknownCodes as UnknownCodesShape } from '../../../api/endpoints/unknown-codes.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { useApiQuery } from '../../api/use-api-query.ts'
import { Panel } from '../../components/panel.tsx'
import { formatDateTime } from '../../i18n/date-time.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { overviewWords } from './overview-words.ts'

const Posts = ({ posts }: UnknownCodesShape) => {
  const t = useWords(overviewWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const { now } = useLiveUpdates()
  const when = (at: string): string => formatDateTime(at, language, community.zone, now)
  if (posts.length === 0) return null
  return (
    <Panel title={t.unknownCodes} aside={t.unknownCodesHint}>
      <ul aria-label={t.unknownCodes}>
        {posts.map(({ staff, role, number, count, since, lastAt, slowedUntil }) => (
          <li key={staff}>
            {t.guessed(domainWords[language].role[role], number, count, when(since), when(lastAt))}
            {slowedUntil !== null && ` ${t.slowedUntil(when(slowedUntil))}`}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Phones of posts that sent codes of other posts' matters. Empty if there are none, or not for this role. */
export const UnknownCodes = () => {
  const { community } = useAppContext()
  const { data } = useApiQuery<UnknownCodesShape>(`/communities/${community.id}/unknown-codes`)
  return data === undefined ? null : <Posts {...data} />
}
