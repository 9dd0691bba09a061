import type { Heard } from '../../core/hearing/heard.ts'
import { limitsOf } from '../../core/hearing/numbers/temperature-limits.ts'
import { hearResident } from '../../core/hearing/resident/hear-resident.ts'
import type { Hearing } from '../../core/hearing/resident/read-resident.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import { placeReport } from '../../core/isolation/judge-report.ts'
import { openQuestion } from '../../core/isolation/open-question.ts'
import type { ReadWith } from '../../core/message/message.ts'
import type { AnswerPorts, Ports } from '../../core/ports/ports.ts'
import type { Instant } from '../../core/time/instant.ts'
import { keepReadWith, type LoadedInbound, recordedInbound } from '../../record/inbound-repository.ts'
import type { Phone } from '../../record/phone-repository.ts'
import { actOn } from './act-on-resident-text.ts'
import { onPhone, type Speaker, speakersOn } from './speakers.ts'

/** What a message from a phone may answer: the state when it is read, and nothing that was asked after it was sent. */
const readWithOf = (speakers: readonly Speaker[], sentAt: Instant): ReadWith => {
  const questions = speakers.flatMap(({ letter, loaded: { isolation, book } }) => {
    const open = openQuestion(isolation, book, sentAt)
    return open === undefined ? [] : [{ letter, tenths: open.tenths, symptoms: open.symptoms }]
  })
  const [question] = questions
  const here = speakers.filter(({ moved }) => moved !== true)
  const owing = here.filter(
    ({ letter, loaded: { isolation, book, now } }) =>
      questions.some((one) => one.letter === letter) ||
      placeReport(isolation, book, now, { sentAt }).timing !== 'extra',
  )
  // If only one person still has the phone, words without a name are theirs.
  const [owed, another] = here.length === 1 ? here : owing
  return {
    ...(question === undefined ? {} : { question }),
    ...(owed === undefined || another !== undefined || speakers.length < 2 ? {} : { owed: owed.letter }),
  }
}

/** What the reader has to know of the phone from which a message came. */
const hearingOf = (
  speakers: readonly Speaker[],
  signatures: readonly string[],
  { question }: ReadWith,
): Hearing | undefined => {
  const [first] = speakers
  if (first === undefined) return undefined
  const isTheirs = speakers.some(({ letter }) => letter === question?.letter)
  return {
    ...limitsOf(first.loaded.book),
    people: onPhone(speakers),
    signatures,
    ...(question !== undefined && isTheirs
      ? { asked: { letter: question.letter, tenths: question.tenths } }
      : {}),
  }
}

/**
 * A message without a name from a shared phone: if only one person is still asked, it means that one. Named or doubtful
 * words are left as they were read.
 */
const heardOf = (
  text: string,
  speakers: readonly Speaker[],
  signatures: readonly string[],
  readWith: ReadWith,
): Heard | undefined => {
  const hearing = hearingOf(speakers, signatures, readWith)
  if (hearing === undefined) return undefined
  const heard = hearResident(text, hearing)
  const owed = speakers.filter(({ letter }) => letter === readWith.owed)
  const unnamed = heard.doubt?.ask === 'who' && heard.reports.length === 0
  const answers = hearing.asked !== undefined && heard.reports.length === 0
  const alone = hearingOf(owed, signatures, readWith)
  return (unnamed || answers) && alone !== undefined ? hearResident(text, alone) : heard
}

/**
 * How a message reads as a resident's of its phone, and whether it is bad news. undefined: there is and was no
 * resident.
 */
export const heardOfResidents = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  { text, at, readWith }: Pick<LoadedInbound['inbound'], 'text' | 'at' | 'readWith'>,
  phone: Phone,
): Promise<{ readonly heard: Heard; readonly isOpen: boolean; readonly isIll: boolean } | undefined> => {
  const speakers = await speakersOn(ports, phone)
  const [main] = speakers
  if (main === undefined) return undefined
  const signatures = Object.values(main.loaded.community.signature)
  const heard = heardOf(text, speakers, signatures, readWith ?? readWithOf(speakers, at))
  if (heard === undefined) return undefined
  const { from } = main.loaded.book.fever
  return {
    heard,
    isOpen: isOpen(main.loaded.isolation),
    isIll:
      heard.dangers.length > 0 ||
      heard.feverOfAnother ||
      heard.reports.some(({ tenths, symptoms }) => symptoms.length > 0 || (tenths ?? 0) >= from),
  }
}

/**
 * A message from a phone of one or several returnees: read once, then everything it says is done. A second delivery
 * after a crash is read with the state of the first one.
 */
export const answerResidents = async (
  ports: AnswerPorts,
  kept: LoadedInbound,
  phone: Phone,
): Promise<void> => {
  if (kept.inbound.state === 'recorded') return
  const speakers = await speakersOn(ports, phone)
  const [main] = speakers
  if (main === undefined) return
  const readWith = kept.inbound.readWith ?? readWithOf(speakers, kept.inbound.at)
  const isNew = kept.inbound.readWith === undefined && Object.keys(readWith).length > 0
  const known = isNew ? await keepReadWith(ports.store, kept, readWith) : kept
  const { signature } = main.loaded.community
  const heard = heardOf(known.inbound.text, speakers, Object.values(signature), readWith)
  if (heard === undefined) return
  await actOn(ports, known.inbound, heard, speakers, readWith.question)
  await ports.store.transact([
    recordedInbound(known, { isolation: main.loaded.isolation.id, meaning: meaningOf(heard) }),
  ])
}

/** One word for how a message was read. */
const meaningOf = (heard: Heard): string => {
  if (heard.machine) return 'ignore'
  if (heard.dangers.length > 0) return 'danger'
  if (heard.order !== undefined) return heard.order
  if (heard.reports.length > 0) return 'report'
  if (heard.noThermometer) return 'no_thermometer'
  if (heard.needs.length > 0) return 'request'
  if (heard.question !== undefined) return `question:${heard.question}`
  if (heard.doubt !== undefined) return heard.doubt.ask
  if (heard.answer !== undefined) return heard.answer
  return heard.wordsLeft ? 'note' : 'kind_words'
}
