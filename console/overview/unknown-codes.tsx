import type { UnknownCodes as UnknownCodesShape } from '../../api/endpoints/unknown-codes.ts'
import { useLive, useRead } from '../api/live.tsx'
import { Panel } from '../panel/panel.tsx'
import { useSurroundings } from '../shell/context.tsx'
import { domainWords } from '../words/domain.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { momentOf } from '../words/time.ts'
import { overviewWords } from './words.ts'

const Posts = ({ posts }: UnknownCodesShape) => {
  const say = useWords(overviewWords)
  const { language } = useLanguage()
  const { community } = useSurroundings()
  const { now } = useLive()
  const when = (at: string): string => momentOf(at, language, community.zone, now)
  if (posts.length === 0) return null
  return (
    <Panel title={say.unknownCodes} aside={say.unknownCodesHint}>
      <ul aria-label={say.unknownCodes}>
        {posts.map(({ staff, role, number, count, since, lastAt, slowedUntil }) => (
          <li key={staff}>
            {say.guessed(domainWords[language].role[role], number, count, when(since), when(lastAt))}
            {slowedUntil !== null && ` ${say.slowedUntil(when(slowedUntil))}`}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Phones of posts that have texted codes which are none of theirs. Nothing where there are none, or not for this role. */
export const UnknownCodes = () => {
  const { client, community } = useSurroundings()
  const { data } = useRead<UnknownCodesShape>(client, `/communities/${community.id}/unknown-codes`)
  return data === undefined ? null : <Posts {...data} />
}
