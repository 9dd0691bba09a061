import { type Community, type Language, postsOf } from '../../../core/domain/community.ts'
import type { Owner } from '../../../core/domain/escalation.ts'
import { domainWords } from '../../words/domain.ts'

const machine: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { workflow: 'the workflow', sweeper: 'the hourly sweep', resident: 'the resident' },
  'zh-CN': { workflow: '流程', sweeper: '每小时巡查', resident: '本人' },
}

/** A post of the community with its role: `Zhang (grid worker)`. Somebody without a post: by id. */
export const staffWords = (staff: string, community: Community, language: Language): string => {
  const post = postsOf(community).find((candidate) => candidate.staff.id === staff)
  if (post === undefined) return staff
  const role = domainWords[language].role[post.role]
  return language === 'en' ? `${post.staff.name} (${role})` : `${post.staff.name}（${role}）`
}

/** Who did something, as the ledger names them. */
export const actorWords = (by: string, community: Community, language: Language): string =>
  by.startsWith('staff:')
    ? staffWords(by.slice('staff:'.length), community, language)
    : (machine[language][by] ?? by)

/** Everyone who owns something, each with their role. */
export const ownerWords = (owners: readonly Owner[], community: Community, language: Language): string =>
  owners.map(({ staff }) => staffWords(staff, community, language)).join(language === 'en' ? ', ' : '、')
