import * as z from 'zod/mini'
import { type Community, postsOf, Role } from '../../core/community/community.ts'
import { StaffId } from '../../core/ids.ts'
import { unknownCodes } from '../../core/message/reply-budgets.ts'
import { isPhone, maskPhone } from '../../core/phone/phone-number.ts'
import type { RuleBook } from '../../core/rule-book/rule-book.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { budgetUsedUpUntil } from '../../record/budget-repository.ts'
import { type Guesses, guessesIn } from '../../record/code-guess-repository.ts'
import { loadCommunity, newestRuleBook } from '../../record/community-repository.ts'
import type { Finding } from '../../record/lookup.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { ofCommunity } from '../http/parameters.ts'
import { none } from '../http/route.ts'

const Guessing = z.strictObject({
  staff: StaffId,
  role: Role,
  number: z.string().check(z.describe("Of the post's phone, only its first and last digits.")),
  count: z
    .int()
    .check(
      z.describe(
        'Codes and one-time codes that do not belong to the post. A day without any resets the count.',
      ),
    ),
  since: InstantSchema,
  lastAt: InstantSchema,
  slowedUntil: z
    .nullable(InstantSchema)
    .check(z.describe("Until then unknown codes get no reply; the post's own codes work as usual.")),
})

export const UnknownCodes = z.strictObject({ posts: z.array(Guessing) })
export type UnknownCodes = z.infer<typeof UnknownCodes>

const view = async (
  ports: Finding,
  community: Community,
  book: RuleBook,
  { staff: id, ...counted }: Guesses,
): Promise<UnknownCodes['posts'][number][]> => {
  const post = postsOf(community).find(({ staff }) => staff.id === id)
  if (post === undefined) return []
  const { phone } = post.staff
  const until = await budgetUsedUpUntil(ports, unknownCodes(phone, book))
  return [
    {
      staff: id,
      role: post.role,
      number: isPhone(phone) ? maskPhone(phone) : 'hidden',
      ...counted,
      slowedUntil: until ?? null,
    },
  ]
}

export const getUnknownCodes = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/unknown-codes',
  operation: 'listUnknownCodes',
  tag: 'Communities',
  summary: 'Posts whose phones have sent wrong codes',
  description:
    'Of the last seven days, newest first. Somebody mistypes now and then; dozens in a minute mean a stolen phone or a forged sender. No code is named.',
  params: ofCommunity,
  query: none,
  body: none,
  answers: { 200: { description: 'One line for each post.', schema: UnknownCodes } },
  errors: { 404: 'There is no such community.' },
  run: async (ports, { params }) => {
    const community = await loadCommunity(ports.store, params.community)
    const book = await newestRuleBook(ports.store)
    const guesses = await guessesIn(ports.store, community.id)
    const posts = await Promise.all(guesses.map((one) => view(ports, community, book, one)))
    return { status: 200, json: { posts: posts.flat().sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1)) } }
  },
})
