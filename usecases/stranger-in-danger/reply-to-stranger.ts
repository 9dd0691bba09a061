import type { Budget } from '../../core/message/budget.ts'
import type { Inbound } from '../../core/message/message.ts'
import { allStrangers, strangerAnswer, strangerInDanger } from '../../core/message/reply-budgets.ts'
import { countryOfPhone } from '../../core/phone/country-of-phone.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { budgetUsedUpUntil } from '../../record/budget-repository.ts'
import { countriesOfCommunities, firstCommunity, newestRuleBook } from '../../record/community-repository.ts'
import { type Reply, sendOnce } from './send-once.ts'

/** A message abroad or to a satellite can cost fifty times as much, and anybody could provoke it by writing. */
const isAnswered = (phone: string, countries: readonly string[]): boolean => {
  const country = countryOfPhone(phone)
  return country !== undefined && countries.includes(country)
}

const ownBudget = async (
  ports: Pick<Ports, 'store'>,
  phone: string,
  about: 'anything' | 'danger',
): Promise<Budget> =>
  about === 'danger' ? strangerInDanger(phone, await newestRuleBook(ports.store)) : strangerAnswer(phone)

/**
 * Answers an unknown number: from one of the stage's countries, within its own budget and the daily one for all
 * strangers, so that strangers never use up what residents need.
 */
export const replyToStranger = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'messages' | 'settings' | 'clock' | 'log' | 'settings'>,
  inbound: Pick<Inbound, 'id' | 'from'>,
  about: 'anything' | 'danger',
  reply: Reply,
): Promise<void> => {
  const community = await firstCommunity(ports.store)
  if (community === undefined) return
  const { strangers } = await ports.settings.current()
  const { countries = await countriesOfCommunities(ports.store), perDay } = strangers
  if (!isAnswered(inbound.from, countries)) {
    ports.log.info('stranger.not-of-our-countries', { inbound: inbound.id })
    return
  }
  const own = await ownBudget(ports, inbound.from, about)
  if ((await budgetUsedUpUntil(ports, own)) !== undefined) return
  const all = allStrangers(about, perDay)
  if ((await budgetUsedUpUntil(ports, all)) !== undefined) {
    ports.log.error('strangers.budget-used-up', { why: about })
    return
  }
  await sendOnce(ports, inbound, community, reply, { paidFrom: [own, all] })
}
