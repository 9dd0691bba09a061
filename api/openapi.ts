import * as z from 'zod/mini'
import { createDocument, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from 'zod-openapi'
import { Grant } from '../core/access/grant.ts'
import { Operation } from '../core/access/policy.ts'
import { Community } from '../core/community/community.ts'
import { LedgerEntry } from '../core/isolation/events.ts'
import { Isolation } from '../core/isolation/isolation.ts'
import { Person } from '../core/person/person.ts'
import { RuleBook } from '../core/rule-book/rule-book.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'
import { Changed } from './endpoints/endings.ts'
import { ErrorBody } from './http/errors.ts'
import { type Answer, type Documented, takesJson } from './http/route.ts'
import { openRoutes, routes } from './routes.ts'
import { Deadline } from './views/deadline-view.ts'
import { IsolationSummary } from './views/isolation-summary.ts'
import { MatterView } from './views/matter-view.ts'
import { MessageView } from './views/message-view.ts'
import { ReceivedMessage } from './views/received-message.ts'
import { SlotView } from './views/slot-view.ts'

const named = <Schema extends z.ZodMiniType>(schema: Schema, id: string, description: string): void => {
  z.globalRegistry.add(schema, { id, description })
}

named(InstantSchema, 'Instant', 'A moment in UTC, always in this form: 2020-02-14T00:30:00.000Z.')
named(ErrorBody, 'Error', 'What went wrong. The name is stable; the message is for people.')
named(Community, 'Community', 'One community: its zone, its grids with their workers, and its departments.')
named(
  RuleBook,
  'RuleBook',
  'Times, thresholds, ladders and release rules; temperatures in tenths of a degree.',
)
named(Operation, 'Operation', 'Every operation of the API, by its operationId.')
named(Grant, 'Grant', 'A role, the post whose matters it may own and answer, and its area.')
named(Person, 'Person', 'Everything that identifies a person.')
named(LedgerEntry, 'LedgerEntry', 'One line of the append-only record; temperatures in tenths of a degree.')
named(
  Isolation,
  'Isolation',
  'The facts of an isolation: ids and health data, no name; temperatures in tenths of a degree.',
)
named(Deadline, 'Deadline', 'What happens next, and when.')
named(MatterView, 'MatterView', 'One matter on its ladder, with its deadline and what can be answered.')
named(IsolationSummary, 'IsolationSummary', 'One isolation in a list: ids and health data.')
named(SlotView, 'Slot', 'One half-day for which a report is due.')
named(MessageView, 'Message', 'One message to one addressee.')
named(ReceivedMessage, 'ReceivedMessage', 'One received message.')
named(Changed, 'ChangedIsolation', 'The isolation after the change.')

const ALWAYS: Readonly<Record<number, string>> = {
  401: 'The request is not authenticated.',
  403: 'The caller may not do this, or not there. The message says who may.',
  429: 'The caller asks faster than one caller may: go on after the seconds of Retry-After, and slower.',
  500: 'An internal error. The message names the id under which it is logged.',
  503: 'Too busy at the moment: try again after the seconds of Retry-After. What was recorded stays recorded.',
}

const errorsOf = (route: Documented): Readonly<Record<number, string>> => {
  const reads = takesJson(route.body)
  return {
    ...(reads ? { 400: 'The body is not JSON.' } : {}),
    ...(reads ||
    route.csvBody !== undefined ||
    Object.keys({ ...route.params.shape, ...route.query.shape }).length > 0
      ? {
          422: 'The request is invalid: each problem names the field, what was found and why.',
        }
      : {}),
    ...ALWAYS,
    ...route.errors,
  }
}

const contentOf = (answer: Answer) => {
  if ('type' in answer)
    return {
      [answer.type]: {
        schema: { type: answer.type === 'application/fhir+json' ? 'object' : 'string' } as const,
      },
    }
  return {
    'application/json': { schema: answer.schema },
    ...(answer.alsoCsv === undefined
      ? {}
      : { 'text/csv': { schema: { type: 'string' as const, description: answer.alsoCsv } } }),
  }
}

const responsesOf = (route: Documented): ZodOpenApiResponsesObject =>
  Object.fromEntries([
    ...Object.entries(route.answers).map(([status, answer]) => [
      status,
      { description: answer.description, content: contentOf(answer) },
    ]),
    ...Object.entries(errorsOf(route)).map(([status, description]) => [
      status,
      { description, content: { 'application/json': { schema: ErrorBody } } },
    ]),
  ])

const bodyOf = (route: Documented) => {
  if (route.csvBody !== undefined) {
    const schema = { type: 'string' as const, description: route.csvBody }
    return {
      requestBody: {
        required: true,
        content: {
          'text/csv': { schema },
          'application/octet-stream': { schema: { ...schema, format: 'binary' } },
        },
      },
    }
  }
  return takesJson(route.body)
    ? { requestBody: { required: true, content: { 'application/json': { schema: route.body } } } }
    : {}
}

const operationOf = (route: Documented, isOpen: boolean) => ({
  ...(isOpen ? { security: [] } : {}),
  operationId: route.operation,
  tags: [route.tag],
  summary: route.summary,
  ...(route.description === undefined ? {} : { description: route.description }),
  requestParams: {
    path: route.params,
    query: route.query,
    ...(route.headers === undefined ? {} : { header: route.headers }),
  },
  ...bodyOf(route),
  responses: responsesOf(route),
})

const pathsOf = (): ZodOpenApiPathsObject => {
  const open: readonly Documented[] = openRoutes
  const paths: ZodOpenApiPathsObject = {}
  for (const route of [...routes, ...open])
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: operationOf(route, open.includes(route)),
    }
  return paths
}

/** The OpenAPI document, from the same table that routes the requests. */
export const describeApi = () =>
  createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Sixclear',
        version: '1',
        description:
          "Guides returnees through 14 days of home isolation. Instants are in UTC, dates and times of day in the community's time zone. Temperatures are degrees Celsius, except in the ledger, the facts of an isolation and the rule book, which use tenths of a degree. Lists come in pages; a cursor is opaque.",
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: 'http://127.0.0.1:3000', description: 'The local server (npm start).' }],
      tags: [
        { name: 'Access', description: 'The caller, and what they may do.' },
        { name: 'Communities', description: 'A whole community.' },
        { name: 'Isolations', description: "One returnee's period at home." },
        { name: 'Matters', description: 'Matters on their ladders.' },
        {
          name: 'Executions',
          description: 'The executions of isolations and matters, and their paths through the workflows.',
        },
        { name: 'FHIR', description: 'A read of FHIR R4 for the systems of health offices.' },
        { name: 'Rules', description: 'The versioned rule book.' },
      ],
      security: [{ token: [] }],
      paths: pathsOf(),
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description:
              'A token of the issuer. Its sub names a post, its groups grant roles besides posts, such as district-administrator or read-only@qinghe. The local server also accepts the token of its data folder: then the header x-sixclear-actor names the actor.',
          },
        },
      },
    },
    {
      override: ({ jsonSchema, zodSchema }) => {
        if (zodSchema._zod.def.type === 'custom') {
          jsonSchema.type = 'string'
          jsonSchema.format = 'date-time'
        }
        // The bounds of every whole number in JSON.
        if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
        if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      },
    },
  )
