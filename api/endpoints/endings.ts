import * as z from 'zod/mini'
import { IsolationId } from '../../core/ids.ts'
import { inWords } from '../../core/in-words.ts'
import { GivenEndReason, Status } from '../../core/isolation/isolation.ts'
import { endIsolation } from '../../usecases/end-isolation/end-isolation.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { NotAllowedNow } from '../http/errors.ts'
import { ofIsolation } from '../http/parameters.ts'
import { none } from '../http/route.ts'

export const Changed = z.strictObject({ isolation: IsolationId, status: Status })

export const postEnd = protectedRoute({
  method: 'POST',
  path: '/isolations/{id}/end',
  operation: 'endIsolation',
  tag: 'Isolations',
  summary: 'End an isolation other than by release',
  description: 'Prompts stop at once, and every open matter is settled as overtaken.',
  params: ofIsolation,
  query: none,
  body: z.strictObject({ reason: GivenEndReason.check(z.describe('Why it ends.')) }),
  answers: { 200: { description: 'It has ended, now or earlier for the same reason.', schema: Changed } },
  errors: { 404: 'There is no such isolation.', 409: 'It has already ended otherwise.' },
  run: async (ports, { params, body, actor }) => {
    const { isolation } = await endIsolation(ports, params.id, body.reason, actor)
    const { status } = isolation
    if (status.name !== 'ended') throw new NotAllowedNow(`${params.id} is ${inWords(status.name)} already`)
    if (status.reason !== body.reason)
      throw new NotAllowedNow(`${params.id} has ended already: ${inWords(status.reason)}`)
    return { status: 200, json: { isolation: params.id, status } }
  },
})
