import { type OwnedMatter, owns } from '../../core/access/permissions.ts'
import { emergencyNumber } from '../../core/community/community.ts'
import type { HeardStaff } from '../../core/hearing/staff/read-staff.ts'
import type { Answer, Matter } from '../../core/matter/matter.ts'
import type { Inbound } from '../../core/message/message.ts'
import type { AnswerPorts, CommandPorts, Ports } from '../../core/ports/ports.ts'
import { newestRuleBook } from '../../record/community-repository.ts'
import { type LoadedInbound, recordedInbound } from '../../record/inbound-repository.ts'
import { type MatterSummary, ownedMatter } from '../../record/matter-summary.ts'
import { openMattersIn } from '../../record/open-lists.ts'
import type { Phone } from '../../record/phone-repository.ts'
import { keepWordsAbout } from '../raise-matter/keep-words-about.ts'
import { openDangerAbout } from '../raise-matter/open-danger-about.ts'
import type { Reply } from '../stranger-in-danger/send-once.ts'
import { strangerInDanger } from '../stranger-in-danger/stranger-in-danger.ts'
import { actOnMatter, type Outcome } from './act-on-matter.ts'
import { answerPost, countedGuess } from './answer-post.ts'
import { type ConfirmedByMessage, confirmByMessage } from './confirm-by-message.ts'
import { readStaffText, type StaffMessage } from './read-staff-text.ts'
import { speakersOn } from './speakers.ts'
import { tellWorkerNow } from './tell-worker-now.ts'
import type { Addressed, Author } from './who-writes.ts'

type Authors = readonly [Author, ...Author[]]

/** The open matters that wait for them now, in all their posts, soonest due first within each grid. */
const ownMatters = async ({ store }: Pick<Ports, 'store'>, authors: Authors): Promise<Matter[]> => {
  const own = new Map<string, Matter>()
  for (const { community, principal } of authors) {
    const isTheirs = (matter: OwnedMatter): boolean =>
      principal.grants.some((grant) => owns(grant, principal.sub, matter))
    for (const { id: grid } of community.grids) {
      const where = { community: community.id, grid }
      const isWanted = (summary: MatterSummary): boolean => isTheirs(ownedMatter(where, summary))
      for await (const matter of openMattersIn(store, where, { isWanted }))
        if (isTheirs(matter)) own.set(matter.id, matter)
    }
  }
  return [...own.values()]
}

/** If the matter is not certain, nothing changes: those who look after the person read the words. */
const keepAt = async (
  ports: CommandPorts,
  inbound: string,
  addressed: readonly Addressed[],
): Promise<void> => {
  for (const { named, staff } of addressed)
    await keepWordsAbout(ports, named, { inbound, by: `staff:${staff}` })
}

const withoutCode = async (
  ports: Pick<Ports, 'store'>,
  authors: Authors,
  heard: HeardStaff,
): Promise<Outcome> => {
  if (heard.dangers.length > 0) return 'nothing'
  const says = heard.answer ?? heard.notTaken
  const own = await ownMatters(ports, authors)
  const about = heard.note && own.length > 0
  if (heard.asksForList || (says !== undefined && says !== 'taken') || about)
    return { template: 'open_codes', params: { codes: own.map((matter) => matter.code) } }
  return heard.kindWords || says === 'taken' ? 'nothing' : 'not_understood'
}

/**
 * A code of somebody outside their area. The reply does not tell whether it exists; danger is handled and answered as
 * such, and those who look after the person get the words.
 */
const notTheirs = async (
  ports: AnswerPorts,
  inbound: string,
  code: string,
  authors: Authors,
  { named: { all }, heard }: StaffMessage,
): Promise<Outcome> => {
  const [danger] = heard.dangers
  if (danger === undefined) {
    await keepAt(ports, inbound, all)
    return { template: 'code_unknown', params: { code } }
  }
  await countedGuess(ports, authors)
  for (const { named, staff } of all)
    await openDangerAbout(ports, named.subject, { inbound, by: `staff:${staff}`, danger })
  // If the code is unknown, the duty phone was told as for a stranger, and the reply was sent.
  const [{ community }] = authors
  return all.length === 0
    ? 'nothing'
    : { template: 'danger', params: { danger, number: emergencyNumber(community, danger) } }
}

/** The person whom a message is certainly about, theirs or not. */
const isAboutSomebody = ({ codes, named: { all, communities } }: StaffMessage): boolean =>
  codes.length === 1 && communities.length === 0 && all.length > 0

/** Words beside a one-time code are asked for again, except danger. */
const confirm = async (
  ports: AnswerPorts,
  inbound: string,
  { reply, unclearAbout }: ConfirmedByMessage,
  [author]: Authors,
  { dangers: [danger] }: HeardStaff,
): Promise<Outcome> => {
  if (danger !== undefined && unclearAbout !== undefined)
    await openDangerAbout(ports, unclearAbout, { inbound, by: `staff:${author.staff}`, danger })
  return reply
}

/** Does what the message of a post says. */
const act = async (
  ports: AnswerPorts & Pick<Ports, 'messages' | 'ids' | 'settings'>,
  kept: LoadedInbound,
  authors: Authors,
  text: StaffMessage,
): Promise<Outcome> => {
  const { codes, named, heard } = text
  const { id: inbound, from } = kept.inbound
  if (heard.machine) return 'nothing'
  const [danger] = heard.dangers
  if (danger !== undefined && !isAboutSomebody(text)) await strangerInDanger(ports, kept, danger)
  const [code, another] = codes
  if (code === undefined) return withoutCode(ports, authors, heard)
  if (another !== undefined) {
    await keepAt(ports, inbound, named.all)
    return { template: 'two_codes', params: { codes: [...codes] } }
  }
  if (named.communities.length > 0) {
    await keepAt(ports, inbound, named.communities)
    const names = named.communities.map(({ community }) => community.name)
    return { template: 'which_community', params: { code, names } }
  }
  const [first, ...others] = named.theirs
  if (first === undefined) return notTheirs(ports, inbound, code, authors, text)
  const outcome = await actOnMatter(ports, { from, inbound, code, as: [first, ...others] }, heard)
  if (outcome !== 'not_understood' || text.answers.length > 0) return outcome
  // They may give no answer, so there is none to explain.
  await keepAt(ports, inbound, [first])
  return { template: 'not_yours', params: { code, what: 'answer' } }
}

/** The reply to an outcome. undefined: none. */
const replyTo = (
  outcome: Outcome,
  code: string | undefined,
  allowed: readonly Answer[] | undefined,
): Reply | undefined => {
  if (outcome === 'nothing') return undefined
  if (outcome !== 'not_understood') return outcome
  if (code === undefined) return { template: 'answer_help', params: {} }
  return {
    template: 'answer_help',
    params: { code, ...(allowed === undefined ? {} : { answers: [...allowed] }) },
  }
}

/** One word for how a message was read. */
const meaningOf = (heard: HeardStaff): string => {
  if (heard.machine) return 'ignore'
  if (heard.answer !== undefined) return 'answer'
  return heard.kindWords ? 'kind_words' : 'unreadable'
}

/** What may be bad news of residents who also have this phone is read by somebody now. */
const tellOfOwn = async (ports: AnswerPorts, { id: inbound, from }: Inbound, phone: Phone): Promise<void> => {
  const [main] = await speakersOn(ports, phone)
  if (main !== undefined)
    await tellWorkerNow(ports, main.loaded.isolation.id, { inbound, from }, { loaded: main.loaded })
}

/** A message from a post's phone. False: it is read as the words of a resident who also has this phone. */
export const answerStaff = async (
  ports: AnswerPorts & Pick<Ports, 'messages' | 'ids' | 'settings'>,
  kept: LoadedInbound,
  phone: Phone,
  authors: Authors,
): Promise<boolean> => {
  const { inbound } = kept
  if (inbound.state === 'recorded') return true
  const book = await newestRuleBook(ports.store)
  const text = await readStaffText(ports, inbound, phone, authors, book)
  const { as, codes, named, answers, heard } = text
  if (as === 'resident') return false
  // A room number beside one's own fever reads as a code: asking back must not delay the fever.
  if (text.isIll && named.theirs.length === 0) await tellOfOwn(ports, inbound, phone)
  const principals = authors.map(({ principal }) => principal)
  const confirmed =
    as === 'post' ? await confirmByMessage(ports, inbound, principals, text.hasResident) : undefined
  const outcome =
    confirmed === undefined
      ? await act(ports, kept, authors, text)
      : await confirm(ports, inbound.id, confirmed, authors, heard)
  const author = named.theirs[0] ?? authors[0]
  // An alert of danger has recorded it.
  const isAlert = confirmed === undefined && heard.dangers.length > 0 && !isAboutSomebody(text)
  if (!isAlert)
    await ports.store.transact([recordedInbound(kept, { staff: author.staff, meaning: meaningOf(heard) })])
  const reply = replyTo(outcome, codes[0], named.theirs[0]?.named.matter === undefined ? undefined : answers)
  if (reply === undefined) return true
  const isAskedFor = heard.asksForList && reply.template === 'open_codes'
  await answerPost(ports, inbound, { authors, author, book }, reply, isAskedFor)
  return true
}
