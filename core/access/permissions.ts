import type { Role as Post } from '../community/community.ts'
import type { CommunityId } from '../ids.ts'
import type { Answer, Matter, Owner } from '../matter/matter.ts'
import { answersTo, mayAnswer } from '../matter/matter-answers.ts'
import { AccessRole } from './access-role.ts'
import { type Area, covers, coversAll, type Place, touches } from './area.ts'
import type { Grant, Principal } from './grant.ts'
import { Operation, personalReachOf, type Reach, reachOf, type Target, targetOf } from './policy.ts'

/** The facts of a matter that access depends on. */
export interface OwnedMatter extends Place {
  readonly state: {
    readonly name: Matter['state']['name']
    /** Of an open one: whom it waits for. */
    readonly owners?: readonly Owner[]
    /** Everyone told so far. */
    readonly told?: readonly Owner[] | undefined
  }
}

/** What an operation is about: a place, and the matters there that `own_matters` refers to. */
export interface Subject extends Place {
  readonly matters: readonly OwnedMatter[]
}

const isHeldBy = ({ post }: Grant, sub: string, owners: readonly Owner[]): boolean =>
  post !== undefined && owners.some(({ role, staff }) => role === post || staff === sub)

/** The matter was handed to this grant's post, on this rung or an earlier one; it may be settled. */
export const wasHanded = (grant: Grant, sub: string, matter: OwnedMatter): boolean => {
  const { owners = [], told = [] } = matter.state
  return covers(grant.area, matter) && isHeldBy(grant, sub, [...owners, ...told])
}

/** The matter is open and waits for this grant's post now. */
export const owns = (grant: Grant, sub: string, matter: OwnedMatter): boolean =>
  matter.state.name === 'open' &&
  covers(grant.area, matter) &&
  isHeldBy(grant, sub, matter.state.owners ?? [])

const reaches = (reach: Reach, grant: Grant, sub: string, { matters, ...place }: Subject): boolean =>
  covers(grant.area, place) &&
  (reach === 'area' || (reach === 'own_matters' && matters.some((matter) => wasHanded(grant, sub, matter))))

const isWide = (area: Area, target: Target, community: CommunityId | undefined): boolean => {
  if (target === 'anything') return true
  if (target === 'district' || community === undefined) return area.within === 'district'
  return target === 'whole_community' ? coversAll(area, community) : touches(area, community)
}

/** The grants that allow this operation anywhere. None: the principal can never do it. */
export const grantsFor = ({ grants }: Principal, operation: Operation): Grant[] =>
  grants.filter(
    ({ role, area }) =>
      reachOf(operation, role) !== 'no' && (targetOf(operation) !== 'district' || area.within === 'district'),
  )

/** The grants that allow this operation on a community; without a community, on everything at once. */
export const grantsOn = (principal: Principal, operation: Operation, community?: CommunityId): Grant[] =>
  grantsFor(principal, operation).filter(({ area }) => isWide(area, targetOf(operation), community))

/** The grants that allow this operation on one isolation with its matters, or on one matter. */
export const grantsAbout = (principal: Principal, operation: Operation, subject: Subject): Grant[] =>
  grantsFor(principal, operation).filter((grant) =>
    reaches(reachOf(operation, grant.role), grant, principal.sub, subject),
  )

/**
 * Why an operation is refused: no role of theirs has it at all; it lies outside their area; or no matter here was
 * handed to their post.
 */
export type Refusal = 'not_for_the_role' | 'outside_the_area' | 'not_handed'

/** Why an operation on one isolation with its matters, or on one matter, is refused. undefined: it is allowed. */
export const refusalOf = (
  principal: Principal,
  operation: Operation,
  subject: Subject,
): Refusal | undefined => {
  const grants = grantsFor(principal, operation)
  if (grants.length === 0) return 'not_for_the_role'
  if (grantsAbout(principal, operation, subject).length > 0) return undefined
  return grants.some(({ area }) => covers(area, subject)) ? 'not_handed' : 'outside_the_area'
}

/** The grant that allows showing name, phone, address and messages. Own matters count while they are open. */
export const personalGrant = ({ sub, grants }: Principal, subject: Subject): Grant | undefined => {
  const open = { ...subject, matters: subject.matters.filter(({ state }) => state.name === 'open') }
  return grants.find((grant) => reaches(personalReachOf(grant.role), grant, sub, open))
}

/** One matter as the subject of an operation. */
export const about = (matter: OwnedMatter): Subject => ({
  community: matter.community,
  grid: matter.grid,
  matters: [matter],
})

/** The posts in which somebody may answer the matter; those that own it now come first. */
const postsFor = (principal: Principal, matter: OwnedMatter): Post[] => {
  const grants = grantsAbout(principal, 'answerMatter', about(matter))
  const ownFirst = [
    ...grants.filter((grant) => owns(grant, principal.sub, matter)),
    ...grants.filter((grant) => !owns(grant, principal.sub, matter)),
  ]
  return ownFirst.map(({ post }) => post).filter((post) => post !== undefined)
}

/** The post in which somebody answers the matter. Of several, the one that may give this answer. */
export const postFor = (
  principal: Principal,
  matter: OwnedMatter & Pick<Matter, 'kind'>,
  answer?: Answer,
): Post | undefined => {
  const posts = postsFor(principal, matter)
  return posts.find((post) => answer !== undefined && mayAnswer(matter.kind, answer, post)) ?? posts[0]
}

/** The answers that somebody may give to the matter in any of their posts. */
export const answersFor = (principal: Principal, matter: OwnedMatter & Pick<Matter, 'kind'>): Answer[] => {
  const posts = postsFor(principal, matter)
  return answersTo(matter.kind).filter((answer) => posts.some((post) => mayAnswer(matter.kind, answer, post)))
}

/** Every operation that is allowed somewhere. */
export const operationsOf = (principal: Principal): Operation[] =>
  Operation.options.filter((operation) => grantsFor(principal, operation).length > 0)

/** The operations allowed on one isolation, or on one matter. */
export const operationsOn = (
  principal: Principal,
  target: 'isolation' | 'matter',
  subject: Subject,
): Operation[] =>
  Operation.options.filter(
    (operation) => targetOf(operation) === target && grantsAbout(principal, operation, subject).length > 0,
  )

/** The roles that have this operation anywhere: whom to ask for it. */
export const rolesThatMay = (operation: Operation): AccessRole[] =>
  AccessRole.options.filter((role) => reachOf(operation, role) !== 'no')
