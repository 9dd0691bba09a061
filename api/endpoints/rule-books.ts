import * as z from 'zod/mini'
import { PublishableRuleBook, RuleBook } from '../../core/rule-book/rule-book.ts'
import {
  loadRuleBook,
  newestRuleBook,
  publishRuleBook,
  ruleBookVersions,
} from '../../record/community-repository.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { NotAllowedNow } from '../http/errors.ts'
import { none } from '../http/route.ts'

export const getRuleBook = protectedRoute({
  method: 'GET',
  path: '/rule-books/{version}',
  operation: 'getRuleBook',
  tag: 'Rules',
  summary: 'One version of the rule book',
  params: z.strictObject({
    version: z
      .string()
      .check(
        z.regex(/^(newest|[1-9]\d{0,5})$/, 'expected a whole number, or newest'),
        z.describe('Its number, or newest.'),
      ),
  }),
  query: none,
  body: none,
  answers: { 200: { description: 'Its times, thresholds, ladders and release rules.', schema: RuleBook } },
  errors: { 404: 'No rule book of this version has been published.' },
  run: async ({ store }, { params: { version } }) => ({
    status: 200,
    json: version === 'newest' ? await newestRuleBook(store) : await loadRuleBook(store, Number(version)),
  }),
})

const version = RuleBook.shape.version

export const RuleBooks = z.strictObject({
  newest: version,
  versions: z.array(version).check(z.describe('Every published version, newest first.')),
})
export type RuleBooks = z.infer<typeof RuleBooks>

export const getRuleBooks = protectedRoute({
  method: 'GET',
  path: '/rule-books',
  operation: 'listRuleBooks',
  tag: 'Rules',
  summary: 'The versions of the rule book',
  params: none,
  query: none,
  body: none,
  answers: { 200: { description: 'Their numbers.', schema: RuleBooks } },
  errors: { 404: 'No rule book has been published.' },
  run: async ({ store }) => {
    const { version: newest } = await newestRuleBook(store)
    return { status: 200, json: { newest, versions: await ruleBookVersions(store) } }
  },
})

export const Published = z.strictObject({ version })
export type Published = z.infer<typeof Published>

export const postRuleBook = protectedRoute({
  method: 'POST',
  path: '/rule-books',
  operation: 'publishRuleBook',
  tag: 'Rules',
  summary: 'Publish the next version of the rule book',
  description:
    'Isolations that begin from now on follow it; earlier ones keep the version they began with. A published version never changes.',
  params: none,
  query: none,
  body: PublishableRuleBook,
  answers: { 201: { description: 'Published.', schema: Published } },
  errors: { 409: 'Its version does not follow the newest one.' },
  run: async ({ store, log }, { body, actor }) => {
    const { version: newest } = await newestRuleBook(store)
    if (body.version !== newest + 1 || !(await publishRuleBook(store, body)))
      throw new NotAllowedNow(
        `the newest rule book is version ${newest}: the next one is version ${newest + 1}, not ${body.version}`,
      )
    log.info('rule-book.published', { version: body.version, by: actor })
    return { status: 201, json: { version: body.version } }
  },
})
