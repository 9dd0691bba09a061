import { limitsOf } from '../../core/hearing/numbers/temperature-limits.ts'
import { readResident } from '../../core/hearing/resident/read-resident.ts'
import type { Danger } from '../../core/meaning.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { firstCommunity, newestRuleBook } from '../../record/community-repository.ts'
import { type LoadedInbound, recordedInbound } from '../../record/inbound-repository.ts'
import { replyToStranger } from '../stranger-in-danger/reply-to-stranger.ts'
import { strangerInDanger } from '../stranger-in-danger/stranger-in-danger.ts'

/** The danger in a message from an unknown number. */
const dangerIn = async (ports: Pick<Ports, 'store'>, text: string): Promise<Danger | undefined> => {
  const limits = limitsOf(await newestRuleBook(ports.store))
  const people = [{ letter: 'A', names: [], relation: 'self' }] as const
  const { machine, dangers } = readResident(text, {
    ...limits,
    people,
    signatures: [],
  })
  return machine ? undefined : dangers[0]
}

/** An unknown number is told once a day whom to call; every message is kept for the community to look at. */
export const answerStranger = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'messages' | 'settings' | 'clock' | 'log' | 'settings'>,
  kept: LoadedInbound,
): Promise<void> => {
  const { inbound } = kept
  const danger = await dangerIn(ports, inbound.text)
  if (danger !== undefined) return strangerInDanger(ports, kept, danger)
  if (inbound.state === 'recorded') return
  await ports.store.transact([recordedInbound(kept, { meaning: 'from_stranger' })])
  ports.log.info('sms.from-a-stranger', { inbound: inbound.id })
  const community = await firstCommunity(ports.store)
  if (community === undefined) return
  await replyToStranger(ports, inbound, 'anything', {
    template: 'unknown_number',
    params: { phone: community.phone },
  })
}
