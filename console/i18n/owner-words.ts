import type { ShownCommunity } from '../../api/endpoints/communities.ts'
import type { Language } from '../../core/community/community.ts'
import type { Owner } from '../../core/matter/matter.ts'
import { domainWords } from './domain-words.ts'
import { staffName } from './staff-names.ts'

/** The owners of a matter: the name, and the post if the name does not contain it. */
export const ownersWords = (
  owners: readonly Owner[],
  community: ShownCommunity,
  language: Language,
): string =>
  owners
    .map(({ role, staff }) => {
      const [name, post] = [staffName(staff, community), domainWords[language].role[role]]
      return name.includes(post) ? name : language === 'en' ? `${name} (${post})` : `${name}（${post}）`
    })
    .join(language === 'en' ? ', ' : '、')
