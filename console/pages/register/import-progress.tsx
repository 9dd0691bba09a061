import Alert from '@cloudscape-design/components/alert'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Import } from '../../../api/endpoints/imports.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { pathWithQuery } from '../../api/path-with-query.ts'
import { ApiError } from '../../api/request.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { downloadFile } from '../../components/download-file.ts'
import { useWords } from '../../i18n/language.tsx'
import { registerWords } from './register-words.ts'
import { RejectedRows } from './rejected-rows.tsx'

const EVERY_MS = 2_000

/** Asks again and again until the import is done. */
const useImport = (path: string) => {
  const { client } = useAppContext()
  return useQuery({
    queryKey: ['import', path],
    queryFn: ({ signal }) => client.get<Import>(path, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'done' ? false : EVERY_MS),
  })
}

/** The refused rows behind those that the progress gives, once there will be no others. */
const useMoreRefused = (path: string, from: string | undefined) => {
  const { client } = useAppContext()
  const [isAsked, setAsked] = useState(false)
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['import', path, 'refused', from],
    queryFn: ({ pageParam, signal }) =>
      client.get<Import>(pathWithQuery(path, { cursor: pageParam, limit: '500' }), signal),
    enabled: isAsked && from !== undefined,
    initialPageParam: from,
    getNextPageParam: ({ cursor }) => cursor,
  })
  const canShowMore = from !== undefined && (data === undefined || hasNextPage)
  const showMore = () => {
    if (isAsked) void fetchNextPage()
    else setAsked(true)
  }
  return {
    rows: data?.pages.flatMap(({ refused }) => refused) ?? [],
    onMore: canShowMore ? showMore : undefined,
  }
}

/** How far an import has come, and the rows that it refused, to be corrected. */
export const ImportProgress = ({ id }: { readonly id: string }) => {
  const t = useWords(registerWords)
  const { client, community } = useAppContext()
  const path = `/communities/${community.id}/imports/${encodeURIComponent(id)}`
  const { data, error } = useImport(path)
  const more = useMoreRefused(path, data?.state === 'done' ? data.cursor : undefined)
  if (data === undefined)
    return (
      <div role="alert">
        {error !== null && (
          <Alert type="error">
            {error instanceof ApiError && error.status === 404 ? t.importGone : t.notReached}
          </Alert>
        )}
      </div>
    )
  const { state, rows, done, counts, refused } = data
  const notTaken = counts.conflicts + counts.rejected
  const result = t.imported({
    fresh: counts.registered,
    later: 0,
    already: counts.registeredAlready,
    restarted: counts.restarted,
    over: counts.overAlready,
    conflicts: counts.conflicts,
    rejected: counts.rejected,
  })
  const download = async () => {
    const response = await client.send(`${path}?format=csv`)
    // `text()` would remove the byte order mark.
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer())
    downloadFile('rejected-rows.csv', csv)
  }
  return (
    <>
      <ProgressBar
        label={state === 'done' ? t.importDone : t.importing}
        value={rows === 0 ? 100 : (100 * done) / rows}
        status={state === 'done' ? 'success' : 'in-progress'}
        additionalInfo={t.rowsDone(done, rows)}
        description={state === 'done' ? undefined : t.importingWhat}
        resultText={result}
      />
      {notTaken > 0 && (
        <p>
          <ActionButton variant="primary" onClick={() => void download()}>
            {t.download}
          </ActionButton>
        </p>
      )}
      <RejectedRows rows={[...refused, ...more.rows]} count={notTaken} onMore={more.onMore} />
    </>
  )
}
