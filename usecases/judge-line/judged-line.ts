import * as z from 'zod/mini'
import { Role } from '../../core/community/community.ts'
import { CommunityId, StaffId } from '../../core/ids.ts'
import { Check, Colour, Why } from '../../core/line/line.ts'
import { Person } from '../../core/person/person.ts'
import { MatterKind } from '../../core/rule-book/rule-book.ts'
import { SweepPart } from '../../core/sweep/sweep-part.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { Offender } from '../../record/sweep-report.ts'

/** At most this many late parts of the sweep are listed; the check counts all. */
export const LATE_PARTS_LIMIT = 20

const count = z.int().check(z.minimum(0))
const InBothLanguages = z.strictObject({ en: z.string(), 'zh-CN': z.string() })

export const OwingPost = z.strictObject({
  role: Role,
  staff: StaffId,
  name: z.optional(z.string().check(z.describe('Absent: the community no longer has anybody with this id.'))),
})
export type OwingPost = z.infer<typeof OwingPost>

export const NamedOffender = z.strictObject({
  ...Offender.shape,
  kind: z.optional(MatterKind).check(z.describe('Of a matter.')),
  owes: z.optional(z.array(OwingPost)).check(z.describe('For a matter: who has to answer.')),
  person: z
    .optional(z.nullable(Person))
    .check(
      z.describe('With include=person, for callers who may see it; the view is recorded. null: erased.'),
    ),
})
export type NamedOffender = z.infer<typeof NamedOffender>

export const LookedAfter = z.strictObject({
  line: Colour.check(
    z.describe(
      'green: everybody is looked after. amber: the same, but more matters than usual are beyond their first rung. red: somebody is not looked after.',
    ),
  ),
  words: z
    .string()
    .check(z.describe('The line in words, such as "No one left behind: 20 of 20 looked after".')),
  open: count.check(z.describe('Isolations that are open now.')),
  at: InstantSchema,
  countedAt: InstantSchema.check(
    z.describe('The figures include everything until then: mostly this moment, or about a minute ago.'),
  ),
  sweptAt: z
    .nullable(InstantSchema)
    .check(z.describe('Since when the sweeper has looked at everybody. null: not yet.')),
  partsLate: z
    .array(z.strictObject({ part: SweepPart, since: InstantSchema }))
    .check(
      z.describe(
        `Parts of the sweep that have not been finished for two hours, longest first; at most ${LATE_PARTS_LIMIT}.`,
      ),
    ),
  checks: z
    .array(z.strictObject({ check: Check, line: Colour, count, of: count, words: InBothLanguages }))
    .check(
      z.describe('The checks, and how many of how many fail: the line has the worst colour among them.'),
    ),
  reasons: z
    .array(z.strictObject({ why: Why, line: Colour, count, words: InBothLanguages, todo: InBothLanguages }))
    .check(
      z.describe(
        'Why the line is not green, how often, and what to do. Empty: it is green, or nobody looks.',
      ),
    ),
  beyond: z
    .array(
      z.strictObject({
        community: CommunityId,
        count,
        usual: z.strictObject({
          from: count,
          to: count,
          by: z
            .enum(['days_before', 'default_rate'])
            .check(z.describe('default_rate: fewer than three days are known.')),
        }),
      }),
    )
    .check(
      z.describe('Matters beyond their first rung, and the usual number at this hour, in each community.'),
    ),
  offenders: z
    .array(NamedOffender)
    .check(z.describe('Who is not looked after, and why, the longest first; the reasons count all.')),
  slow: z
    .array(NamedOffender)
    .check(z.describe('Where more than usual stand beyond their first rung: these, the longest first.')),
})
export type LookedAfter = z.infer<typeof LookedAfter>
