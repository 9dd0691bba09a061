import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CommunitySummary } from '../../api/endpoints/communities.ts'
import type { ApiClient } from '../api/api-client.ts'
import { useAppContext } from '../api/app-context.tsx'
import { pathWithQuery } from '../api/path-with-query.ts'
import { readOnce } from '../api/query-client.ts'
import { useWords } from '../i18n/language.tsx'
import { shellWords } from './shell-words.ts'

interface Choices {
  readonly communities: readonly CommunitySummary[]
  /** Present if there are more. */
  readonly cursor?: string
}

/** The first that are found. A page of a search may be empty and not the last. */
const findChoices = async (client: ApiClient, search: string, signal: AbortSignal): Promise<Choices> => {
  const path = (cursor?: string) =>
    pathWithQuery('/communities', { form: 'summary', search: search === '' ? undefined : search, cursor })
  let page = await client.get<Choices>(path(), signal)
  while (page.communities.length === 0 && page.cursor !== undefined)
    page = await client.get<Choices>(path(page.cursor), signal)
  return page
}

const useChoices = (search: string) => {
  const { client } = useAppContext()
  return useQuery({
    queryKey: ['communities', search],
    queryFn: ({ signal }) => findChoices(client, search, signal),
    placeholderData: keepPreviousData,
    ...readOnce,
  }).data
}

const shownAs = ({ id, name }: CommunitySummary): string => `${name} (${id})`

/** For more communities than one page has: by a part of the name or the beginning of the id. */
const CommunitySearch = () => {
  const t = useWords(shellWords)
  const { community, choose } = useAppContext()
  const [text, setText] = useState<string>()
  const found = useChoices((text ?? '').trim())?.communities ?? []
  return (
    <>
      <input
        type="search"
        list="communities-found"
        aria-label={t.community}
        placeholder={community.name}
        value={text ?? community.name}
        onFocus={() => setText('')}
        onBlur={() => setText(undefined)}
        onChange={({ target }) => {
          setText(target.value)
          const next = found.find((one) => shownAs(one) === target.value)
          if (next === undefined) return
          choose(next)
          target.blur()
        }}
      />
      <datalist id="communities-found">
        {found.map((one) => (
          <option key={one.id} value={shownAs(one)} />
        ))}
      </datalist>
    </>
  )
}

const CommunityChoice = () => {
  const t = useWords(shellWords)
  const { community, choose } = useAppContext()
  const all = useChoices('')
  if (all === undefined) return <span className="community">{community.name}</span>
  if (all.cursor !== undefined) return <CommunitySearch />
  return (
    <select
      aria-label={t.community}
      value={community.id}
      onChange={({ target }) => {
        const next = all.communities.find(({ id }) => id === target.value)
        if (next !== undefined) choose(next)
      }}
    >
      {all.communities.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}

/** The community on the screen, and the others of the signed-in person. */
export const CommunityChooser = () => {
  const { community, hasSeveral } = useAppContext()
  return hasSeveral ? <CommunityChoice /> : <span className="community">{community.name}</span>
}
