import Alert from '@cloudscape-design/components/alert'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import { useQuery } from '@tanstack/react-query'
import type { Import } from '../../../api/endpoints/imports.ts'
import { useAppContext } from '../../api/app-context.tsx'
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

/** How far an import has come, and the rows that it refused, to be corrected. */
export const ImportProgress = ({ id }: { readonly id: string }) => {
  const t = useWords(registerWords)
  const { client, community } = useAppContext()
  const path = `/communities/${community.id}/imports/${encodeURIComponent(id)}`
  const { data, error } = useImport(path)
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
      <RejectedRows rows={refused} count={notTaken} />
    </>
  )
}
