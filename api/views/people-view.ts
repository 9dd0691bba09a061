import * as z from 'zod/mini'
import type { Grant } from '../../core/access/grant.ts'
import { personalGrant } from '../../core/access/permissions.ts'
import type { IsolationId } from '../../core/ids.ts'
import { type Isolation, openMatters } from '../../core/isolation/isolation.ts'
import type { Person } from '../../core/person/person.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { ifLoadable } from '../../record/readable.ts'
import { recordView } from '../../record/view-repository.ts'
import type { Access } from '../auth/access.ts'

const PEOPLE_AT_ONCE = 32

/**
 * By isolation: the person, or null if they have been erased. Isolations that are missing may not be shown, or this
 * release cannot read who it is.
 */
export type People = ReadonlyMap<IsolationId, Person | null>

/** Whether an answer shows name, phone, address and messages. */
export const Personal = z.enum(['shown', 'hidden', 'erased'])
export type Personal = z.infer<typeof Personal>

interface Seen {
  readonly isolation: Isolation
  readonly grant: Grant
  readonly person: Person | null
}

/** Matters are loaded only for roles that see them as their own. */
const grantToSee = async (
  { store }: Pick<Ports, 'store'>,
  { principal }: Access,
  isolation: Isolation,
): Promise<Grant | undefined> => {
  const place = { community: isolation.community, grid: isolation.grid }
  const atOnce = personalGrant(principal, { ...place, matters: [] })
  if (atOnce !== undefined) return atOnce
  const open = await Promise.all(openMatters(isolation).map(({ id }) => loadMatter(store, id)))
  return personalGrant(principal, { ...place, matters: open.map(({ matter }) => matter) })
}

const seenOf = async (
  ports: Pick<Ports, 'store'>,
  access: Access,
  isolation: Isolation,
): Promise<Seen | undefined> => {
  const grant = await grantToSee(ports, access, isolation)
  if (grant === undefined) return undefined
  const found = await findPerson(ports.store, isolation.person)
  return { isolation, grant, person: found?.person ?? null }
}

const recordViews = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  { actor, operation }: Access,
  seen: readonly Seen[],
): Promise<void> => {
  const together = Map.groupBy(seen, ({ grant, isolation }) => `${isolation.community} ${grant.role}`)
  for (const group of together.values()) {
    const [first] = group
    if (first === undefined) continue
    await recordView(ports, first.isolation.zone, {
      by: actor,
      role: first.grant.role,
      operation,
      community: first.isolation.community,
      isolations: group.map(({ isolation }) => isolation.id),
    })
  }
}

/** The people of these isolations, as far as the caller may see them. That they are seen is recorded first. */
export const peopleOf = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  access: Access,
  isolations: readonly Isolation[],
): Promise<People> => {
  const all = await fewAtOnce(isolations, PEOPLE_AT_ONCE, (isolation) =>
    ifLoadable(() => seenOf(ports, access, isolation)),
  )
  const seen = all.filter((one) => one !== undefined)
  await recordViews(
    ports,
    access,
    seen.filter(({ person }) => person !== null),
  )
  return new Map(seen.map(({ isolation, person }) => [isolation.id, person]))
}

export const personalOf = (people: People, id: IsolationId): Personal => {
  const person = people.get(id)
  return person === undefined ? 'hidden' : person === null ? 'erased' : 'shown'
}
