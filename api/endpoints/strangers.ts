import * as z from 'zod/mini'
import { isPhone, maskPhone } from '../../core/phone/phone-number.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { readInbound } from '../../record/inbound-repository.ts'
import { strangersList } from '../../record/keys.ts'
import { ifReadable } from '../../record/readable.ts'
import { shownWhole } from '../../record/shown.ts'
import { settleAlert } from '../../usecases/stranger-in-danger/answer-alert.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { paginate } from '../http/paginate.ts'
import { nextCursor, paging } from '../http/parameters.ts'
import { none } from '../http/route.ts'

const Strangers = z.strictObject({
  messages: z.array(
    z.strictObject({
      id: z.string(),
      at: InstantSchema,
      number: z.string().check(z.describe('Only its first and last digits.')),
      text: z.string(),
    }),
  ),
  cursor: nextCursor,
})

export const getStrangers = protectedRoute({
  method: 'GET',
  path: '/strangers',
  operation: 'listStrangers',
  tag: 'Communities',
  summary: 'Messages from unknown numbers, newest first',
  params: none,
  query: z.strictObject(paging),
  body: none,
  answers: { 200: { description: 'One page of them.', schema: Strangers } },
  run: async ({ store }, { query: { limit, cursor } }) => {
    const page = await paginate(
      store,
      { ranges: [{ pk: strangersList() }], list: 'strangers', limit, cursor, descending: true },
      (item) => {
        const found = ifReadable(() => readInbound(shownWhole(item)))
        if (found === undefined) return undefined
        const { id, at, from, text } = found
        return { id, at, number: isPhone(from) ? maskPhone(from) : 'hidden', text }
      },
    )
    return {
      status: 200,
      json: { messages: page.entries, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) },
    }
  },
})

export const postStrangerAnswer = protectedRoute({
  method: 'POST',
  path: '/strangers/answers',
  operation: 'answerStranger',
  tag: 'Communities',
  summary: 'Settle an alert of a stranger in danger',
  params: none,
  query: none,
  body: z.strictObject({
    id: z
      .string()
      .check(z.maxLength(200), z.describe('The id of the first message, as in the list of offenders.')),
  }),
  answers: {
    200: {
      description: 'Recorded, or somebody had answered before.',
      schema: z.strictObject({ result: z.enum(['done', 'settled_already']) }),
    },
  },
  run: async (ports, { body: { id }, actor }) => ({
    status: 200,
    json: { result: (await settleAlert(ports, id, actor)) ? 'done' : 'settled_already' },
  }),
})
