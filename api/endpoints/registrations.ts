import * as z from 'zod/mini'
import { type Community, Language } from '../../core/community/community.ts'
import { Decided } from '../../core/identity/who-is-who.ts'
import { IsolationId } from '../../core/ids.ts'
import { StatusName } from '../../core/isolation/status-name.ts'
import { Flags, Registration } from '../../core/person/registration.ts'
import { loadCommunity } from '../../record/community-repository.ts'
import { readPhone } from '../../usecases/import-roster/read-phone.ts'
import { CountNotTheirs, register } from '../../usecases/register/register.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { Forbidden, InvalidRequest, RegistrationConflict } from '../http/errors.ts'
import { ofCommunity } from '../http/parameters.ts'
import { found, valueAt } from '../http/problems.ts'
import { none } from '../http/route.ts'

const noFlags = { livesAlone: false, over70: false, child: false, chronic: false, pregnant: false }

/** A registration as entered: the phone in any usual writing, defaults omitted. */
export const Form = z.extend(Registration, {
  person: z.extend(Registration.shape.person, {
    phone: z.optional(
      z
        .string()
        .check(
          z.maxLength(40),
          z.describe(
            "Mobile number in any usual writing; without a country code it belongs to the community's country. Omitted: the grid worker measures.",
          ),
        ),
    ),
    language: z.optional(Language.check(z.describe("The language of messages. Default: the community's."))),
  }),
  flags: z._default(z.partial(Flags), {}),
  decided: z.optional(
    Decided.check(
      z.describe(
        "A person's decision about a conflict: the same as somebody in isolation, or another person; or that a stay which is over begins again.",
      ),
    ),
  ),
})

export const Registered = z.strictObject({
  result: z
    .enum(['registered', 'registered_already', 'count_restarted', 'over_already'])
    .check(
      z.describe(
        'count_restarted: in isolation now and arrived or exposed again, so it counts from the newest day. over_already: this stay was released or ended; with decided.again it begins again.',
      ),
    ),
  isolation: IsolationId,
  status: z.optional(StatusName).check(z.describe('For an isolation that is over.')),
})

/** @throws InvalidRequest */
export const completed = (form: z.output<typeof Form>, community: Community): Registration => {
  const { decided: _, ...facts } = form
  const { phone: written, language = community.language, ...named } = form.person
  const phone = written === undefined ? undefined : readPhone(written, community.country)
  if (phone !== undefined && 'reason' in phone)
    throw new InvalidRequest([{ field: 'person.phone', found: found(written), reason: phone.reason }])
  return Registration.parse({
    ...facts,
    flags: { ...noFlags, ...form.flags },
    person: { ...named, language, ...(phone === undefined ? {} : { phone: phone.value }) },
  })
}

export const registerReturnee = protectedRoute({
  method: 'POST',
  path: '/communities/{community}/isolations',
  operation: 'registerReturnee',
  tag: 'Isolations',
  summary: 'Register a returnee and begin the isolation',
  description:
    'A person who is in isolation now, known by name with document, phone or address in any writing, is registered already. If it may be one person or two, it is a conflict, and nothing is registered until a person has decided.',
  params: ofCommunity,
  query: none,
  body: Form,
  answers: {
    200: {
      description: 'This person is registered already: the existing isolation.',
      schema: Registered,
    },
    201: { description: 'Registered: the isolation has begun.', schema: Registered },
  },
  errors: {
    404: 'There is no such community.',
    409: 'It may be somebody in isolation now: the error names the clashes. Send it again with the decision.',
  },
  run: async (ports, { params, body, actor, access }) => {
    const community = await loadCommunity(ports.store, params.community)
    access.mustCover({ community: community.id, grid: body.address.grid })
    const registered = await register(
      ports,
      community.id,
      completed(body, community),
      actor,
      body.decided === undefined ? {} : { decided: body.decided },
      access.covers,
    ).catch((error: unknown) => {
      if (error instanceof CountNotTheirs) throw new Forbidden(error.message)
      throw error
    })
    if (registered.result === 'rejected')
      throw new InvalidRequest(
        registered.problems.map(({ field, reason }) => ({
          field,
          found: found(valueAt(body, field.split('.'))),
          reason,
        })),
      )
    if (registered.result === 'conflict') throw new RegistrationConflict(registered.clashes)
    return { status: registered.result === 'registered' ? 201 : 200, json: registered }
  },
})
