import { limitsOf } from '../../core/hearing/numbers/temperature-limits.ts'
import { numberAnswer } from '../../core/hearing/resident/number-answer.ts'
import { readResident } from '../../core/hearing/resident/read-resident.ts'
import { codesIn } from '../../core/hearing/staff/codes-and-phones.ts'
import { oneTimeCodesIn } from '../../core/hearing/staff/one-time-code-in-text.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import { openQuestion } from '../../core/isolation/open-question.ts'
import type { Danger } from '../../core/meaning.ts'
import type { Inbound } from '../../core/message/message.ts'
import { residentAnswers } from '../../core/message/reply-budgets.ts'
import type { Person } from '../../core/person/person.ts'
import type { AnswerPorts, Ports } from '../../core/ports/ports.ts'
import { maskedName } from '../../core/texts/masked-name.ts'
import { type LoadedInbound, recordedInbound } from '../../record/inbound-repository.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { livesAt, type Phone, pendingOn } from '../../record/phone-repository.ts'
import { confirmNumber } from '../change-phone/confirm-number.ts'
import { refuseNumber } from '../change-phone/refuse-number.ts'
import { letterOn } from '../compose-message/letter-on-phone.ts'
import { keepWords } from '../raise-matter/keep-words.ts'
import { type Reply, sendOnce } from '../stranger-in-danger/send-once.ts'
import { strangerInDanger } from '../stranger-in-danger/stranger-in-danger.ts'
import { speakersOn } from './speakers.ts'
import { tellWorkerNow } from './tell-worker-now.ts'

/** Somebody whose new number this may be. */
interface Pending {
  readonly letter: string
  readonly loaded: Loaded
  readonly person: Person
}

const pendingAt = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  phone: Phone,
  number: string,
): Promise<Pending[]> => {
  const all = await Promise.all(
    pendingOn(phone).map(async ({ isolation, member: letter }): Promise<Pending[]> => {
      const loaded = await loadIsolation(ports, isolation)
      const person = (await findPerson(ports.store, loaded.isolation.person))?.person
      return person?.pendingPhone === number && isOpen(loaded.isolation) ? [{ letter, loaded, person }] : []
    }),
  )
  return all.flat()
}

const CONFIRMED = 'number_confirmed'
const REFUSED = 'wrong_number'

const reply = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'messages' | 'settings' | 'clock' | 'log'>,
  { inbound }: LoadedInbound,
  { loaded, person }: Pending,
  text: Reply,
): Promise<void> =>
  sendOnce(ports, inbound, loaded.community, text, {
    paidFrom: [residentAnswers(inbound.from, loaded.book)],
    language: person.language,
  })

interface Words {
  readonly is: 'machine' | 'refusal' | 'ill' | 'kind' | 'words'
  readonly danger?: Danger
}

/** What the message says besides yes or no. */
const wordsIn = (text: string, { community, book }: Loaded): Words => {
  const heard = readResident(text, {
    ...limitsOf(book),
    people: [{ letter: 'A', names: [], relation: 'self' }],
    signatures: Object.values(community.signature),
  })
  if (heard.machine) return { is: 'machine' }
  const [danger] = heard.dangers
  if (danger !== undefined) return { is: 'ill', danger }
  if (heard.order === 'wrong_number' || heard.order === 'stop') return { is: 'refusal' }
  const isIll =
    heard.mayBeDanger ||
    heard.feverOfAnother ||
    heard.reports.some(({ tenths, symptoms }) => symptoms.length > 0 || (tenths ?? 0) >= book.fever.from) ||
    (heard.doubt?.ask === 'confirm' && heard.doubt.tenths >= book.fever.from)
  if (isIll) return { is: 'ill' }
  const isKind =
    !heard.wordsLeft && heard.reports.length === 0 && heard.doubt === undefined && heard.needs.length === 0
  return { is: isKind ? 'kind' : 'words' }
}

/** Passes the words to a person who can find out: at once if they may be bad news, otherwise with the digest. */
const tellOfWords = async (
  ports: AnswerPorts,
  { id: inbound, from }: Inbound,
  { is }: Words,
  pending: readonly Pending[],
): Promise<void> => {
  for (const { loaded } of pending) {
    const { id } = loaded.isolation
    if (is === 'ill') await tellWorkerNow(ports, id, { inbound, from })
    else if (is === 'words') await keepWords(ports, id, { inbound, from, by: 'resident' })
  }
}

/** The writer also holds a post, and writes in it. */
const isToPost = (text: string, { community }: Loaded): boolean =>
  codesIn(text, Object.values(community.signature)).length > 0 || oneTimeCodesIn(text).length > 0

/**
 * A message from a number that may be somebody's new one. A plain yes confirms it, a no drops it; anything else is
 * nobody's report, but is never lost: a person reads it. False: it is about others who have this phone, or a post has
 * to answer.
 * @param isPost a member of staff has this phone
 */
export const answerNewNumber = async (
  ports: AnswerPorts & Pick<Ports, 'messages' | 'settings'>,
  kept: LoadedInbound,
  phone: Phone,
  isPost: boolean,
): Promise<boolean> => {
  const { inbound } = kept
  if (inbound.state === 'recorded' && inbound.meaning === CONFIRMED) {
    // Repeats what a crash after recording may have left undone.
    for (const { isolation } of phone.residents)
      if (isolation === inbound.isolation) await confirmNumber(ports, isolation, inbound.from, inbound.id, [])
    return true
  }
  if (inbound.state === 'recorded' && inbound.meaning === REFUSED && livesAt(phone).length === 0) return true
  const pending = await pendingAt(ports, phone, inbound.from)
  const [first, another] = pending
  if (first === undefined) return false
  const speakers = await speakersOn(ports, phone)
  const others = speakers.filter(({ loaded, moved }) => isOpen(loaded.isolation) && moved !== true)
  const isAsked = others.some(
    ({ loaded: { isolation, book, now } }) => openQuestion(isolation, book, now) !== undefined,
  )
  const letters = [...pending, ...others].map(({ letter }) => letter)
  const said = numberAnswer(inbound.text, letters)
  const recorded = (meaning: string, of: Pending = first) =>
    recordedInbound(kept, { isolation: of.loaded.isolation.id, meaning })
  if (said !== undefined && inbound.state !== 'recorded') {
    const named = pending.find(({ letter }) => letter === said.letter)
    // Without a letter it may answer the question whether it is 37.0.
    const whose = said.letter === undefined && another === undefined && !isAsked ? first : named
    if (whose !== undefined) {
      const { id } = whose.loaded.isolation
      if (said.says === 'yes')
        await confirmNumber(ports, id, inbound.from, inbound.id, [recorded(CONFIRMED, whose)])
      else {
        await refuseNumber(ports, id, inbound.from, inbound.id, [recorded(REFUSED, whose)])
        await reply(ports, kept, whose, { template: 'sorry_wrong_number', params: {} })
      }
      return true
    }
    if (said.letter === undefined && another !== undefined && !isAsked) {
      await ports.store.transact([recorded('who')])
      const asked = pending.map(({ letter }) => letter)
      await reply(ports, kept, first, { template: 'which_number', params: { letters: asked } })
      return true
    }
  }
  if (others.length > 0) return false
  const words = wordsIn(inbound.text, first.loaded)
  if (isPost && (inbound.state === 'recorded' || isToPost(inbound.text, first.loaded))) return false
  if (inbound.state === 'recorded' && inbound.meaning !== 'from_stranger') return true
  if (isPost && words.is !== 'refusal') {
    // It may be about a patient of theirs: they are answered as the post that they are.
    if (words.is === 'ill') await tellOfWords(ports, inbound, words, pending)
    return false
  }
  await tellOfWords(ports, inbound, words, pending)
  if (words.danger !== undefined) {
    // It records the message.
    await strangerInDanger(ports, kept, words.danger)
    return true
  }
  if (inbound.state === 'recorded') return true
  if (words.is === 'refusal') {
    for (const [index, { loaded }] of pending.entries())
      await refuseNumber(
        ports,
        loaded.isolation.id,
        inbound.from,
        inbound.id,
        index === pending.length - 1 ? [recorded(REFUSED)] : [],
      )
    await reply(ports, kept, first, { template: 'sorry_wrong_number', params: {} })
    return true
  }
  const isMachine = words.is === 'machine'
  await ports.store.transact([recorded(isMachine ? 'ignore' : 'number_not_confirmed')])
  if (isMachine) return true
  const letter = await letterOn(ports, inbound.from, first.loaded.isolation.id)
  await reply(ports, kept, first, {
    template: 'confirm_number',
    params: {
      person: maskedName(first.person.name),
      again: true,
      ...(letter === undefined ? {} : { letter }),
    },
  })
  return true
}
