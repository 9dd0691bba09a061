import * as z from 'zod/mini'
import { ReopenReason } from '../../core/isolation/isolation.ts'
import { NotPossible } from '../../core/not-possible.ts'
import { reopenIsolation } from '../../usecases/reopen/reopen.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { NotAllowedNow } from '../http/errors.ts'
import { ofIsolation } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { Changed } from './endings.ts'

export const postReopen = protectedRoute({
  method: 'POST',
  path: '/isolations/{id}/reopen',
  operation: 'reopenIsolation',
  tag: 'Isolations',
  summary: 'Reopen an ended isolation',
  description:
    'It goes on at its next half-day with the same calendar; half-days that passed meanwhile are excused. A released person is registered again instead.',
  params: ofIsolation,
  query: none,
  body: z.strictObject({ reason: ReopenReason.check(z.describe('Why it goes on.')) }),
  answers: { 200: { description: 'It goes on, now or since an earlier request.', schema: Changed } },
  errors: {
    404: 'There is no such isolation.',
    409: 'It was released, is a duplicate, or the person is in another isolation now.',
  },
  run: async (ports, { params, body, actor }) => {
    try {
      const { isolation } = await reopenIsolation(ports, params.id, body.reason, actor)
      return { status: 200, json: { isolation: params.id, status: isolation.status } }
    } catch (error) {
      if (error instanceof NotPossible) throw new NotAllowedNow(error.message)
      throw error
    }
  },
})
