import * as z from 'zod/mini'
import { IsolationId, SlotId } from '../../core/ids.ts'
import { Timing } from '../../core/isolation/events.ts'
import { Symptom } from '../../core/meaning.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { recordReport } from '../../usecases/record-report/record-report.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { requestIdOf } from '../http/idempotency-key.ts'
import { IdempotencyKey, ofIsolation } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { Temperature, tenthsOf } from '../views/temperature.ts'

const ReportBody = z
  .strictObject({
    temperature: z.optional(Temperature),
    symptoms: z.optional(
      z.array(Symptom).check(z.maxLength(8), z.describe('The symptoms that the returnee named.')),
    ),
    source: z.enum(['worker', 'phone_call', 'gate']).check(z.describe('How the report was received.')),
  })
  .check(
    z.refine(({ temperature, symptoms }) => temperature !== undefined || (symptoms ?? []).length > 0, {
      error: 'a report has a temperature or a symptom',
      path: ['temperature'],
    }),
  )

export const Recorded = z.strictObject({
  result: z.enum(['recorded', 'recorded_already']),
  isolation: IsolationId,
  timing: z.optional(Timing.check(z.describe('early, on_time, late, or extra: for no slot.'))),
  slot: z.optional(SlotId.check(z.describe('The slot that it fills.'))),
  judged: z.optional(z.enum(['normal', 'orange', 'red'])),
})

export const postReport = protectedRoute({
  method: 'POST',
  path: '/isolations/{id}/reports',
  operation: 'recordReport',
  tag: 'Isolations',
  summary: "Record a returnee's temperature and symptoms",
  description:
    'It fills the open slot, or the next one early, or the last missed one late; it settles every matter about silence; a fever or symptom opens a matter at once.',
  params: ofIsolation,
  query: none,
  headers: IdempotencyKey,
  body: ReportBody,
  answers: {
    200: { description: 'A request with this key was recorded before.', schema: Recorded },
    201: { description: 'Recorded.', schema: Recorded },
  },
  errors: {
    404: 'There is no such isolation.',
    409: 'The key was used for another request.',
  },
  run: async (ports, asked) => {
    const { params, body, actor } = asked
    const { book } = await loadIsolation(ports, params.id)
    const { temperature, symptoms = [], source } = body
    const tenths = temperature === undefined ? {} : { tenths: tenthsOf(temperature, book) }
    const inbound = await requestIdOf(ports, 'recordReport', asked)
    const { decision } = await recordReport(ports, params.id, {
      ...tenths,
      symptoms,
      source,
      by: actor,
      inbound,
    })
    const reported = decision?.events.find((event) => event.type === 'reported')
    if (reported?.type !== 'reported')
      return { status: 200, json: { result: 'recorded_already', isolation: params.id } }
    const { timing, slot, judged } = reported
    return {
      status: 201,
      json: {
        result: 'recorded',
        isolation: params.id,
        timing,
        judged,
        ...(slot === undefined ? {} : { slot }),
      },
    }
  },
})
