import * as z from 'zod/mini'
import { Role } from '../core/community/community.ts'
import { CommunityId, IsolationId, StaffId } from '../core/ids.ts'
import type { Write } from '../core/ports/store.ts'
import { type Finding, type LookedUp, lookUp, writesAt } from './lookup.ts'
import { openShape } from './shape.ts'
import { notePhonesShared } from './shared-phones.ts'

const Member = z.strictObject({
  isolation: IsolationId,
  member: z.string().check(z.regex(/^[A-Z]$/)),
  /** Has another phone by now: those still at this one may name them, but nothing else said here is theirs. */
  moved: z.optional(z.literal(true)),
})
export type Member = z.infer<typeof Member>

/** Who has a number: returnees, each with a letter, and posts. Holds ids only. */
const Phone = z.strictObject({
  residents: z.array(Member),
  /**
   * Whose new number this may be: they have a letter here, and nothing said here counts until the owner confirms it.
   */
  pending: z.optional(z.array(Member)),
  /** The letters that this phone has been told. */
  lettersTold: z.optional(z.string()),
  posts: z.array(z.strictObject({ community: CommunityId, role: Role, staff: StaffId })),
})
export type Phone = z.infer<typeof Phone>

const storedPhone = openShape('phone', Phone)

export interface LoadedPhone {
  readonly phone: Phone
  readonly at: LookedUp
}

export const loadPhone = async (ports: Finding, number: string): Promise<LoadedPhone> => {
  const at = await lookUp(ports, 'PHONE', number)
  return { phone: at.item === undefined ? { residents: [], posts: [] } : storedPhone.read(at.item), at }
}

export const phoneWrites = ({ at }: LoadedPhone, phone: Phone): Write[] =>
  writesAt(at, { body: storedPhone.body(phone) })

/** Whose new number this may be. */
export const pendingOn = ({ pending = [] }: Phone): readonly Member[] => pending

/** Who has this phone now. */
export const livesAt = ({ residents }: Phone): readonly Member[] =>
  residents.filter(({ moved }) => moved !== true)

/** The phone as if this returnee had never been at it. */
export const without = (phone: Phone, id: IsolationId): Phone => ({
  ...phone,
  residents: phone.residents.filter(({ isolation }) => isolation !== id),
  pending: pendingOn(phone).filter(({ isolation }) => isolation !== id),
})

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** The letters that nobody at this number has, or ever had. */
export const freeLetters = (phone: Phone): string[] =>
  LETTERS.filter(
    (letter) => ![...phone.residents, ...pendingOn(phone)].some(({ member }) => member === letter),
  )

/** Makes the posts of a community findable by their phones. A post is no longer found by a former number. */
export const savePosts = async (
  ports: Finding,
  community: CommunityId,
  posts: readonly { readonly role: Role; readonly staff: { readonly id: StaffId; readonly phone: string } }[],
): Promise<void> => {
  const numbers = new Set(posts.map(({ staff }) => staff.phone))
  const sharing = new Set<CommunityId>()
  for (const number of numbers) {
    const at = await loadPhone(ports, number)
    const elsewhere = at.phone.posts.filter((post) => post.community !== community)
    for (const post of elsewhere) sharing.add(post.community)
    const here = posts
      .filter(({ staff }) => staff.phone === number)
      .map(({ role, staff }) => ({
        ...at.phone.posts.find(
          (post) => post.community === community && post.role === role && post.staff === staff.id,
        ),
        community,
        role,
        staff: staff.id,
      }))
    await ports.store.transact(phoneWrites(at, { ...at.phone, posts: [...elsewhere, ...here] }))
  }
  await notePhonesShared(ports.store, community, sharing)
}
