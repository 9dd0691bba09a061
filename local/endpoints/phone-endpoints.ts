import * as z from 'zod/mini'
import { InvalidRequest } from '../../api/http/errors.ts'
import { found } from '../../api/http/problems.ts'
import { none, route } from '../../api/http/route.ts'
import { FailureReason } from '../../core/message/message.ts'
import { PhoneNumber } from '../../core/person/person.ts'
import { InvalidMessage } from '../../core/ports/messages.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import type { Phone } from '../sms/inbox-rows.ts'
import type { LocalContext } from './local-context.ts'
import { Owner, ownersOf } from './phone-owners.ts'
import { suggestionsFor } from './reply-suggestions.ts'

const ofPhone = z.strictObject({ number: PhoneNumber })
const position = z.string().check(z.regex(/^\d{1,15}$/, 'not a cursor'))
const upTo = (most: number) => z.coerce.number().check(z.multipleOf(1), z.minimum(1), z.maximum(most))

const Condition = z
  .enum(['reachable', 'off', 'unreachable', 'invalid_number'])
  .check(z.describe('`off`: texts are accepted and wait. `unreachable`, `invalid_number`: refused at once.'))

const Text = z.strictObject({
  id: z.string(),
  direction: z.enum(['to_phone', 'from_phone']),
  phone: z.string(),
  at: InstantSchema,
  text: z.string(),
  sent: z
    .optional(
      z.strictObject({
        key: z.string(),
        template: z.string(),
        language: z.string(),
        delivery: z
          .enum(['pending', 'delivered', ...FailureReason.options])
          .check(z.describe('`pending`: the phone is off. Otherwise delivered, or the reason why not.')),
      }),
    )
    .check(z.describe('Only for a text to the phone.')),
})

const phoneMembers = {
  phone: z.string(),
  condition: Condition,
  optedOut: z.boolean(),
  unread: z.int().check(z.describe('Unread texts to this phone.')),
  owners: z.array(Owner).check(z.describe('Empty: a stranger.')),
}

const Phones = z.strictObject({
  now: InstantSchema,
  unread: z.int().check(z.describe('On all phones.')),
  phones: z.array(z.strictObject({ ...phoneMembers, last: z.optional(Text) })),
  cursor: z.optional(z.string()).check(z.describe('There are more: pass it to get them.')),
})

const Conversation = z.strictObject({
  now: InstantSchema,
  ...phoneMembers,
  suggestions: z.array(z.string()).check(z.describe('Replies that its owner could send now.')),
  messages: z.array(Text).check(z.describe('Oldest first.')),
  cursor: z.optional(z.string()).check(z.describe('There are newer ones: pass it to get them.')),
  earlier: z.optional(z.string()).check(z.describe('There are older ones: pass it as `before`.')),
})

const phoneJson = async ({ system: { ports } }: LocalContext, phone: Phone) => {
  const { position: _, last, ...members } = phone
  const owners = await ownersOf(ports, phone.phone)
  return { owners, json: { ...members, owners: owners.map(({ owner }) => owner) }, last }
}

/** The cursor of a page: position and digits of its last phone. */
const PLACE = /^(\d{1,15})\.(\d{7,15})$/

const placeIn = (cursor: string | undefined): { after?: Pick<Phone, 'position' | 'phone'> } => {
  const [, at, digits] = PLACE.exec(cursor ?? '') ?? []
  return at === undefined ? {} : { after: { position: Number(at), phone: `+${digits}` } }
}

const getPhones = route<LocalContext, object>()({
  method: 'GET',
  path: '/phones',
  operation: 'listPhones',
  tag: 'Phones',
  summary: 'Phones that got or sent a text, latest conversation first, with their owners',
  params: none,
  query: z.strictObject({
    limit: z._default(upTo(500), 200),
    cursor: z.optional(z.string().check(z.regex(PLACE, 'not a cursor'))),
  }),
  body: none,
  answers: { 200: { description: 'One page of them.', schema: Phones } },
  run: async (context, { query: { limit, cursor } }) => {
    const { inbox, ports } = context.system
    const page = inbox.phones({ limit: limit + 1, ...placeIn(cursor) })
    const shown = page.slice(0, limit)
    const end = page.length > limit ? shown.at(-1) : undefined
    const phones = await Promise.all(
      shown.map(async (phone) => {
        const { json, last } = await phoneJson(context, phone)
        return { ...json, ...(last === undefined ? {} : { last }) }
      }),
    )
    const next = end === undefined ? {} : { cursor: `${end.position}.${end.phone.slice(1)}` }
    const json = { now: ports.clock.now(), unread: inbox.unread(), phones, ...next }
    return { status: 200, json: json satisfies z.input<typeof Phones> }
  },
})

/** How many of the newest texts are searched for codes. */
const LOOKED_THROUGH = 40

const getPhone = route<LocalContext, object>()({
  method: 'GET',
  path: '/phones/{number}',
  operation: 'getPhone',
  tag: 'Phones',
  summary: 'Texts to and from a phone, oldest first: from the beginning, or the last ones',
  params: ofPhone,
  query: z
    .strictObject({
      cursor: z.optional(position),
      last: z.optional(upTo(200)),
      before: z.optional(position),
    })
    .check(
      z.refine(({ cursor, last }) => cursor === undefined || last === undefined, {
        error: 'give either cursor, to read from the beginning, or last, to read back from the end',
      }),
    ),
  body: none,
  answers: { 200: { description: 'One page of the conversation.', schema: Conversation } },
  run: async (context, { params: { number }, query: { cursor, last, before } }) => {
    const { inbox, ports } = context.system
    const phone = inbox.phone(number)
    const { json, owners } = await phoneJson(context, phone)
    const { messages } = inbox.newest(number, { limit: LOOKED_THROUGH })
    const page =
      last === undefined
        ? inbox.received(number, cursor === undefined ? {} : { cursor })
        : inbox.newest(number, { limit: last, ...(before === undefined ? {} : { before }) })
    const suggestions = await suggestionsFor(ports.store, phone, owners, messages)
    const answer = { now: ports.clock.now(), ...json, suggestions, ...page }
    return { status: 200, json: answer satisfies z.input<typeof Conversation> }
  },
})

const sendMessage = route<LocalContext, object>()({
  method: 'POST',
  path: '/phones/{number}',
  operation: 'sendText',
  tag: 'Phones',
  summary: 'Send a text from this phone',
  params: ofPhone,
  query: none,
  body: z.strictObject({ text: z.string() }),
  answers: {
    202: {
      description: 'Sent, and its immediate effects are done.',
      schema: z.strictObject({ inboundMessageId: z.string() }),
    },
  },
  run: async ({ system, clock, simulation }, { params, body }) => {
    clock.save()
    try {
      const json = await system.inbox.reply(params.number, body.text)
      simulation.wroteByHand(params.number, body.text)
      return { status: 202, json }
    } catch (error) {
      if (!(error instanceof InvalidMessage)) throw error
      throw new InvalidRequest([{ field: 'text', found: found(body.text), reason: error.message }])
    }
  },
})

const setCondition = route<LocalContext, object>()({
  method: 'POST',
  path: '/phones/{number}/condition',
  operation: 'setPhoneCondition',
  tag: 'Phones',
  summary: 'Switch a phone off or on, or make its number unreachable or invalid',
  params: ofPhone,
  query: none,
  body: z.strictObject({ condition: Condition }),
  answers: {
    200: { description: 'Set.', schema: z.strictObject({ phone: z.string(), condition: Condition }) },
  },
  run: async ({ system }, { params, body }) => {
    system.inbox.setCondition(params.number, body.condition)
    return { status: 200, json: { phone: params.number, ...body } }
  },
})

const markRead = route<LocalContext, object>()({
  method: 'POST',
  path: '/phones/{number}/read',
  operation: 'markPhoneRead',
  tag: 'Phones',
  summary: 'Mark all texts to this phone as read',
  params: ofPhone,
  query: none,
  body: none,
  answers: { 200: { description: 'Marked.', schema: z.strictObject({ phone: z.string() }) } },
  run: async ({ system }, { params }) => {
    system.inbox.markRead(params.number)
    return { status: 200, json: { phone: params.number } }
  },
})

const Alert = z.strictObject({
  key: z.string(),
  at: InstantSchema,
  community: z.string(),
  grid: z.string(),
  department: z.string(),
  kind: z.string(),
  body: z.record(z.string(), z.json()),
})

const getAlerts = route<LocalContext, object>()({
  method: 'GET',
  path: '/alerts',
  operation: 'listAlerts',
  tag: 'Phones',
  summary: 'Notices published to the departments, oldest first',
  params: none,
  query: z.strictObject({ cursor: z.optional(position) }),
  body: none,
  answers: {
    200: {
      description: 'One page of them.',
      schema: z.strictObject({ alerts: z.array(Alert), cursor: z.optional(z.string()) }),
    },
  },
  run: async ({ system }, { query: { cursor } }) => ({
    status: 200,
    json: system.inbox.alerts(cursor === undefined ? {} : { cursor }),
  }),
})

export const phoneRoutes = [getPhones, getPhone, sendMessage, setCondition, markRead, getAlerts]
