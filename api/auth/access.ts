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
import type { Answer, Matter } from '../../core/matter/matter.ts'
import type { Actor, CommunityId, GridId } from '../../core/ids.ts'
import { Forbidden } from '../http/errors.ts'

/** What the one who asks may do and see, within one operation. The request was authorized before; lists narrow themselves by this. */
export interface Access {
  readonly actor: Actor
  readonly operation: Operation
  /** Who it is, with everything that was granted, for this operation or not. */
  readonly principal: Principal
  /** The grants that allow this operation somewhere. */
  readonly grants: readonly Grant[]
  /**
   * The grids of the community that may be shown, in its order; with `grid`, only that one.
   * @throws Forbidden when `grid` is outside the area
   */
  grids(community: Community, grid?: GridId): GridId[]
  /** True when the area of a grant for this operation covers the place. Also for grids that are no more. */
  covers(place: Place): boolean
  /** For what somebody is about to write there. @throws Forbidden */
  mustCover(place: Place): void
  /** True when this operation may show the matter: in a list, and the matter handed to one's post where only own matters count. */
  reaches(matter: OwnedMatter): boolean
  /** True when the matter is open and waits for one's post now. */
  owns(matter: OwnedMatter): boolean
  /** True when the matter was handed to one's post, on this rung or one before. */
  wasHanded(matter: OwnedMatter): boolean
  /** True when name, phone, address and texts may be shown. What is shown has to be recorded: people.ts does both. */
  seesPerson(subject: Subject): boolean
  /** The post in which one answers the matter; the one that may give this answer where several could. */
  postFor(matter: Matter, answer?: Answer): Role | undefined
  /** The answers that one may give to the matter. Empty: it is settled, or not for them. */
  answersTo(matter: Matter): Answer[]
  /** True when one may answer this matter, settled or not: its code is theirs. */
  mayAnswer(subject: Subject): boolean
  /** True when one may record a report of whoever lives there. */
  mayRecord(subject: Subject): boolean
  /** True when one holds a post there: who works together knows the numbers of the others. */
  worksIn(community: CommunityId): boolean
  /** What one may do to an isolation, or to a matter. */
  permissions(target: 'isolation' | 'matter', subject: Subject): Operation[]
}

/** Access of somebody to one operation. */
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
