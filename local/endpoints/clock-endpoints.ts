import * as z from 'zod/mini'
import { InvalidRequest } from '../../api/http/errors.ts'
import { none, route } from '../../api/http/route.ts'
import { DAY, MINUTE, plus } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import type { LocalClock } from '../system/local-clock.ts'
import { FASTEST } from '../system/local-clock.ts'
import { readDuration } from './duration.ts'
import type { LocalContext } from './local-context.ts'

const Clock = z.strictObject({
  now: InstantSchema,
  speed: z.number(),
  paused: z.boolean(),
  nextEventAt: z.nullable(InstantSchema),
})

const shown = (clock: LocalClock): z.infer<typeof Clock> => ({
  now: clock.now(),
  speed: clock.speed,
  paused: clock.paused,
  nextEventAt: clock.nextEventAt() ?? null,
})

const answers = { 200: { description: 'The state of the clock.', schema: Clock } } as const
const LONGEST_RUN = 366 * DAY

const getClock = route<LocalContext, object>()({
  method: 'GET',
  path: '/clock',
  operation: 'getClock',
  tag: 'Clock',
  summary: 'Time, speed and next event of the clock',
  params: none,
  query: none,
  body: none,
  answers,
  run: async ({ clock }) => ({ status: 200, json: shown(clock) }),
})

const setClock = route<LocalContext, object>()({
  method: 'POST',
  path: '/clock',
  operation: 'setClock',
  tag: 'Clock',
  summary: 'Set the speed, pause or resume',
  params: none,
  query: none,
  body: z
    .strictObject({
      speed: z.optional(z.number().check(z.gt(0), z.maximum(FASTEST))),
      paused: z.optional(z.boolean()),
    })
    .check(
      z.refine(({ speed, paused }) => speed !== undefined || paused !== undefined, {
        error: 'give a speed, or paused true or false',
      }),
    ),
  answers,
  run: async ({ clock }, { body: { speed, paused } }) => {
    clock.set({ speed: speed ?? clock.speed, paused: paused ?? false })
    return { status: 200, json: shown(clock) }
  },
})

const stepClock = route<LocalContext, object>()({
  method: 'POST',
  path: '/clock/step',
  operation: 'stepClock',
  tag: 'Clock',
  summary: 'Jump to the next event and run it',
  params: none,
  query: none,
  body: none,
  answers,
  run: async ({ clock }) => {
    await clock.step()
    return { status: 200, json: shown(clock) }
  },
})

const runClock = route<LocalContext, object>()({
  method: 'POST',
  path: '/clock/run',
  operation: 'runClock',
  tag: 'Clock',
  summary: 'Run to an instant or for a duration, as fast as possible',
  params: none,
  query: none,
  body: z
    .strictObject({
      until: z.optional(InstantSchema),
      for: z.optional(z.union([z.number().check(z.gt(0)), z.string()])),
    })
    .check(
      z.refine((body) => (body.until === undefined) !== (body.for === undefined), {
        error: 'give either until, an instant, or for, minutes or a duration such as P1D',
      }),
    ),
  answers,
  run: async ({ clock }, { body }) => {
    const refuse = (field: string, reason: string) =>
      new InvalidRequest([{ field, found: 'something else', reason }])
    const now = clock.now()
    const length = typeof body.for === 'number' ? body.for * MINUTE : readDuration(body.for ?? 'PT0S')
    if (length === undefined) throw refuse('for', 'expected minutes, or a duration such as P1D or PT90M')
    if (length > LONGEST_RUN) throw refuse('for', 'at most 366 days at once')
    const until = body.until ?? plus(now, length)
    if (until < now) throw refuse('until', `lies before now, ${now}: the clock does not go back`)
    if (until > plus(now, LONGEST_RUN)) throw refuse('until', 'at most 366 days at once')
    await clock.runUntil(until)
    return { status: 200, json: shown(clock) }
  },
})

export const clockRoutes = [getClock, setClock, stepClock, runClock]
