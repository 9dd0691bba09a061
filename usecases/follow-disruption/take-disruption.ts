import type { Community, Role } from '../../core/community/community.ts'
import { holderOf, takenBy } from '../../core/disruption/climb-disruption.ts'
import type { CommunityId } from '../../core/ids.ts'
import type { Owner } from '../../core/matter/matter.ts'
import { staffAnswers } from '../../core/message/reply-budgets.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { DisruptionKind } from '../../core/rule-book/rule-book.ts'
import { communitiesAtPhone } from '../../record/communities-at-phone.ts'
import { newestRuleBook } from '../../record/community-repository.ts'
import { disruptionWrite, findDisruption, written } from '../../record/disruption-repository.ts'
import { type LoadedInbound, recordedInbound } from '../../record/inbound-repository.ts'
import { sendOnce } from '../stranger-in-danger/send-once.ts'

/** The posts that disruptions go to. */
export const POSTS_OF_DISRUPTIONS = ['community_administrator', 'street_office'] as const satisfies Role[]

/** The whole text: a code, and that somebody has it in hand. */
const TAKEN = /^\s*(d\s?\d{3})[\s+,，:：]*(?:ok|okay|taken|收到|好的?)?[\s.。!！]*$/i

/** Records that somebody has it in hand. False: it is not open, or not by this code. */
export const takeDisruption = async (
  { store }: Pick<Ports, 'store'>,
  community: CommunityId,
  kind: DisruptionKind,
  by: Owner,
  code?: string,
): Promise<boolean> => {
  for (;;) {
    const known = await findDisruption(store, community, kind)
    if (known === undefined || known.disruption.state.name === 'settled') return false
    if (code !== undefined && known.disruption.code !== code) return false
    if (await written(store, [disruptionWrite(takenBy(known.disruption, by), known)])) return true
  }
}

const postsOn = (community: Community, phone: string): Owner[] =>
  POSTS_OF_DISRUPTIONS.flatMap((role) =>
    holderOf(community, role)
      .filter((staff) => staff.phone === phone)
      .map((staff) => ({ role, staff: staff.id })),
  )

const taken = async (
  ports: Pick<Ports, 'store'>,
  community: Community,
  phone: string,
  code: string,
): Promise<boolean> => {
  for (const owner of postsOn(community, phone))
    for (const kind of DisruptionKind.options)
      if (await takeDisruption(ports, community.id, kind, owner, code)) return true
  return false
}

/** A message that takes a disruption. False: it does not, and has to be read otherwise. */
export const takeDisruptionByMessage = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'messages' | 'settings' | 'clock' | 'log'>,
  kept: LoadedInbound,
): Promise<boolean> => {
  const { inbound } = kept
  const code = TAKEN.exec(inbound.text.normalize('NFKC'))?.[1]?.replace(/\s/, '').toUpperCase()
  if (code === undefined) return false
  for (const community of await communitiesAtPhone(ports, inbound.from)) {
    if (!(await taken(ports, community, inbound.from, code))) continue
    if (inbound.state !== 'recorded')
      await ports.store.transact([recordedInbound(kept, { meaning: 'disruption_taken' })])
    await sendOnce(
      ports,
      inbound,
      community,
      { template: 'disruption_noted', params: { code } },
      { paidFrom: [staffAnswers(inbound.from, await newestRuleBook(ports.store))] },
    )
    return true
  }
  return false
}
