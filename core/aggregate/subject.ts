import type { CommunityId, GridId, SubjectId } from '../ids.ts'

/** Where whatever a matter or a message is about is looked after. */
export interface Subject {
  readonly id: SubjectId
  readonly community: CommunityId
  readonly grid: GridId
  readonly zone: string
}

/** Of an isolation or of a household, under the name of which. */
export type About<One, Other = One> = { readonly isolation: One } | { readonly household: Other }

export const subjectIn = <One, Other>(about: About<One, Other>): One | Other =>
  'isolation' in about ? about.isolation : about.household
