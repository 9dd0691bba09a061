import { limitsOf } from '../../core/hearing/numbers/temperature-limits.ts'
import { readResident } from '../../core/hearing/resident/read-resident.ts'
import { type Door, readHint } from '../../core/hearing/stranger/read-hint.ts'
import type { Danger } from '../../core/meaning.ts'
import { allStrangers, hintsOf } from '../../core/message/reply-budgets.ts'
import type { AnswerPorts, Ports } from '../../core/ports/ports.ts'
import { spend } from '../../record/budget-repository.ts'
import { firstCommunity, newestRuleBook } from '../../record/community-repository.ts'
import { type LoadedInbound, recordedInbound } from '../../record/inbound-repository.ts'
import { openHint } from '../open-household-matter/open-hint.ts'
import { replyToStranger } from '../stranger-in-danger/reply-to-stranger.ts'
import { strangerInDanger } from '../stranger-in-danger/stranger-in-danger.ts'
import { homeOfHint } from './home-of-hint.ts'

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

type HintPorts = AnswerPorts & Pick<Ports, 'ids' | 'settings'>

/** Opens the matter of a hint, if it names one home and its sender has not sent too many. */
const tellOfHint = async (ports: HintPorts, { inbound }: LoadedInbound, door: Door): Promise<boolean> => {
  const home = await homeOfHint(ports, inbound, door)
  if (home === undefined) return false
  const { strangers } = await ports.settings.current()
  const budgets = [hintsOf(inbound.from), allStrangers('hints', strangers.perDay)]
  if ((await spend(ports, ...budgets)) === undefined) return false
  await openHint(ports, home.community, home.address, { inbound: inbound.id, by: 'workflow' })
  return true
}

/** An unknown number is told once a day whom to call; every message is kept for the community to look at, or quoted to the worker of the home that it names. */
export const answerStranger = async (
  ports: HintPorts & Pick<Ports, 'messages'>,
  kept: LoadedInbound,
): Promise<void> => {
  const { inbound } = kept
  const danger = await dangerIn(ports, inbound.text)
  if (danger !== undefined) return strangerInDanger(ports, kept, danger)
  if (inbound.state === 'recorded') return
  const community = await firstCommunity(ports.store)
  const signatures = community === undefined ? [] : Object.values(community.signature)
  const door = readHint(inbound.text, signatures)
  const isTold = door !== undefined && (await tellOfHint(ports, kept, door))
  await ports.store.transact([recordedInbound(kept, { meaning: isTold ? 'hint' : 'from_stranger' })])
  ports.log.info(isTold ? 'sms.hint' : 'sms.from-a-stranger', { inbound: inbound.id })
  if (community === undefined) return
  const { phone } = community
  // The same whether the home is known or not: nobody may learn by it who lives where.
  await replyToStranger(ports, inbound, 'anything', {
    template: door === undefined ? 'unknown_number' : 'thanks_for_hint',
    params: { phone },
  })
}
