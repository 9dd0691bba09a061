import * as z from 'zod/mini'
import { meanings, PublishedEvent, type PublishedType } from '../core/published-events/published-event.ts'

/** The API names some schemas; here each is written out, whether the API has been loaded or not. */
const WITHOUT_NAMES = z.registry<Record<string, unknown>>()

/** Readers take fields that they do not know, so `input`: it forbids none. */
const payloadOf = (schema: z.ZodMiniType): object => {
  const { $schema: _, ...payload } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    metadata: WITHOUT_NAMES,
    unrepresentable: 'any',
    override: ({ jsonSchema, zodSchema }) => {
      if (zodSchema._zod.def.type === 'custom')
        Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
    },
  })
  return payload
}

/** Every kind of event, with its schema. */
export const publishedSchemas: readonly (readonly [PublishedType, z.ZodMiniType])[] =
  PublishedEvent.def.options.flatMap((option) =>
    option.shape.type.def.values.map((type) => [type, option] as const),
  )

const versionOf = (schema: object): unknown =>
  z.parse(z.object({ properties: z.object({ version: z.object({ const: z.int() }) }) }), schema).properties
    .version.const

const messageOf = ([type, schema]: (typeof publishedSchemas)[number]) => {
  const payload = payloadOf(schema)
  return {
    name: type,
    title: `${type}, version ${versionOf(payload)}`,
    summary: meanings[type],
    contentType: 'application/json',
    payload,
  }
}

const names = publishedSchemas.map(([type]) => type)

/** The AsyncAPI document of the events, from the same schemas that make them. */
export const describeEvents = () => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Sixclear: events',
    version: '1',
    description:
      'What happens to isolations, slots and matters, for other systems: ids, instants and the names of rules, never a name, a phone, an address, words or a temperature. Each comes at least once: `id` knows a repetition. Those of one isolation come in the order of `entry`. Take fields that you do not know, and leave out types and versions that you do not know.',
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  },
  defaultContentType: 'application/json',
  servers: {
    local: {
      host: '127.0.0.1:3000',
      protocol: 'http',
      description: 'The local server: GET /events is a server-sent stream.',
    },
    bus: {
      host: 'events.amazonaws.com',
      protocol: 'eventbridge',
      description:
        'The bus of a stage on AWS: `source` and the name of the bus are sixclear-<stage>, `detail` is the event.',
    },
  },
  channels: {
    events: {
      address: 'events',
      messages: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
    },
  },
  operations: {
    sendEvents: {
      action: 'send',
      channel: { $ref: '#/channels/events' },
      messages: names.map((name) => ({ $ref: `#/channels/events/messages/${name}` })),
    },
  },
  components: { messages: Object.fromEntries(publishedSchemas.map((one) => [one[0], messageOf(one)])) },
})
