import { useState } from 'react'
import type { IsolationSummary } from '../../../api/views/isolation-summary.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { isolationsIn } from '../../api/isolation-list.ts'
import { pathWithQuery } from '../../api/path-with-query.ts'
import { useWholeList, type WholeList } from '../../api/use-whole-list.ts'
import type { LedgerFilter } from './ledger-filter.ts'

/** The most that are read: sorting and searching stay instant. */
export const LIMIT = 10_000

export interface Returnees extends WholeList<IsolationSummary> {
  /** There are more than `LIMIT`: the server filters, and they come in parts. */
  readonly areTooMany: boolean
  /** The number of this part, from 1. */
  readonly part: number
  readonly nextPart: (() => void) | undefined
  readonly firstPart: (() => void) | undefined
}

/** Reads all returnees. If there are too many, the server filters. */
export const useReturnees = ({ status, category, grid, origin }: LedgerFilter): Returnees => {
  const { community, me } = useAppContext()
  const at = `/communities/${community.id}/isolations`
  const include = me.personal ? 'person' : undefined
  const [crowded, setCrowded] = useState<string>()
  const areTooMany = crowded === community.id
  const path = pathWithQuery(at, areTooMany ? { include, status, category, grid, origin } : { include })
  const [parts, setParts] = useState<{ readonly of: string; readonly cursors: readonly string[] }>({
    of: path,
    cursors: [],
  })
  const cursors = parts.of === path ? parts.cursors : []
  const list = useWholeList(path, isolationsIn, { most: LIMIT, from: cursors.at(-1) })
  if (!areTooMany && list.next !== undefined) setCrowded(community.id)
  const { next } = list
  return {
    ...list,
    areTooMany,
    part: cursors.length + 1,
    nextPart:
      areTooMany && next !== undefined
        ? () => setParts({ of: path, cursors: [...cursors, next] })
        : undefined,
    firstPart: cursors.length > 0 ? () => setParts({ of: path, cursors: [] }) : undefined,
  }
}
