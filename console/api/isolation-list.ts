import type { IsolationSummary } from '../../api/views/isolation-summary.ts'

/** One page of the list of isolations. */
export interface Isolations {
  readonly isolations: readonly IsolationSummary[]
  readonly cursor?: string
}

export const isolationsIn = ({ isolations }: Isolations): readonly IsolationSummary[] => isolations
