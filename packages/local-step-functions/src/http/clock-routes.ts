import * as z from 'zod/mini'
import type { Pacer } from '../clock/pacer.ts'
import type { Timeline } from '../clock/timeline.ts'
import type { JsonObject } from '../language/json.ts'
import type { Routes } from './api-server.ts'
import { ProtocolError } from './wire-errors.ts'

const change = z.union([
  z.strictObject({ speed: z.union([z.number().check(z.gt(0)), z.literal('paused')]) }),
  z.strictObject({ step: z.literal(true) }),
  z.strictObject({ until: z.iso.datetime({ offset: true }) }),
])

/** The virtual clock beside the API: GET /clock, POST /clock. */
export const clockRoutes = (timeline: Timeline, pacer: Pacer, onChange: () => void): Routes => {
  const read = (): JsonObject => {
    const next = timeline.nextAt()
    return {
      now: new Date(timeline.now()).toISOString(),
      speed: pacer.rate === 0 ? 'paused' : pacer.rate,
      next: next === undefined ? null : new Date(next).toISOString(),
    }
  }
  const write = async (body: unknown): Promise<JsonObject> => {
    const given = change.safeParse(body)
    if (!given.success)
      throw new ProtocolError(
        400,
        'SerializationException',
        'the body must be {"speed": N}, {"speed": "paused"}, {"step": true} or {"until": "<instant>"}',
      )
    if ('until' in given.data) await pacer.runUntil(Date.parse(given.data.until))
    else if ('step' in given.data) await pacer.step()
    else if (given.data.speed === 'paused') pacer.pause()
    else pacer.run(given.data.speed)
    onChange()
    return read()
  }
  return new Map([
    ['GET /clock', async () => read()],
    ['POST /clock', write],
  ])
}
