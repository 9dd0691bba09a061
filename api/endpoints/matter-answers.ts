import * as z from 'zod/mini'
import { MatterId } from '../../core/ids.ts'
import { Answer, Matter } from '../../core/matter/matter.ts'
import { loadCommunity, loadRuleBook } from '../../record/community-repository.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { isFullFor, PhoneFull } from '../../usecases/change-phone/seat-at.ts'
import { readPhone } from '../../usecases/import-roster/read-phone.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { InvalidRequest } from '../http/errors.ts'
import { requestIdOf } from '../http/idempotency-key.ts'
import { IdempotencyKey, ofMatter } from '../http/parameters.ts'
import { found } from '../http/problems.ts'
import { none } from '../http/route.ts'
import { Temperature, tenthsOf } from '../views/temperature.ts'
import { answerForPrincipal } from './answer-for-principal.ts'

const AnswerBody = z
  .strictObject({
    answer: Answer.check(z.describe('What was found or decided. A matter lists the answers that it takes.')),
    temperature: z.optional(Temperature),
    phone: z.optional(
      z
        .string()
        .check(
          z.maxLength(40),
          z.describe("The returnee's new number, in any usual writing: only with the answer number_mended."),
        ),
    ),
  })
  .check(
    z.refine(({ answer, phone }) => answer !== 'number_mended' || phone !== undefined, {
      error: 'a mended number has to be named',
      path: ['phone'],
    }),
    z.refine(({ answer, phone }) => answer === 'number_mended' || phone === undefined, {
      error: 'a new number goes with the answer "number mended" and no other',
      path: ['phone'],
    }),
  )

const Answered = z.strictObject({
  result: z.enum(['done', 'settled_already']),
  matter: MatterId.check(
    z.describe(
      'The matter that holds the answer: an absence seen after a matter was settled opens another one.',
    ),
  ),
  state: Matter.shape.state,
})

const e164 = (written: string | undefined, country: string): string | undefined => {
  if (written === undefined) return undefined
  const phone = readPhone(written, country)
  if ('value' in phone) return phone.value
  throw new InvalidRequest([{ field: 'phone', found: found(written), reason: phone.reason }])
}

export const postAnswer = protectedRoute({
  method: 'POST',
  path: '/matters/{id}/answers',
  operation: 'answerMatter',
  tag: 'Matters',
  summary: 'Answer a matter',
  description:
    "taken: seen, somebody is on it. reached, not_at_home, refuses: after a call or a visit. ruled_out, confirmed, hospitalised, no_show: from the doctor or the hospital. The answer is given with the rights of the caller's post.",
  params: ofMatter,
  query: none,
  headers: IdempotencyKey,
  body: AnswerBody,
  answers: {
    200: { description: 'Recorded, or the matter had been settled before.', schema: Answered },
  },
  errors: {
    404: 'There is no such matter.',
    409: 'This kind of matter, this post, or the state of the isolation does not allow this answer; or the key was used for another request.',
  },
  run: async (ports, asked) => {
    const {
      params: { id },
      body,
      access,
    } = asked
    const { matter } = await loadMatter(ports.store, id)
    const community = await loadCommunity(ports.store, matter.community)
    const { answer, temperature } = body
    const phone = e164(body.phone, community.country)
    const { isolation } = matter
    if (phone !== undefined && isolation !== undefined && (await isFullFor(ports, phone, isolation)))
      throw new InvalidRequest([
        { field: 'phone', found: found(body.phone), reason: new PhoneFull().message },
      ])
    const book = await loadRuleBook(ports.store, matter.ruleBook)
    const tenths = temperature === undefined ? {} : { tenths: tenthsOf(temperature, book) }
    const { result, matter: answered } = await answerForPrincipal(ports, access, matter, {
      answer,
      inbound: await requestIdOf(ports, 'answerMatter', asked),
      ...tenths,
      ...(phone === undefined ? {} : { phone }),
    })
    const after = await loadMatter(ports.store, answered)
    return { status: 200, json: { result, matter: answered, state: after.matter.state } }
  },
})
