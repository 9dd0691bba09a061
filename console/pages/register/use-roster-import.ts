import { useState } from 'react'
import { useSearchParams } from 'wouter'
import type { Previewed } from '../../../api/endpoints/rosters.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { asError } from '../../api/as-error.ts'
import { compressed } from './compressed.ts'

export interface Roster {
  readonly file?: File
  readonly preview?: Previewed
  /** The id of the import that was begun. It stands in the address, so that a reload finds it again. */
  readonly begun?: string
  readonly isBusy: boolean
  readonly error?: Error
  readonly choose: (file: File) => Promise<void>
  readonly import: () => Promise<void>
  readonly clear: () => void
}

/** A roster, from the file to the import. The bytes are sent as they are, compressed: the API knows the encodings of spreadsheets. */
export const useRosterImport = (): Roster => {
  const { client, community } = useAppContext()
  const [address, setAddress] = useSearchParams()
  const [file, setFile] = useState<File>()
  const [preview, setPreview] = useState<Previewed>()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<Error>()
  const begun = address.get('import') ?? undefined

  const show = (id: string | undefined) =>
    setAddress(id === undefined ? {} : { import: id }, { replace: true })

  const sent = async <Answer>(path: string, body: File, take: (answer: Answer) => void) => {
    setBusy(true)
    setError(undefined)
    try {
      const response = await client.send(`/communities/${community.id}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
        body: await compressed(body),
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
      show(undefined)
      await sent<Previewed>('/roster/preview', chosen, setPreview)
    },
    import: async () => {
      if (file === undefined) return
      await sent<{ readonly import: string }>('/imports', file, (answer) => show(answer.import))
    },
    clear: () => {
      setFile(undefined)
      setPreview(undefined)
      setError(undefined)
      show(undefined)
    },
    ...(file === undefined ? {} : { file }),
    ...(preview === undefined ? {} : { preview }),
    ...(begun === undefined ? {} : { begun }),
    ...(error === undefined ? {} : { error }),
  }
}
