import type { ShownCommunity } from '../../api/endpoints/communities.ts'
import { type Language, postsOf } from '../../core/community/community.ts'
import type { Words } from './language.tsx'

const words: Words<Readonly<Record<'workflow' | 'sweeper' | 'resident' | 'local-administrator', string>>> = {
  en: {
    workflow: 'the workflow',
    sweeper: 'the sweeper',
    resident: 'the resident',
    'local-administrator': 'the administrator of this machine',
  },
  'zh-CN': {
    workflow: '流程',
    sweeper: '巡查程序',
    resident: '居民',
    'local-administrator': '本机管理员',
  },
}

const isNoStaff = (actor: string): actor is keyof (typeof words)[Language] => Object.hasOwn(words.en, actor)

/** The name of a post by its staff id, or the id if the community has no such post. */
export const staffName = (id: string, community: ShownCommunity): string =>
  postsOf(community).find(({ staff }) => staff.id === id)?.staff.name ?? id

/** The actor of a ledger entry: the workflow, the resident, or a member of staff. */
export const actorWords = (actor: string, community: ShownCommunity, language: Language): string => {
  const id = actor.replace(/^staff:/, '')
  return isNoStaff(id) ? words[language][id] : staffName(id, community)
}
