import * as z from 'zod/mini'
import { PhoneNumber } from '../../core/domain/person.ts'
import { InvalidMessage } from '../../core/ports/messages.ts'
import { InvalidRequest } from '../../functions/api/errors.ts'
import { found } from '../../functions/api/problems.ts'
import { none, route } from '../../functions/api/route.ts'
import type { Machine } from './machine.ts'

const anything = z.looseObject({})
const ofPhone = z.strictObject({ number: PhoneNumber })
const after = z.strictObject({ cursor: z.optional(z.string().check(z.regex(/^\d{1,15}$/, 'not a cursor'))) })
const options = ({ cursor }: z.infer<typeof after>) => (cursor === undefined ? {} : { cursor })

const getPhones = route<Machine, object>()({
  method: 'GET',
  path: '/phones',
  operation: 'listPhones',
  tag: 'Phones',
  summary: 'Every phone that got or wrote a text, the last talk first',
  params: none,
  query: none,
  body: none,
  answers: { 200: { description: 'All of them.', schema: anything } },
  run: async ({ system }) => ({ status: 200, json: { phones: system.inbox.phones() } }),
})

const getPhone = route<Machine, object>()({
  method: 'GET',
  path: '/phones/{number}',
  operation: 'getPhone',
  tag: 'Phones',
  summary: 'What a phone got and wrote, oldest first',
  params: ofPhone,
  query: after,
  body: none,
  answers: { 200: { description: 'One page of the conversation.', schema: anything } },
  run: async ({ system }, { params, query }) => ({
    status: 200,
    json: system.inbox.received(params.number, options(query)),
  }),
})

const sendText = route<Machine, object>()({
  method: 'POST',
  path: '/phones/{number}',
  operation: 'sendText',
  tag: 'Phones',
  summary: 'Write a text on this phone',
  params: ofPhone,
  query: none,
  body: z.strictObject({ text: z.string() }),
  answers: { 202: { description: 'Sent, and what follows at once has been done.', schema: anything } },
  run: async ({ system, clock }, { params, body }) => {
    clock.save()
    try {
      return { status: 202, json: await system.inbox.reply(params.number, body.text) }
    } catch (error) {
      if (!(error instanceof InvalidMessage)) throw error
      throw new InvalidRequest([{ field: 'text', found: found(body.text), reason: error.message }])
    }
  },
})

const setCondition = route<Machine, object>()({
  method: 'POST',
  path: '/phones/{number}/condition',
  operation: 'setPhoneCondition',
  tag: 'Phones',
  summary: 'Switch a phone off, or make its number invalid',
  params: ofPhone,
  query: none,
  body: z.strictObject({ condition: z.enum(['reachable', 'unreachable', 'invalid number']) }),
  answers: { 200: { description: 'Set.', schema: anything } },
  run: async ({ system }, { params, body }) => {
    system.inbox.setCondition(params.number, body.condition)
    return { status: 200, json: { phone: params.number, ...body } }
  },
})

const markRead = route<Machine, object>()({
  method: 'POST',
  path: '/phones/{number}/read',
  operation: 'markPhoneRead',
  tag: 'Phones',
  summary: 'The owner of the phone has looked at all of it',
  params: ofPhone,
  query: none,
  body: none,
  answers: { 200: { description: 'Marked.', schema: anything } },
  run: async ({ system }, { params }) => {
    system.inbox.markRead(params.number)
    return { status: 200, json: { phone: params.number } }
  },
})

const getAlerts = route<Machine, object>()({
  method: 'GET',
  path: '/alerts',
  operation: 'listAlerts',
  tag: 'Phones',
  summary: 'Notices published to the departments, oldest first',
  params: none,
  query: after,
  body: none,
  answers: { 200: { description: 'One page of them.', schema: anything } },
  run: async ({ system }, { query }) => ({ status: 200, json: system.inbox.alerts(options(query)) }),
})

export const phoneRoutes = [getPhones, getPhone, sendText, setCondition, markRead, getAlerts]
