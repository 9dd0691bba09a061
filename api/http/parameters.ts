import * as z from 'zod/mini'
import { CommunityId, GridId, IsolationId, MatterId } from '../../core/ids.ts'

export const ofCommunity = z.strictObject({
  community: CommunityId.check(z.describe('Id of the community, such as qinghe.')),
})

export const ofIsolation = z.strictObject({
  id: IsolationId.check(z.describe('Id of the isolation, such as iso-4k2m9x7q3h8w5d6e.')),
})

export const ofMatter = z.strictObject({
  id: MatterId.check(z.describe('Id of the matter: the isolation, the slot or entry, and the kind.')),
})

const generation = z.coerce
  .number()
  .check(z.multipleOf(1), z.minimum(1), z.maximum(100_000), z.describe('Which execution: 1 is the first.'))

export const ofIsolationExecution = z.extend(ofIsolation, { generation })
export const ofMatterExecution = z.extend(ofMatter, { generation })

/** For every list. */
export const paging = {
  limit: z
    ._default(z.coerce.number().check(z.multipleOf(1), z.minimum(1), z.maximum(500)), 50)
    .check(z.describe('How many at most.')),
  cursor: z
    .optional(z.string().check(z.maxLength(1000)))
    .check(z.describe('Where the previous page ended: its cursor.')),
}

export const inGrid = z.optional(GridId).check(z.describe('Only this grid.'))

/** Ids of what this release cannot read. A list leaves it out and says so; the line names it. */
export const unreadableIds = z
  .optional(z.array(z.string()))
  .check(
    z.describe(
      'Ids of what belongs here and cannot be read, because it is damaged or a newer release has written it. Absent: everything can. The line "no one left behind" names them as record_unreadable.',
    ),
  )

export const nextCursor = z.optional(
  z
    .string()
    .check(
      z.describe(
        'There may be more, even after a short page: request them with this cursor. Absent on the last page.',
      ),
    ),
)

/** A request repeated by the same caller with the same key within a day is recorded once. */
export const IdempotencyKey = z.object({
  'idempotency-key': z
    .optional(
      z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'expected up to 64 letters, digits, - and _')),
    )
    .check(
      z.describe(
        'Identifies this request: sent again with the same key within a day, it is recorded once; another request with the key is refused. Up to 64 letters, digits, - and _.',
      ),
    ),
})
