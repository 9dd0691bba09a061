import { useCallback, useEffect, useRef, useState } from 'react'
import { asError } from './as-error.ts'
import type { ApiClient } from './api-client.ts'
import { Unreachable } from './request.ts'
import { useLive } from './live-updates.tsx'
import { pathWithQuery } from './path-with-query.ts'

const PAGE = 500
/** Without a connection it is tried again after so many milliseconds. */
const TRY_AGAIN = 3_000
/** A long list is not read again before so many milliseconds a page have passed. */
const REST_PER_PAGE = 1_000

interface Page {
  readonly cursor?: string | undefined
}

interface Known<Row> {
  readonly of: string
  readonly rows: readonly Row[]
  /** Where the rows behind these begin. */
  readonly next?: string
  readonly isDone: boolean
}

export interface WholeList<Row> {
  readonly rows: readonly Row[]
  /** Everything that was asked for is here. */
  readonly isDone: boolean
  /** There are more than `most`: the list goes on at this cursor. */
  readonly next?: string
  readonly error?: Error
  readonly refetch: () => void
}

const rest = (milliseconds: number, stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    stop.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/**
 * Reads a list page by page in the background, up to `most` rows, and again when something has changed. The rows of
 * the first reading are shown as they come; later ones replace them at once. `path` undefined: nothing to read yet.
 * `rowsOf` has to be the same function each time.
 */
export const useWholeList = <Answer extends Page, Row>(
  client: ApiClient,
  path: string | undefined,
  rowsOf: (answer: Answer) => readonly Row[],
  { most, from }: { readonly most: number; readonly from?: string | undefined },
): WholeList<Row> => {
  const { round } = useLive()
  const [known, setKnown] = useState<Known<Row>>()
  const [error, setError] = useState<Error>()
  const of = path === undefined ? undefined : pathWithQuery(path, { most, from })
  const wake = useRef(() => {})

  useEffect(() => {
    if (path === undefined || of === undefined) return
    const stop = new AbortController()
    let isWanted = false
    let awake = () => {}
    wake.current = () => {
      isWanted = true
      awake()
    }
    const wanted = async () => {
      if (!isWanted)
        await new Promise<void>((resolve) => {
          awake = resolve
          stop.signal.addEventListener('abort', () => resolve())
        })
      isWanted = false
    }
    const readAll = async (isFirst: boolean): Promise<number> => {
      const rows: Row[] = []
      let cursor = from
      let pages = 0
      do {
        const limit = Math.min(PAGE, most - rows.length)
        const answer: Answer = await client.get<Answer>(pathWithQuery(path, { limit, cursor }), stop.signal)
        rows.push(...rowsOf(answer))
        pages += 1
        cursor = answer.cursor
        const isDone = cursor === undefined || rows.length >= most
        if (isFirst || isDone)
          setKnown({ of, rows: [...rows], isDone, ...(cursor === undefined ? {} : { next: cursor }) })
        if (isDone) break
      } while (!stop.signal.aborted)
      return pages
    }
    const keepReading = async () => {
      let isFirst = true
      while (!stop.signal.aborted) {
        let pages = 1
        try {
          pages = await readAll(isFirst)
          isFirst = false
          setError(undefined)
        } catch (failure) {
          if (stop.signal.aborted) return
          setError(asError(failure))
          if (failure instanceof Unreachable) {
            await rest(TRY_AGAIN, stop.signal)
            continue
          }
        }
        if (pages > 1) await rest(pages * REST_PER_PAGE, stop.signal)
        await wanted()
      }
    }
    void keepReading()
    return () => stop.abort()
  }, [client, path, of, from, most, rowsOf])

  const before = useRef(round)
  useEffect(() => {
    if (before.current === round) return
    before.current = round
    wake.current()
  }, [round])

  const refetch = useCallback(() => wake.current(), [])
  const isCurrent = known !== undefined && known.of === of
  return {
    rows: isCurrent ? known.rows : [],
    isDone: isCurrent && known.isDone,
    ...(isCurrent && known.isDone && known.next !== undefined ? { next: known.next } : {}),
    ...(error === undefined ? {} : { error }),
    refetch,
  }
}
