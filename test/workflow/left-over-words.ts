import { limitsOf } from '../../core/hearing/numbers/temperature-limits.ts'
import type { OnPhone } from '../../core/hearing/reports/people-in-text.ts'
import { hearResident } from '../../core/hearing/resident/hear-resident.ts'
import { codesIn } from '../../core/hearing/staff/codes-and-phones.ts'
import { oneTimeCodesIn } from '../../core/hearing/staff/one-time-code-in-text.ts'
import { readStaff } from '../../core/hearing/staff/read-staff.ts'
import type { Matter } from '../../core/matter/matter.ts'
import { Answer } from '../../core/matter/matter.ts'
import { answersTo } from '../../core/matter/matter-answers.ts'
import { histories, type IsolationHistory } from '../../local/rehearsal/history/isolation-histories.ts'
import type { Violation } from '../../local/rehearsal/invariants/invariant.ts'
import { MessageLog } from '../../local/rehearsal/invariants/message-log.ts'
import type { InboxMessage } from '../../local/sms/inbox-rows.ts'
import type { LocalSystem } from '../../local/system/local-system.ts'
import { newestRuleBook } from '../../record/community-repository.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { loadPhone, type Phone } from '../../record/phone-repository.ts'
import { onPhone } from '../../usecases/receive-sms/speakers.ts'
import { exampleCommunity } from './test-system.ts'

type System = Pick<LocalSystem, 'ports' | 'inbox' | 'inbound'>

const SIGNATURES = Object.values(exampleCommunity().signature)

/** A quotation, or where the words can be read. */
const QUOTES = /[“"]|网页|on the page/

/** The texts whose words somebody was sent, or will be by a digest. */
const readBySomebody = ({ isolation, ledger, messages }: IsolationHistory, texts: MessageLog): string[] => {
  const sent = new Map(texts.about(isolation.id).map((text) => [text.sent?.key, text.text]))
  const quoted = messages.flatMap(({ key, params }) => {
    const { quotes } = params
    if (!Array.isArray(quotes) || !QUOTES.test(sent.get(`${isolation.id}/${key}`) ?? '')) return []
    return quotes.filter((one) => typeof one === 'string')
  })
  const kept = ledger.flatMap(({ event }) => (event.type === 'words_kept' ? [event.inbound] : []))
  return [...quoted, ...kept]
}

const SOMEBODY: readonly OnPhone[] = [{ letter: 'A', names: [], relation: 'self' }]

/** Everybody for whom a text from this phone may have been read, in the order of their arrival there. */
const peopleOn = async ({ ports }: System, phone: Phone): Promise<(readonly OnPhone[])[]> => {
  const speakers = await Promise.all(
    phone.residents.map(async ({ isolation, member: letter }) => {
      const loaded = await loadIsolation(ports, isolation)
      const person = (await findPerson(ports.store, loaded.isolation.person))?.person
      return { loaded, letter, ...(person === undefined ? {} : { person }) }
    }),
  )
  const [together, alone] = [onPhone(speakers), speakers.map((one) => onPhone([one]))]
  return [SOMEBODY, ...alone, ...together.map((_, index) => together.slice(0, index + 1))]
}

/** People who have another phone now had this one for some of its texts: those are not checked. */
const isAsItWas = ({ residents, lettersTold = '' }: Phone): boolean =>
  residents.every(({ moved }) => moved !== true) &&
  [...lettersTold].every((letter) => residents.some(({ member }) => member === letter))

/** Somebody whose time is over may go where they like: their move is nobody's work. */
const isOver = async ({ ports }: System, text: InboxMessage, { residents }: Phone): Promise<boolean> => {
  const found = await Promise.all(residents.map(({ isolation }) => loadIsolation(ports, isolation)))
  return found.every(
    ({ isolation: { status } }) =>
      (status.name === 'released' || status.name === 'ended') && status.at <= text.at,
  )
}

/** Whether words are left over for everybody on the phone and every question. */
const leavesWords = async (system: System, text: InboxMessage, phone: Phone): Promise<boolean> => {
  const book = await newestRuleBook(system.ports.store)
  const hears = (people: readonly OnPhone[], asked?: number) =>
    hearResident(text.text, {
      ...limitsOf(book),
      people,
      signatures: SIGNATURES,
      ...(asked === undefined ? {} : { asked: { letter: people[0]?.letter ?? 'A', tenths: asked } }),
    })
  const over = await isOver(system, text, phone)
  for (const people of await peopleOn(system, phone))
    for (const heard of [hears(people), hears(people, 370)]) {
      if (heard.machine || !heard.wordsLeft) return false
      if (over && heard.order === 'moved_away' && heard.left.length === 0) return false
    }
  return true
}

/** The same of a post's text to a matter. */
const addsWords = async (
  { ports }: System,
  text: InboxMessage,
  { posts: [post] }: Phone,
  matters: readonly Matter[],
): Promise<boolean> => {
  const [code, another] = codesIn(text.text, SIGNATURES)
  if (post === undefined || code === undefined || another !== undefined) return false
  if (oneTimeCodesIn(text.text).length > 0) return false
  const matter = matters.findLast((one) => one.code === code && one.openedAt <= text.at)
  if (matter === undefined) return false
  const limits = limitsOf(await newestRuleBook(ports.store))
  return [Answer.options, answersTo(matter.kind, post.role)].every((allowed) => {
    const heard = readStaff(text.text, { ...limits, signatures: SIGNATURES, allowed })
    return heard.note && !heard.machine
  })
}

/** Texts whose words nobody was or will be sent. Slow: for a few people, at the end. */
export const unreadWords = async (system: System): Promise<Violation[]> => {
  const texts = new MessageLog(system)
  const read = new Set<string>()
  const matters: Matter[] = []
  for await (const history of histories(system.ports.store)) {
    matters.push(...history.matters)
    for (const inbound of readBySomebody(history, texts)) read.add(inbound)
  }
  matters.sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
  const violations: Violation[] = []
  // A dead letter has an alarm of its own.
  const dead = system.inbound.deadLetters().map(({ body }) => body)
  for (const text of texts.all) {
    if (text.direction === 'to_phone' || read.has(text.id)) continue
    if (dead.some((body) => body.includes(`"${text.id}"`))) continue
    const { phone } = await loadPhone(system.ports, text.phone)
    const left =
      phone.posts.length > 0
        ? await addsWords(system, text, phone, matters)
        : phone.residents.length > 0 && isAsItWas(phone) && (await leavesWords(system, text, phone))
    if (left)
      violations.push({
        invariant: 'words left over reach a person',
        what: `${text.id} at ${text.at}: ${text.text}`,
      })
  }
  return violations
}
