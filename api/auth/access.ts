import type { Place } from '../../core/access/area.ts'
import { covers, touches } from '../../core/access/area.ts'
import type { Grant, Principal } from '../../core/access/grant.ts'
import {
  about,
  answersFor,
  grantsAbout,
  grantsFor,
  type OwnedMatter,
  operationsOn,
  owns,
  personalGrant,
  postFor,
  refusalOf,
  type Subject,
  wasHanded,
} from '../../core/access/permissions.ts'
import type { Operation } from '../../core/access/policy.ts'
import type { Community, Role } from '../../core/community/community.ts'
import type { Actor, CommunityId, GridId } from '../../core/ids.ts'
import type { Answer, Matter } from '../../core/matter/matter.ts'
import { Forbidden } from '../http/errors.ts'

/** What the caller may do and see within one operation. The request is already authorized; lists use this to filter. */
export interface Access {
  readonly actor: Actor
  readonly operation: Operation
  /** The caller with all their grants, including those for other operations. */
  readonly principal: Principal
  /** The grants that allow this operation somewhere. */
  readonly grants: readonly Grant[]
  /**
   * The grids of the community that may be shown, in its order; with `grid`, only that one.
   * @throws Forbidden when `grid` is outside the area
   */
  grids(community: Community, grid?: GridId): GridId[]
  /** True if the area of a grant for this operation covers the place, including grids that no longer exist. */
  covers(place: Place): boolean
  /** Checks a place before something is written there. @throws Forbidden */
  mustCover(place: Place): void
  /**
   * True if this operation may show the matter in a list; if only own matters count, it has to be handed to the
   * caller's post.
   */
  reaches(matter: OwnedMatter): boolean
  /** True if the matter is open and waits for the caller's post now. */
  owns(matter: OwnedMatter): boolean
  /** True if the matter was handed to the caller's post, on this rung or an earlier one. */
  wasHanded(matter: OwnedMatter): boolean
  /**
   * True if name, phone, address and messages may be shown. Showing them has to be recorded: people-view.ts does both.
   */
  seesPerson(subject: Subject): boolean
  /** The post in which the caller answers the matter. Of several, the one that may give this answer. */
  postFor(matter: Matter, answer?: Answer): Role | undefined
  /** The answers that the caller may give to the matter. Empty: it is settled, or not theirs. */
  answersTo(matter: Matter): Answer[]
  /** True if the caller may answer this matter, settled or not, and so may see its code. */
  mayAnswer(subject: Subject): boolean
  /** True if the caller may record a report about somebody who lives there. */
  mayRecord(subject: Subject): boolean
  /** True if the caller holds a post there: people who work together see each other's numbers. */
  worksIn(community: CommunityId): boolean
  /** What the caller may do to an isolation or a matter. */
  permissions(target: 'isolation' | 'matter', subject: Subject): Operation[]
}

/** Somebody's access to one operation. */
export const accessOf = (actor: Actor, principal: Principal, operation: Operation): Access => {
  const grants = grantsFor(principal, operation)
  const isCovered = (place: Place): boolean => grants.some(({ area }) => covers(area, place))
  return {
    actor,
    operation,
    principal,
    grants,
    covers: isCovered,
    mustCover: (place) => {
      if (!isCovered(place))
        throw new Forbidden(
          `grid ${place.grid} of ${place.community} lies outside your area: ask whoever is responsible for it`,
        )
    },
    grids: (community, grid) => {
      const wanted = grid === undefined ? community.grids.map(({ id }) => id) : [grid]
      const allowed = wanted.filter((id) => isCovered({ community: community.id, grid: id }))
      if (grid !== undefined && allowed.length === 0)
        throw new Forbidden(
          `grid ${grid} of ${community.id} lies outside your area: ask whoever is responsible for it`,
        )
      return allowed
    },
    reaches: (matter) => grantsAbout(principal, operation, about(matter)).length > 0,
    owns: (matter) => grants.some((grant) => owns(grant, principal.sub, matter)),
    wasHanded: (matter) => grants.some((grant) => wasHanded(grant, principal.sub, matter)),
    seesPerson: (subject) => personalGrant(principal, subject) !== undefined,
    postFor: (matter, answer) => postFor(principal, matter, answer),
    answersTo: (matter) => (matter.state.name === 'settled' ? [] : answersFor(principal, matter)),
    mayAnswer: (subject) => refusalOf(principal, 'answerMatter', subject) === undefined,
    mayRecord: (subject) => refusalOf(principal, 'recordReport', subject) === undefined,
    worksIn: (community) =>
      principal.grants.some(({ post, area }) => post !== undefined && touches(area, community)),
    permissions: (target, subject) => operationsOn(principal, target, subject),
  }
}
