import { readFileSync } from 'node:fs'
import type { UncodedMatter } from '../../../../core/aggregate/decision.ts'
import { Community } from '../../../../core/community/community.ts'
import type { Loaded } from '../../../../core/isolation/decision.ts'
import type { Isolation } from '../../../../core/isolation/isolation.ts'
import type { Matter } from '../../../../core/matter/matter.ts'
import type { Instant } from '../../../../core/time/instant.ts'
import { anIsolation, book } from '../an-isolation.ts'

const community = Community.parse(
  JSON.parse(readFileSync(new URL('../../../../examples/community.json', import.meta.url), 'utf8')),
)

/** What a decision is made from, at this moment. */
export const loaded = (now: Instant, isolation: Partial<Isolation> = {}): Loaded => ({
  isolation: anIsolation({ welcomed: true, ...isolation }),
  version: 1,
  community,
  book,
  now,
})

/** As it is once it has been written. */
export const withCode = (matter: UncodedMatter, code = '1234'): Matter => ({ ...matter, code })

/** Among the open matters of an isolation. */
export const listed = (...matters: readonly Matter[]): Isolation['matters'] =>
  Object.fromEntries(
    matters.map(({ id, kind, slot }) => [id, { kind, ...(slot === undefined ? {} : { slot }) }]),
  )
