import { grantsOfPosts, heldIn, type Principal } from '../../core/access/grant.ts'
import { answersFor, grantsAbout } from '../../core/access/permissions.ts'
import { type Community, postsOf } from '../../core/community/community.ts'
import { type IsolationId, isIsolation, type StaffId } from '../../core/ids.ts'
import { openSearch } from '../../core/isolation/decisions/look-for-returnee.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import type { Answer, Matter } from '../../core/matter/matter.ts'
import { answersTo } from '../../core/matter/matter-answers.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { loadCommunity } from '../../record/community-repository.ts'
import { keptFor } from '../../record/isolation-repository.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import type { Phone } from '../../record/phone-repository.ts'
import { type Named, namedBy } from '../../record/short-code-repository.ts'
import { refusalFor } from '../authorize/refusal-for.ts'

/** A member of staff at a number, in one of the communities of their posts there. */
export interface Author {
  readonly staff: StaffId
  readonly community: Community
  /** With the rights of every post at this number, in every community. */
  readonly principal: Principal
}

/** What a code names in the community of an author, and what they may do to it over HTTP. */
export interface Addressed extends Author {
  readonly named: Named
  /** The matter to answer. undefined: somebody whom the worker measures and nobody looks for yet. */
  readonly matter?: Matter
  /** Whose readings they may record. undefined: nobody's. */
  readonly records?: IsolationId
  /** The answers that they may give. Empty: none. */
  readonly answers: readonly Answer[]
}

/** All staff at a number. A post whose number has changed since does not count. */
export const authorsAt = async (
  { store }: Pick<Ports, 'store'>,
  number: string,
  { posts }: Pick<Phone, 'posts'>,
): Promise<Author[]> => {
  const ids = [...new Set(posts.map(({ community }) => community))]
  const communities = await Promise.all(ids.map((id) => loadCommunity(store, id)))
  const held = communities.map((community) => {
    const here = postsOf(community).filter(({ staff }) => staff.phone === number)
    return { community, staff: new Set(here.map(({ staff }) => staff.id)) }
  })
  return held.flatMap(({ community, staff }) =>
    [...staff].map((id) => {
      const theirs = held.filter((one) => one.staff.has(id)).map((one) => one.community)
      return {
        staff: id,
        community,
        principal: { sub: id, grants: grantsOfPosts(theirs.flatMap((one) => heldIn(one, id))) },
      }
    }),
  )
}

/** Who measures somebody may also report them absent: a visit is opened for it. */
const answersToVisit = (principal: Principal, { community, grid }: Isolation): Answer[] => {
  const grants = grantsAbout(principal, 'recordReport', { community, grid, matters: [] })
  return answersTo('visit').filter((answer) =>
    grants.some(({ post }) => post !== undefined && answersTo('visit', post).includes(answer)),
  )
}

const addressedBy = async (
  { store }: Pick<Ports, 'store'>,
  author: Author,
  code: string,
): Promise<Addressed[]> => {
  const found = await namedBy(store, author.community.id, code)
  if (found === undefined) return []
  const { principal } = author
  if (!isIsolation(found.subject)) {
    if (found.matter === undefined) return []
    const { matter } = await loadMatter(store, found.matter)
    return [{ ...author, named: found, matter, answers: answersFor(principal, matter) }]
  }
  const isolation = await keptFor(store, found.subject)
  const isMatter = found.matter !== undefined
  const records = isMatter ? found.subject : isolation.id
  const id = found.matter ?? openSearch(isolation)?.id
  const matter = id === undefined ? undefined : (await loadMatter(store, id)).matter
  const mayRecord = (await refusalFor(store, principal, 'recordReport', { isolation: records })) === undefined
  return [
    {
      ...author,
      named: isMatter ? found : { subject: isolation.id },
      ...(matter === undefined ? {} : { matter }),
      ...(mayRecord ? { records } : {}),
      answers: matter === undefined ? answersToVisit(principal, isolation) : answersFor(principal, matter),
    },
  ]
}

/** Everything that a code names, wherever one of the authors holds a post. */
export const addressedIn = async (
  ports: Pick<Ports, 'store'>,
  authors: readonly Author[],
  code: string,
): Promise<Addressed[]> =>
  (await Promise.all(authors.map((author) => addressedBy(ports, author, code)))).flat()

/** The author could act on it over HTTP. */
export const isTheirs = ({ records, answers }: Addressed): boolean =>
  records !== undefined || answers.length > 0
