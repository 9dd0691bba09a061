import { useState } from 'react'
import type * as z from 'zod/mini'
import type { Imported, Previewed } from '../../../api/endpoints/rosters.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { asError } from '../../api/as-error.ts'
import { useLiveUpdates } from '../../api/live-updates.tsx'

export type ImportedRoster = z.infer<typeof Imported>

export interface Roster {
  readonly file?: File
  readonly preview?: Previewed
  readonly imported?: ImportedRoster
  readonly isBusy: boolean
  readonly error?: Error
  readonly choose: (file: File) => Promise<void>
  readonly import: () => Promise<void>
  readonly clear: () => void
}

/** A roster, from the file to the import. The bytes are sent as they are: the API knows the encodings of spreadsheets. */
export const useRosterImport = (): Roster => {
  const { client, community } = useAppContext()
  const { invalidate } = useLiveUpdates()
  const [file, setFile] = useState<File>()
  const [preview, setPreview] = useState<Previewed>()
  const [imported, setImported] = useState<ImportedRoster>()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<Error>()

  const sent = async <Answer>(path: string, body: File, take: (answer: Answer) => void) => {
    setBusy(true)
    setError(undefined)
    try {
      const response = await client.send(`/communities/${community.id}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
        body,
      })
      take(await response.json())
    } catch (failure) {
      setError(asError(failure))
    }
    setBusy(false)
  }
  return {
    isBusy,
    choose: async (chosen) => {
      setFile(chosen)
      setPreview(undefined)
      setImported(undefined)
      await sent<Previewed>('/roster/preview', chosen, setPreview)
    },
    import: async () => {
      if (file === undefined) return
      await sent<ImportedRoster>('/roster', file, setImported)
      invalidate()
    },
    clear: () => {
      setFile(undefined)
      setPreview(undefined)
      setImported(undefined)
      setError(undefined)
    },
    ...(file === undefined ? {} : { file }),
    ...(preview === undefined ? {} : { preview }),
    ...(imported === undefined ? {} : { imported }),
    ...(error === undefined ? {} : { error }),
  }
}
