import * as z from 'zod/mini'
import { IsolationId } from '../../core/ids.ts'
import { NotPossible } from '../../core/not-possible.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { mergeIsolations } from '../../usecases/merge/merge-isolations.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { NotAllowedNow } from '../http/errors.ts'
import { ofIsolation } from '../http/parameters.ts'
import { none } from '../http/route.ts'

export const Merged = z.strictObject({
  kept: IsolationId.check(z.describe('The one that began first, and goes on.')),
  ended: IsolationId.check(z.describe('Its duplicate.')),
})
export type Merged = z.infer<typeof Merged>

export const postMerge = protectedRoute({
  method: 'POST',
  path: '/isolations/{id}/merge',
  operation: 'mergeIsolations',
  tag: 'Isolations',
  summary: 'Merge two isolations of the same person',
  description:
    'The one that began first goes on; the other ends as its duplicate: its prompts stop, its matters join, and lookups of the person find the one that is kept.',
  params: ofIsolation,
  query: none,
  body: z.strictObject({ with: IsolationId.check(z.describe('The other isolation of this person.')) }),
  answers: { 200: { description: 'They are merged, now or earlier.', schema: Merged } },
  errors: {
    404: 'There is no such isolation.',
    409: 'One of them is over, or the one that would end has a matter that must not be lost: a fever, danger, a request, a visit.',
  },
  run: async (ports, { params, body, actor, access }) => {
    const { community, grid } = await findIsolation(ports.store, body.with)
    access.mustCover({ community, grid })
    try {
      return { status: 200, json: await mergeIsolations(ports, params.id, body.with, actor) }
    } catch (error) {
      if (error instanceof NotPossible) throw new NotAllowedNow(error.message)
      throw error
    }
  },
})
