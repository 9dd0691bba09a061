import * as z from 'zod/mini'
import type { Community } from '../../core/community/community.ts'
import { isolationsOf } from '../../core/household/household.ts'
import { Clash } from '../../core/identity/who-is-who.ts'
import { IsolationId } from '../../core/ids.ts'
import { type Isolation, isOpen } from '../../core/isolation/isolation.ts'
import { StatusName } from '../../core/isolation/status-name.ts'
import { Person } from '../../core/person/person.ts'
import type { Registration } from '../../core/person/registration.ts'
import { householdsAt } from '../../record/address-repository.ts'
import { loadCommunity } from '../../record/community-repository.ts'
import { findHousehold } from '../../record/household-repository.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import type { Finding } from '../../record/lookup.ts'
import { problemsIn } from '../../usecases/check-registration/check-registration.ts'
import { findKnown } from '../../usecases/check-registration/find-known-person.ts'
import { PHONE_FULL, RoomOnPhones } from '../../usecases/check-registration/phone-full.ts'
import { NOT_AMONG_THEM } from '../../usecases/register/register.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { InvalidRequest } from '../http/errors.ts'
import { ofCommunity } from '../http/parameters.ts'
import { found, Problem, valueAt } from '../http/problems.ts'
import { none } from '../http/route.ts'
import { peopleOf } from '../views/people-view.ts'
import { completed, Form } from './registrations.ts'

export const RegistrationCheck = z.strictObject({
  problems: z.array(Problem).check(z.describe('Why it would be rejected. Empty: it would not.')),
  known: z
    .nullable(z.strictObject({ isolation: IsolationId, status: StatusName }))
    .check(z.describe('The isolation under which this person is known: open, or over. null: would be new.')),
  restarts: z
    .boolean()
    .check(z.describe('In isolation now, and the count would restart from the newest day.')),
  clashes: z
    .array(Clash)
    .check(z.describe('It may be these people in isolation now, or somebody else: a person has to decide.')),
  household: z
    .array(
      z.strictObject({ isolation: IsolationId, status: StatusName, name: z.optional(Person.shape.name) }),
    )
    .check(z.describe('Who else is in isolation at this address now.')),
})
export type RegistrationCheck = z.infer<typeof RegistrationCheck>

const householdOf = async (
  ports: Finding,
  community: Community,
  { address }: Registration,
): Promise<Isolation[]> => {
  const households = await householdsAt(ports, community.id, address)
  const homes = await Promise.all(households.map((id) => findHousehold(ports.store, id)))
  const ids = homes.flatMap(isolationsOf)
  const members = await Promise.all(ids.map((id) => findIsolation(ports.store, id)))
  return members.filter(isOpen)
}

/** The registration in a form, or what is wrong with it. */
const readForm = (
  form: z.output<typeof Form>,
  community: Community,
): { readonly registration: Registration } | { readonly problems: Problem[] } => {
  try {
    return { registration: completed(form, community) }
  } catch (error) {
    if (error instanceof InvalidRequest) return { problems: [...error.problems] }
    throw error
  }
}

export const postRegistrationCheck = protectedRoute({
  method: 'POST',
  path: '/communities/{community}/isolations/check',
  operation: 'checkRegistration',
  tag: 'Isolations',
  summary: 'Check a registration before it is sent',
  description: 'Whether it would be accepted, whether this person is known, who lives there. Writes nothing.',
  params: ofCommunity,
  query: none,
  body: Form,
  answers: { 200: { description: 'What is known.', schema: RegistrationCheck } },
  errors: { 404: 'There is no such community.' },
  run: async (ports, { params, body, access }) => {
    const community = await loadCommunity(ports.store, params.community)
    access.mustCover({ community: community.id, grid: body.address.grid })
    const read = readForm(body, community)
    if ('problems' in read)
      return {
        status: 200,
        json: { problems: read.problems, known: null, restarts: false, clashes: [], household: [] },
      }
    const { registration } = read
    const problems = problemsIn(registration, community, ports.clock.now()).map(({ field, reason }) => ({
      field,
      found: found(valueAt(body, field.split('.'))),
      reason,
    }))
    const { decided } = body
    const known = await findKnown(ports, community, registration, decided === undefined ? {} : { decided })
    if (known.who === 'not_among_them')
      problems.push({ ...NOT_AMONG_THEM, found: found(valueAt(body, NOT_AMONG_THEM.field.split('.'))) })
    const stay = known.who === 'known' ? known.stay : undefined
    const isolation = stay === undefined || stay.is === 'new_stay' ? undefined : stay.isolation
    if (isolation === undefined && !(await new RoomOnPhones(ports).take(registration.person.phone)))
      problems.push({ ...PHONE_FULL, found: found(body.person.phone) })
    const members = await householdOf(ports, community, registration)
    const others = members.filter(({ id }) => id !== isolation?.id)
    const people = await peopleOf(ports, access, others)
    const household = others.map(({ id, status }) => {
      const name = people.get(id)?.name
      return { isolation: id, status: status.name, ...(name === undefined ? {} : { name }) }
    })
    return {
      status: 200,
      json: {
        problems,
        known: isolation === undefined ? null : { isolation: isolation.id, status: isolation.status.name },
        restarts: stay?.is === 'counts_anew',
        clashes: known.who === 'in_doubt' ? [...known.clashes] : [],
        household,
      },
    }
  },
})
