import type { IsolationSummary } from '../../api/views/isolation-summary.ts'

/** One page of the list of isolations. */
export interface IsolationListPage {
  readonly isolations: readonly IsolationSummary[]
  readonly cursor?: string
}

export const isolationsIn = ({ isolations }: IsolationListPage): readonly IsolationSummary[] => isolations
