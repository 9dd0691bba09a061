import * as z from 'zod/mini'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { restartIsolation, restartMatter } from '../../usecases/restart-execution/restart-execution.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { NotAllowedNow } from '../http/errors.ts'
import { ofIsolation, ofMatter } from '../http/parameters.ts'
import { none } from '../http/route.ts'

const RestartBody = z.strictObject({
  generation: z
    .int()
    .check(z.minimum(1), z.maximum(100_000), z.describe('The generation that was seen, to be replaced.')),
})

export const Restarted = z.strictObject({
  generation: z.int().check(z.describe('The one that runs now.')),
})
export type Restarted = z.infer<typeof Restarted>

const movedOn = (id: string, asked: number, newest: number, over: boolean): NotAllowedNow =>
  new NotAllowedNow(
    over
      ? `${id} is over: there is nothing to restart`
      : `${id} is in generation ${newest} and not ${asked}: look at it again`,
  )

const words = {
  tag: 'Executions',
  query: none,
  body: RestartBody,
  answers: { 200: { description: 'A new generation has begun.', schema: Restarted } },
} as const

export const postIsolationRestart = protectedRoute({
  ...words,
  method: 'POST',
  path: '/isolations/{id}/restart',
  operation: 'restartIsolation',
  summary: 'Start a new generation of an isolation',
  description: 'It goes on at its next open slot; the old execution is stopped. The ledger names the caller.',
  params: ofIsolation,
  errors: { 404: 'There is no such isolation.', 409: 'It has moved on to another generation, or is over.' },
  run: async (ports, { params: { id }, body: { generation }, actor }) => {
    if (await restartIsolation(ports, id, generation, 'asked_by_person', actor))
      return { status: 200, json: { generation: generation + 1 } }
    const { isolation } = await loadIsolation(ports, id)
    throw movedOn(id, generation, isolation.generation, isolation.generation === generation)
  },
})

export const postMatterRestart = protectedRoute({
  ...words,
  method: 'POST',
  path: '/matters/{id}/restart',
  operation: 'restartMatter',
  summary: 'Start a new generation of a matter',
  description: 'It goes on at its present rung; the old execution is stopped. The ledger names the caller.',
  params: ofMatter,
  errors: {
    404: 'There is no such matter.',
    409: 'It has moved on to another generation, or is settled.',
  },
  run: async (ports, { params: { id }, body: { generation }, actor }) => {
    if (await restartMatter(ports, id, generation, actor))
      return { status: 200, json: { generation: generation + 1 } }
    const { matter } = await loadMatter(ports.store, id)
    throw movedOn(id, generation, matter.generation, matter.generation === generation)
  },
})
