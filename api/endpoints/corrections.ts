import * as z from 'zod/mini'
import { IsolationId } from '../../core/ids.ts'
import {
  type Correction,
  CorrectionClashes,
  CorrectionRejected,
  Corrections,
} from '../../core/isolation/decisions/correct/correction.ts'
import { NotPossible } from '../../core/not-possible.ts'
import { CorrectionReason } from '../../core/person/correction.ts'
import { CorrectionWords } from '../../core/person/person-change.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { loadCommunity } from '../../record/community-repository.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { PhoneFull } from '../../usecases/change-phone/seat-at.ts'
import { Consequences } from '../../usecases/correct/consequences.ts'
import { correct, previewCorrection } from '../../usecases/correct/correct.ts'
import { readPhone } from '../../usecases/import-roster/read-phone.ts'
import { type Authorized, protectedRoute } from '../auth/protected-route.ts'
import { InvalidRequest, NotAllowedNow } from '../http/errors.ts'
import { requestIdOf } from '../http/idempotency-key.ts'
import { IdempotencyKey, ofIsolation } from '../http/parameters.ts'
import { found, valueAt } from '../http/problems.ts'
import { type Asked, none } from '../http/route.ts'

const Written = z.extend(Corrections, {
  phone: z
    .optional(z.nullable(z.string().check(z.maxLength(40))))
    .check(z.describe('A mobile number in any usual writing: its owner is asked to confirm it.')),
})

export type { Consequences } from '../../usecases/correct/consequences.ts'

export const CorrectionBody = z.strictObject({
  corrections: Written.check(
    z.describe('The corrections. Omitted fields stay as they are; null: there is none.'),
    z.refine((corrections) => Object.keys(corrections).length > 0, { error: 'nothing to correct' }),
  ),
  reason: CorrectionReason.check(z.describe('Why. Kept in the ledger.')),
  words: z
    .optional(CorrectionWords)
    .check(z.describe('Why, in words: kept with the person, and erased with them.')),
})

type Asking = Asked<typeof ofIsolation, typeof none, typeof CorrectionBody, Authorized>

/** @throws InvalidRequest */
const phoneIn = (written: string, country: string): string => {
  const phone = readPhone(written, country)
  if ('value' in phone) return phone.value
  throw new InvalidRequest([{ field: 'corrections.phone', found: found(written), reason: phone.reason }])
}

/** @throws InvalidRequest, Forbidden */
const readCorrection = async (
  ports: Pick<Ports, 'store'>,
  { params, body, access }: Asking,
): Promise<Correction> => {
  const { corrections, reason, words } = body
  const { phone: written, ...rest } = corrections
  const { community } = await findIsolation(ports.store, params.id)
  const { grids, country } = await loadCommunity(ports.store, community)
  const grid = corrections.address?.grid
  if (grid !== undefined && grids.some(({ id }) => id === grid)) access.mustCover({ community, grid })
  const phone = written == null ? written : phoneIn(written, country)
  return { corrections: { ...rest, ...(phone === undefined ? {} : { phone }) }, reason, words }
}

/** @throws InvalidRequest, NotAllowedNow */
const refused = <Answer>({ body }: Asking, does: Promise<Answer>): Promise<Answer> =>
  does.catch((error: unknown) => {
    if (error instanceof CorrectionRejected)
      throw new InvalidRequest(
        error.problems.map(({ field, reason }) => ({
          field: `corrections.${field}`,
          found: found(valueAt(body.corrections, field.split('.'))),
          reason,
        })),
      )
    if (error instanceof PhoneFull)
      throw new InvalidRequest([
        { field: 'corrections.phone', found: found(body.corrections.phone), reason: error.message },
      ])
    if (error instanceof NotPossible || error instanceof CorrectionClashes)
      throw new NotAllowedNow(error.message)
    throw error
  })

const words = {
  tag: 'Isolations',
  params: ofIsolation,
  query: none,
  body: CorrectionBody,
  errors: {
    404: 'There is no such isolation.',
    409: 'The rules do not allow it now, or the person would become somebody else who is in isolation.',
  },
} as const

export const CorrectionDone = z.strictObject({
  result: z.enum(['corrected', 'corrected_already', 'nothing_to_correct']),
  isolation: IsolationId,
  consequences: z.optional(Consequences),
})

export const postCorrection = protectedRoute({
  ...words,
  method: 'POST',
  path: '/isolations/{id}/corrections',
  operation: 'correctPerson',
  summary: 'Correct facts of a person',
  description:
    'With everything that follows: a date moves the calendar and the end, an address may move the person to another grid and worker. Ledger and history name who did it.',
  headers: IdempotencyKey,
  answers: {
    200: { description: 'Corrected, now or by an earlier request with this key.', schema: CorrectionDone },
  },
  run: async (ports, asked) => {
    const { params, actor } = asked
    const correction = await readCorrection(ports, asked)
    await refused(asked, previewCorrection(ports, params.id, correction, actor))
    const inbound = await requestIdOf(ports, 'correctPerson', asked)
    const done = await refused(asked, correct(ports, params.id, { ...correction, by: actor, inbound }))
    return { status: 200, json: { isolation: params.id, ...done } }
  },
})

export const CorrectionPreview = z.strictObject({
  consequences: z.nullable(Consequences).check(z.describe('What it would change. null: nothing.')),
})

export const postCorrectionPreview = protectedRoute({
  ...words,
  method: 'POST',
  path: '/isolations/{id}/corrections/preview',
  operation: 'previewCorrection',
  summary: 'Preview a correction',
  description: 'Slots, the last day, matters, the grid and its worker, and who is told. Writes nothing.',
  answers: { 200: { description: 'What would change.', schema: CorrectionPreview } },
  run: async (ports, asked) => {
    const { params, actor } = asked
    const correction = await readCorrection(ports, asked)
    const consequences = await refused(asked, previewCorrection(ports, params.id, correction, actor))
    return { status: 200, json: { consequences: consequences ?? null } }
  },
})
