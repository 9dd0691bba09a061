import * as z from 'zod/mini'
import { inWords } from '../../core/in-words.ts'
import { openMatters } from '../../core/isolation/isolation.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { NotAllowedNow } from '../http/errors.ts'
import { requestIdOf } from '../http/idempotency-key.ts'
import { IdempotencyKey, ofIsolation } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { answerForPrincipal } from './answer-for-principal.ts'
import { Changed } from './endings.ts'

export const postReleaseDecision = protectedRoute({
  method: 'POST',
  path: '/isolations/{id}/release-decision',
  operation: 'decideRelease',
  tag: 'Isolations',
  summary: 'Approve or hold a proposed release',
  params: ofIsolation,
  query: none,
  headers: IdempotencyKey,
  body: z.strictObject({
    decision: z
      .enum(['approve', 'hold'])
      .check(z.describe("approve: released at the rule book's hour. hold: one more day, with a visit.")),
  }),
  answers: { 200: { description: 'Decided.', schema: Changed } },
  errors: {
    404: 'There is no such isolation.',
    409: 'Nothing waits for a decision, or the rules do not allow this one now; or the key was used for another request.',
  },
  run: async (ports, asked) => {
    const { params, body, access } = asked
    const { isolation } = await loadIsolation(ports, params.id)
    const open = openMatters(isolation).find(({ kind }) => kind === 'release' || kind === 'decision')
    if (open === undefined)
      throw new NotAllowedNow(
        `no release of ${params.id} waits for a decision: the isolation is ${inWords(isolation.status.name)}`,
      )
    const { matter } = await loadMatter(ports.store, open.id)
    const { result } = await answerForPrincipal(ports, access, matter, {
      answer: body.decision,
      inbound: await requestIdOf(ports, 'decideRelease', asked),
    })
    if (result === 'settled_already') throw new NotAllowedNow(`${open.id} has been decided already`)
    const { isolation: after } = await loadIsolation(ports, params.id)
    return { status: 200, json: { isolation: params.id, status: after.status } }
  },
})
