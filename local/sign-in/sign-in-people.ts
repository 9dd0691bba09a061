import { type Community, type Language, postsOf, type Role } from '../../core/community/community.ts'

/** An identity that can be chosen on this machine. */
export interface Identity {
  readonly sub: string
  readonly name: string
  /** Of the name. */
  readonly language: Language
  /** Groups in the token. Posts need none: their id is enough. */
  readonly groups: readonly string[]
}

/** A post as the sign-in page lists it. */
export interface ListedPost extends Identity {
  readonly roles: readonly Role[]
  /** The grids of this worker. */
  readonly grids: readonly string[]
}

/** Everybody with a post in a community, each once; grid workers, who may be many, come last. */
export const postsIn = (community: Community): ListedPost[] => {
  const people = new Map<string, ListedPost>()
  for (const { role, staff } of postsOf(community)) {
    const known = people.get(staff.id)
    people.set(staff.id, {
      sub: staff.id,
      name: staff.name,
      language: staff.language ?? community.language,
      groups: [],
      roles: [...new Set([...(known?.roles ?? []), role])],
      grids: community.grids.filter(({ worker }) => worker.id === staff.id).map(({ name }) => name),
    })
  }
  return [...people.values()].sort(
    (one, other) => Number(one.grids.length > 0) - Number(other.grids.length > 0),
  )
}

export type Viewer = 'district-administrator' | 'reader'

const VIEWERS: Readonly<
  Record<Viewer, { readonly group: string; readonly name: Readonly<Record<Language, string>> }>
> = {
  'district-administrator': {
    group: 'district-administrator',
    name: { 'zh-CN': '区级管理员', en: 'District administrator' },
  },
  reader: { group: 'read-only', name: { 'zh-CN': '只读人员', en: 'Read-only viewer' } },
}

/** Identities without a post, whose permissions come from a group. */
export const viewers = (language: Language): (Identity & { readonly sub: Viewer })[] =>
  (['district-administrator', 'reader'] as const).map((sub) => ({
    sub,
    name: VIEWERS[sub].name[language],
    language,
    groups: [VIEWERS[sub].group],
  }))

/** undefined: there is nobody with this id. */
export const findIdentity = (
  sub: string,
  communities: readonly Community[],
  language: Language,
): Identity | undefined =>
  [...viewers(language), ...communities.flatMap(postsIn)].find((candidate) => candidate.sub === sub)
