import { type Community, dutyPhone } from '../../core/community/community.ts'
import { staffAnswers } from '../../core/message/reply-budgets.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { communitiesAtPhone } from '../../record/communities-at-phone.ts'
import { firstCommunity, newestRuleBook } from '../../record/community-repository.ts'
import { type LoadedInbound, recordedInbound } from '../../record/inbound-repository.ts'
import {
  alertWrite,
  findAlert,
  type LoadedAlert,
  openAlerts,
} from '../../record/stranger-alert-repository.ts'
import { sendOnce } from './send-once.ts'

/** The whole text: a code, and that it has been seen to. */
const ANSWER =
  /^\s*(s\s?\d{3})[\s+,，:：]*(?:ok|okay|done|handled|taken|收到|好的?|已?处理完?了?|已?处理|已联系上?|已回电|到)?[\s.。!！]*$/i

const answered = ({ alert }: LoadedAlert, by: string, at: LoadedAlert['alert']['openedAt']) => ({
  ...alert,
  answered: { by, at },
})

/** Who answers from this phone: one of the posts that are told, or the duty phone. undefined: they may not. */
const answering = (community: Community, phone: string): string | undefined => {
  const posts = [community.administrator, community.streetOffice]
  const post = posts.find((staff) => staff.phone === phone)
  if (post !== undefined) return `staff:${post.id}`
  return phone === dutyPhone(community) ? 'duty_phone' : undefined
}

/** Where alerts may wait for this phone: a duty phone is no post, and strangers' alerts are the first community's. */
const communitiesOf = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'clock'>,
  phone: string,
): Promise<Community[]> => {
  const first = await firstCommunity(ports.store)
  const others = await communitiesAtPhone(ports, phone)
  return first === undefined ? [] : [first, ...others.filter(({ id }) => id !== first.id)]
}

/** A message that answers a stranger's alert. False: it does not, and has to be read otherwise. */
export const answerAlert = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'messages' | 'settings' | 'clock' | 'log'>,
  kept: LoadedInbound,
): Promise<boolean> => {
  const { inbound } = kept
  const code = ANSWER.exec(inbound.text.normalize('NFKC'))?.[1]?.replace(/\s/, '').toUpperCase()
  if (code === undefined) return false
  for (const community of await communitiesOf(ports, inbound.from)) {
    const by = answering(community, inbound.from)
    if (by === undefined) continue
    const { alerts } = await openAlerts(ports.store, community.id)
    const known = alerts.find(({ alert }) => alert.code === code)
    if (known === undefined) continue
    const now = ports.clock.now()
    await ports.store.transact([
      alertWrite(answered(known, by, now), known),
      ...(inbound.state === 'recorded' ? [] : [recordedInbound(kept, { meaning: 'alert_answered' })]),
    ])
    await sendOnce(
      ports,
      inbound,
      community,
      { template: 'stranger_noted', params: { code } },
      { paidFrom: [staffAnswers(inbound.from, await newestRuleBook(ports.store))] },
    )
    return true
  }
  return false
}

/** The same in the console. False: somebody has answered already, or there is none. */
export const settleAlert = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  id: string,
  by: string,
): Promise<boolean> => {
  const known = await findAlert(ports.store, id)
  if (known === undefined || known.alert.answered !== undefined) return false
  await ports.store.transact([alertWrite(answered(known, by, ports.clock.now()), known)])
  return true
}
