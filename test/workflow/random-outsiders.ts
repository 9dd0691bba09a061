import { grantsOfPosts, heldIn } from '../../core/access/grant.ts'
import { about, refusalOf } from '../../core/access/permissions.ts'
import { type Community, postsOf } from '../../core/community/community.ts'
import type { IsolationId } from '../../core/ids.ts'
import { openMatters } from '../../core/isolation/isolation.ts'
import type { LocalSystem } from '../../local/system/local-system.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { loadMatter } from '../../record/matter-repository.ts'

const WORDS = [
  '到了',
  '收到',
  '到了 36.6',
  '38.8',
  '不在家',
  '没有回应',
  '同意',
  '暂缓',
  '排除',
  '确诊',
  '新号 14100001234',
]

/**
 * A post without permission writes to an open matter by its code: of another grid, or not its own. HTTP would
 * refuse it, so it must have no effect.
 */
export const meddle = async (
  { ports: { store }, inbox }: Pick<LocalSystem, 'ports' | 'inbox'>,
  community: Community,
  id: IsolationId,
  draw: () => number,
): Promise<void> => {
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(draw() * items.length)]
  const open = pick(openMatters(await findIsolation(store, id)))
  if (open === undefined) return
  const { matter } = await loadMatter(store, open.id)
  const meddlers = postsOf(community).filter(({ staff }) => {
    const principal = { sub: staff.id, grants: grantsOfPosts(heldIn(community, staff.id)) }
    return refusalOf(principal, 'answerMatter', about(matter)) !== undefined
  })
  const meddler = pick(meddlers)
  if (meddler !== undefined) await inbox.reply(meddler.staff.phone, `${matter.code} ${pick(WORDS) ?? ''}`)
}
