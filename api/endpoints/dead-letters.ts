import * as z from 'zod/mini'
import { protectedRoute } from '../auth/protected-route.ts'
import { none } from '../http/route.ts'

export const DeadLetters = z.strictObject({
  queues: z.array(
    z.strictObject({
      queue: z
        .string()
        .check(
          z.describe(
            '`inbound`: texts from phones; `receipts`; a lane of the outbox; `imports`: parts of rosters.',
          ),
        ),
      waiting: z.int(),
    }),
  ),
})
export type DeadLetters = z.infer<typeof DeadLetters>

export const getDeadLetters = protectedRoute({
  method: 'GET',
  path: '/dead-letters',
  operation: 'listDeadLetters',
  tag: 'Executions',
  summary: 'How many messages could not be handled, by queue',
  params: none,
  query: none,
  body: none,
  answers: { 200: { description: 'Every queue, also those where none wait.', schema: DeadLetters } },
  run: async ({ deadLetters }) => ({ status: 200, json: { queues: await deadLetters.waiting() } }),
})

export const postRedrive = protectedRoute({
  method: 'POST',
  path: '/dead-letters/redrive',
  operation: 'redriveDeadLetters',
  tag: 'Executions',
  summary: 'Put the messages that could not be handled back into their queue',
  description: 'After the cause is mended. Each is handled once, however often it is put back.',
  params: none,
  query: none,
  body: z.strictObject({ queue: z.string().check(z.maxLength(40)) }),
  errors: {
    404: 'There is no such queue.',
    409: 'This region cannot: docs/runbook.md says how a person does it.',
  },
  answers: { 200: { description: 'They are going back.', schema: DeadLetters } },
  run: async ({ deadLetters }, { body: { queue } }) => {
    await deadLetters.redrive(queue)
    return { status: 200, json: { queues: await deadLetters.waiting() } }
  },
})
