import type { Community } from '../../core/domain/community.ts'
import { Answer } from '../../core/domain/escalation.ts'
import type { EscalationId, IsolationId } from '../../core/domain/ids.ts'
import { codesIn } from '../../core/hearing/codes-and-phones.ts'
import { limitsOf } from '../../core/hearing/limits.ts'
import { type HeardStaff, readStaff } from '../../core/hearing/read-staff.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { answersTo } from '../../core/rules/answers.ts'
import { namedBy } from '../../record/code-record.ts'
import { newestRuleBook } from '../../record/community-record.ts'
import { loadEscalation } from '../../record/escalation-record.ts'
import { type LoadedInbound, recordedInbound } from '../../record/inbound-record.ts'
import { ownMatters } from '../../record/own-matters.ts'
import { keepWords } from '../keep-words/keep-words.ts'
import { openDanger } from '../open-danger/open-danger.ts'
import { strangerInDanger } from '../stranger-in-danger/stranger-in-danger.ts'
import { actOnMatter, type Outcome } from './act-on-matter.ts'
import { answerPost } from './answer-post.ts'
import { confirmByText } from './confirm-by-text.ts'
import type { Reply } from './send-once.ts'
import { communitiesOf, type Post, type Writing, whoWrites } from './who-writes.ts'

/** The answers that the matter behind a code takes from this post. undefined: the code names no matter. */
const allowedBy = async (
  ports: Ports,
  { role }: Post,
  matter: EscalationId | undefined,
): Promise<readonly Answer[] | undefined> => {
  if (matter === undefined) return undefined
  const { escalation } = await loadEscalation(ports.store, matter)
  return answersTo(escalation.kind, role)
}

/** Several codes, none, or one that names nothing: no matter changes, and what calls for somebody still does. */
const withoutMatter = async (
  ports: Ports,
  community: Community,
  post: Post,
  kept: LoadedInbound,
  codes: readonly string[],
  heard: HeardStaff,
): Promise<Outcome> => {
  const [danger] = heard.dangers
  if (danger !== undefined) await strangerInDanger(ports, kept, danger)
  for (const code of codes) {
    const named = await namedBy(ports.store, community.id, code)
    if (named !== undefined)
      await keepWords(ports, named.isolation, { inbound: kept.inbound.id, by: `staff:${post.staff}` })
  }
  const [code, another] = codes
  if (another !== undefined) return { template: 'twoCodes', params: { codes: [...codes] } }
  if (code !== undefined) return { template: 'codeUnknown', params: { code } }
  if (danger !== undefined) return 'nothing'
  const says = heard.answer ?? heard.notTaken
  const own = await ownMatters(ports.store, community, post.staff)
  const about = heard.note && own.length > 0
  if (heard.asksForList || (says !== undefined && says !== 'taken') || about)
    return { template: 'openCodes', params: { codes: own.map((matter) => matter.code) } }
  return heard.kindWords || says === 'taken' ? 'nothing' : 'not understood'
}

/** The text sent back for an outcome. undefined: none. */
const replyTo = (
  outcome: Outcome,
  code: string | undefined,
  allowed: readonly Answer[] | undefined,
): Reply | undefined => {
  if (outcome === 'nothing') return undefined
  if (outcome !== 'not understood') return outcome
  if (code === undefined) return { template: 'answerHelp', params: {} }
  return {
    template: 'answerHelp',
    params: { code, ...(allowed === undefined ? {} : { answers: [...allowed] }) },
  }
}

/** One word for what a text was taken for. */
const meaningOf = (heard: HeardStaff): string => {
  if (heard.machine) return 'ignore'
  if (heard.answer !== undefined) return 'answer'
  return heard.kindWords ? 'kind words' : 'unreadable'
}

/**
 * A code of somebody whom the writer has nothing to do with. It is not said whether there is one; danger is heard, and
 * the words go to those who look after the person.
 */
const notTheirs = async (
  ports: Ports,
  { post }: Writing,
  isolation: IsolationId,
  inbound: string,
  code: string,
  heard: HeardStaff,
): Promise<Outcome> => {
  const brought = { inbound, by: `staff:${post.staff}` } as const
  const [danger] = heard.dangers
  if (danger !== undefined) await openDanger(ports, isolation, { ...brought, danger })
  else await keepWords(ports, isolation, brought)
  return { template: 'codeUnknown', params: { code } }
}

/** A text from a post's phone. False: it is not an answer to a matter, and somebody in isolation has this phone too. */
export const answerStaff = async (
  ports: Ports,
  kept: LoadedInbound,
  posts: readonly Post[],
  alsoResident: boolean,
): Promise<boolean> => {
  const { inbound } = kept
  if (inbound.state === 'recorded' && !alsoResident) return true
  const communities = await communitiesOf(ports, posts)
  const signatures = [...communities.values()].flatMap(({ signature }) => Object.values(signature))
  const codes = codesIn(inbound.text, signatures)
  const [code, another] = codes
  const writing = await whoWrites(ports, posts, communities, code)
  if (writing === undefined) return false
  const { post, community, named } = writing
  const confirmed = await confirmByText(ports, inbound, post.staff, alsoResident)
  if (confirmed === undefined && named === undefined && alsoResident) return false
  if (inbound.state === 'recorded') return true
  const book = await newestRuleBook(ports.store)
  const limits = limitsOf(book)
  const allowed = await allowedBy(ports, post, named?.matter)
  const heard = readStaff(inbound.text, { ...limits, signatures, allowed: allowed ?? Answer.options })
  const about =
    code === undefined || named === undefined || another !== undefined ? undefined : { code, named }
  const act = async (): Promise<Outcome> => {
    if (confirmed !== undefined) {
      // Words beside a one-time code are asked for again; danger among them is not.
      const [danger] = heard.dangers
      if (danger !== undefined && confirmed.unclearAbout !== undefined) {
        const by = `staff:${post.staff}` as const
        await openDanger(ports, confirmed.unclearAbout, { inbound: inbound.id, by, danger })
      }
      return confirmed.reply
    }
    if (heard.machine) return 'nothing'
    if (about === undefined) return withoutMatter(ports, community, post, kept, codes, heard)
    if (!writing.isTheirs)
      return notTheirs(ports, writing, about.named.isolation, inbound.id, about.code, heard)
    return actOnMatter(ports, { community, post, from: inbound.from, inbound: inbound.id, ...about }, heard)
  }
  const reply = replyTo(await act(), code, allowed)
  const isAlert = confirmed === undefined && about === undefined && heard.dangers.length > 0
  // An alert of danger has recorded it.
  if (!isAlert)
    await ports.store.transact([recordedInbound(kept, { staff: post.staff, meaning: meaningOf(heard) })])
  if (reply === undefined) return true
  const isAskedFor = heard.asksForList && reply.template === 'openCodes'
  await answerPost(ports, inbound, { posts, post, community, book }, reply, isAskedFor)
  return true
}
