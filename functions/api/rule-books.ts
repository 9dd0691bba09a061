import * as z from 'zod/mini'
import { RuleBook } from '../../core/domain/rule-book.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { loadRuleBook, newestRuleBook } from '../../record/community-record.ts'
import { none, route } from './route.ts'

export const getRuleBook = route<Ports>()({
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
