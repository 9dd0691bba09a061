import * as z from 'zod/mini'
import { type Language, postsOf, Role } from '../../core/community/community.ts'
import { CommunityId, IsolationId, StaffId } from '../../core/ids.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { recentCommunity } from '../../record/community-repository.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { loadPhone, type Phone } from '../../record/phone-repository.ts'

/** Somebody who has the phone: a resident or a post. */
export const Owner = z.strictObject({
  name: z.string().check(z.describe('Empty after the person was erased.')),
  role: z.enum(['resident', ...Role.options]),
  community: CommunityId,
  communityName: z.string(),
  isolation: z.optional(IsolationId).check(z.describe('For a resident.')),
  member: z.optional(z.string()).check(z.describe('The letter of this resident on a shared phone.')),
  staff: z.optional(StaffId).check(z.describe('For a post.')),
})
export type Owner = z.infer<typeof Owner>

/** An owner, and what decides how they write. */
export interface KnownOwner {
  readonly owner: Owner
  readonly language: Language
  /** A resident in isolation, or a post. */
  readonly isActive: boolean
}

type Lookup = Pick<Ports, 'store' | 'clock' | 'lookups'>

const resident = async (
  ports: Lookup,
  { isolation: id, member }: Phone['residents'][number],
  isShared: boolean,
): Promise<KnownOwner> => {
  const isolation = await findIsolation(ports.store, id)
  const person = await findPerson(ports.store, isolation.person)
  const community = await recentCommunity(ports, isolation.community)
  return {
    owner: {
      name: person?.person.name ?? '',
      role: 'resident',
      community: community.id,
      communityName: community.name,
      isolation: id,
      ...(isShared ? { member } : {}),
    },
    language: isolation.language,
    isActive: isOpen(isolation),
  }
}

const posts = async (ports: Lookup, phone: Phone): Promise<KnownOwner[]> => {
  const known = new Map<string, KnownOwner>()
  for (const { community: id, role, staff } of phone.posts) {
    const community = await recentCommunity(ports, id)
    const post = postsOf(community).find((candidate) => candidate.staff.id === staff)
    if (post === undefined) continue
    known.set(`${id} ${role} ${staff}`, {
      owner: { name: post.staff.name, role, community: id, communityName: community.name, staff },
      language: post.staff.language ?? community.language,
      isActive: true,
    })
  }
  return [...known.values()]
}

/** The owners of a number, by the record. Empty: a stranger. */
export const ownersOf = async (ports: Lookup, number: string): Promise<KnownOwner[]> => {
  const { phone } = await loadPhone(ports, number)
  const isShared = phone.residents.length > 1
  const residents = await Promise.all(phone.residents.map((each) => resident(ports, each, isShared)))
  return [...(await posts(ports, phone)), ...residents]
}
