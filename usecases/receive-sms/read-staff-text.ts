import { type SaidFrom, type SpeaksAs, whoSpeaks } from '../../core/access/who-speaks.ts'
import { limitsOf } from '../../core/hearing/numbers/temperature-limits.ts'
import { codesIn } from '../../core/hearing/staff/codes-and-phones.ts'
import { communityMeant, withoutCommunity } from '../../core/hearing/staff/community-letter.ts'
import { oneTimeCodesIn } from '../../core/hearing/staff/one-time-code-in-text.ts'
import { type HeardStaff, readStaff } from '../../core/hearing/staff/read-staff.ts'
import { Answer } from '../../core/matter/matter.ts'
import type { Inbound } from '../../core/message/message.ts'
import type { RuleBook } from '../../core/rule-book/rule-book.ts'
import { findConfirmation } from '../../record/confirmation-repository.ts'
import type { Finding } from '../../record/lookup.ts'
import type { Phone } from '../../record/phone-repository.ts'
import { heardOfResidents } from './answer-residents.ts'
import { type Addressed, type Author, addressedIn, isTheirs } from './who-writes.ts'

/** What the codes of a message name, in all communities of its possible writers. */
interface Named {
  readonly all: readonly Addressed[]
  /** What they may act on, in one community and by one code. */
  readonly theirs: readonly Addressed[]
  /**
   * The communities in which the same code names something of theirs, if the message does not say which. Empty: no such
   * doubt.
   */
  readonly communities: readonly Addressed[]
  /** A letter after the code says which. */
  readonly byLetter: boolean
}

export interface StaffMessage {
  readonly as: SpeaksAs
  /** Each once, in order. */
  readonly codes: readonly string[]
  readonly named: Named
  /** The answers that the writer may give to what the code names. */
  readonly answers: readonly Answer[]
  readonly heard: HeardStaff
  /** Somebody in isolation has this phone, or had it last and writes of an illness. */
  readonly hasResident: boolean
  /** As the words of a resident with this phone, it is bad news. */
  readonly isIll: boolean
}

const byId = (a: Addressed, b: Addressed): number => (a.community.id < b.community.id ? -1 : 1)

/** The community of the matter: the only one, or the one whose letter follows the code. */
const namedBy = (all: readonly Addressed[], text: string, codes: readonly string[]): Named => {
  const [code, another] = codes
  if (code === undefined || another !== undefined)
    return { all, theirs: [], communities: [], byLetter: false }
  const theirs = all.filter(isTheirs)
  const communities = [...new Map(theirs.map((one) => [one.community.id, one] as const)).values()].sort(byId)
  if (communities.length < 2) return { all, theirs, communities: [], byLetter: false }
  const meant = communities[communityMeant(text, code) ?? -1]?.community.id
  return meant === undefined
    ? { all, theirs: [], communities, byLetter: false }
    : {
        all,
        theirs: theirs.filter(({ community }) => community.id === meant),
        communities: [],
        byLetter: true,
      }
}

const codeFact = (codes: readonly string[], { all, theirs, communities }: Named): SaidFrom['code'] => {
  if (codes.length === 0) return 'none'
  if (codes.length > 1) return 'two'
  if (communities.length > 0) return 'of_several'
  if (theirs.length > 0) return 'theirs'
  return all.length > 0 ? 'not_theirs' : 'unknown'
}

const staffFact = ({ answer, asksForList, isImplied }: HeardStaff): SaidFrom['staff'] => {
  if (asksForList) return 'list'
  return answer === undefined || answer === 'taken' || isImplied === true ? 'words' : 'answer'
}

const ownFact = (own: Awaited<ReturnType<typeof heardOfResidents>>): SaidFrom['own'] => {
  if (own?.isIll === true) return 'ill'
  if (own === undefined || !own.isOpen) return 'nobody'
  const { reports, doubt, answer } = own.heard
  const reads = reports.length > 0 || answer !== undefined || (doubt !== undefined && doubt.ask !== 'again')
  return reads ? 'report' : 'words'
}

/** Reads a message from a number with posts, and finds out in which role it was written. */
export const readStaffText = async (
  ports: Finding,
  inbound: Pick<Inbound, 'from' | 'text' | 'at' | 'readWith'>,
  phone: Phone,
  authors: readonly Author[],
  book: RuleBook,
): Promise<StaffMessage> => {
  const { from, text } = inbound
  const signatures = authors.flatMap(({ community }) => Object.values(community.signature))
  const codes = codesIn(text, signatures)
  const all = (await Promise.all(codes.map((code) => addressedIn(ports, authors, code)))).flat()
  const named = namedBy(all, text, codes)
  const answers = [...new Set(named.theirs.flatMap((one) => one.answers))]
  const [code] = codes
  const heard = readStaff(code !== undefined && named.byLetter ? withoutCommunity(text, code) : text, {
    ...limitsOf(book),
    signatures,
    allowed: answers.length > 0 ? answers : Answer.options,
  })
  const own = ownFact(await heardOfResidents(ports, inbound, phone))
  const sent = await Promise.all(oneTimeCodesIn(text).map((one) => findConfirmation(ports, from, one)))
  const as = whoSpeaks({
    oneTime: sent.some((one) => one !== undefined),
    code: codeFact(codes, named),
    own,
    staff: staffFact(heard),
  })
  return { as, codes, named, answers, heard, hasResident: own !== 'nobody', isIll: own === 'ill' }
}
