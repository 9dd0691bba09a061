import type { Heard, HeardReport } from '../../core/hearing/heard.ts'
import type { IsolationId } from '../../core/ids.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import type { Meaning } from '../../core/isolation/decisions/answer-in-words.ts'
import { isOpen, openMatters } from '../../core/isolation/isolation.ts'
import { placeReport } from '../../core/isolation/judge-report.ts'
import type { Danger } from '../../core/meaning.ts'
import type { Inbound, ReadWith } from '../../core/message/message.ts'
import { repeatedTellings } from '../../core/message/reply-budgets.ts'
import type { AnswerPorts, CommandPorts, Ports } from '../../core/ports/ports.ts'
import { DAY, plus } from '../../core/time/instant.ts'
import { spend } from '../../record/budget-repository.ts'
import type { AlreadyRead, CommandResult } from '../../record/isolation-repository.ts'
import { keepWords } from '../raise-matter/keep-words.ts'
import { openDanger } from '../raise-matter/open-danger.ts'
import { openNoThermometer, openRequest } from '../raise-matter/open-request.ts'
import { openWrongNumber } from '../raise-matter/open-wrong-number.ts'
import { type ReceivedReport, recordReport } from '../record-report/record-report.ts'
import { settleMatter } from '../settle-matter/settle-matter.ts'
import { askBack } from './ask-back.ts'
import { answerInWords, optIn, optOut } from './reply-to-resident.ts'
import type { Speaker } from './speakers.ts'
import { tellWorkerNow } from './tell-worker-now.ts'

/** At most this many needs of one message open a matter each; the words of all are quoted. */
const MOST_NEEDS = 2

const speakerOf = (speakers: readonly Speaker[], letter: string | undefined): Speaker | undefined =>
  speakers.find((one) => one.letter === letter) ?? speakers[0]

/**
 * Somebody who wants messages again needs nobody. If they go back and forth, their matter stays open after a while, so
 * that the worker is not told of each change and finds out why.
 */
const settleOptedOut = async (
  ports: CommandPorts & Pick<Ports, 'lookups'>,
  loaded: Loaded,
): Promise<void> => {
  const { isolation, book } = loaded
  for (const { id, kind } of openMatters(isolation))
    if (
      kind === 'opted_out' &&
      (await spend(ports, repeatedTellings(isolation.id, kind, book))) !== undefined
    )
      await settleMatter(ports, id, 'opted_in_again', 'resident', { loaded })
}

/** Whether a report needs no advice. */
const isPlain = ({ tenths, symptoms }: HeardReport, feverFrom: number): boolean =>
  symptoms.length === 0 && (tenths === undefined || tenths < feverFrom)

/** A yes to "is it 37.0?" is a report of that reading. */
const withAnswer = (heard: Heard, question: ReadWith['question']): readonly HeardReport[] => {
  if (heard.answer !== 'yes' || question === undefined) return heard.reports
  if (heard.reports.some(({ tenths }) => tenths !== undefined)) return heard.reports
  const { letter, tenths } = question
  const said = heard.reports.find((one) => one.letter === letter)?.symptoms ?? []
  const symptoms = [...new Set([...question.symptoms, ...said])]
  return [{ letter, tenths, symptoms }, ...heard.reports.filter((one) => one.letter !== letter)]
}

/** A fever is recorded even while we ask whether it is 38.2. */
const withFeverInDoubt = (
  reports: readonly HeardReport[],
  { doubt }: Heard,
  feverFrom: number,
): readonly HeardReport[] =>
  doubt?.ask === 'confirm' && doubt.tenths >= feverFrom && doubt.sure !== false && doubt.again !== true
    ? [...reports.filter(({ letter }) => letter !== doubt.letter), doubt]
    : reports

/**
 * Does everything that a message says, each part once however often the message is delivered: danger first, then
 * reports, needs, keywords, the answer to a question, and the question back. The rest is kept for a person, unless a
 * matter already quotes the words.
 */
export const actOn = async (
  ports: AnswerPorts,
  { id: inbound, from, at: sentAt }: Pick<Inbound, 'id' | 'from' | 'at'>,
  heard: Heard,
  speakers: readonly Speaker[],
  question: ReadWith['question'],
): Promise<void> => {
  const [main] = speakers
  if (main === undefined) return
  const here = speakers.filter(({ moved }) => moved !== true)
  const { isolation, book, now } = main.loaded
  const text = { inbound, from }
  const brought = { ...text, by: 'resident' } as const
  // Each part of the message goes on from the isolation as the part before has left it.
  const latest = new Map<IsolationId, Loaded>(speakers.map(({ loaded }) => [loaded.isolation.id, loaded]))
  const readOf = ({
    loaded: {
      isolation: { id },
    },
  }: Speaker): AlreadyRead => ({ loaded: latest.get(id) })
  const after = (result: CommandResult): void => void latest.set(result.isolation.id, result)
  const answerAs = async (whose: Speaker, meaning: Meaning): Promise<void> =>
    after(await answerInWords(ports, whose.loaded.isolation.id, text, meaning, readOf(whose)))
  const asker = speakerOf(speakers, question?.letter) ?? main
  if (heard.machine) return answerAs(main, 'ignore')
  // A released person may go where they like.
  if (
    heard.order === 'moved_away' &&
    !isOpen(isolation) &&
    heard.dangers.length === 0 &&
    heard.reports.length === 0 &&
    heard.question === undefined &&
    heard.left.length === 0
  )
    return answerAs(main, 'kind_words')

  const reports = withFeverInDoubt(withAnswer(heard, question), heard, book.fever.from)
  const dangers: readonly Danger[] = [...heard.dangers, ...(heard.feverOfAnother ? (['other'] as const) : [])]
  const [danger] = dangers
  if (danger !== undefined) {
    const ill = reports.find(({ symptoms }) => symptoms.length > 0) ?? reports[0]
    const whose = speakerOf(speakers, ill?.letter) ?? main
    const inDanger = {
      ...brought,
      danger,
      ...(ill?.tenths === undefined ? {} : { tenths: ill.tenths }),
      symptoms: ill?.symptoms ?? [],
    }
    after(await openDanger(ports, whose.loaded.isolation.id, inDanger, readOf(whose)))
  }

  // A matter about a wrong number has no room for the words.
  const quotesThem = danger !== undefined || heard.needs.length > 0
  const answersElsewhere = heard.needs.length > 0 || heard.noThermometer || heard.question !== undefined
  const notes = heard.wordsLeft && !quotesThem
  const isAdvised = (before: number, letter: string): boolean =>
    reports.slice(0, before).some((one) => one.letter === letter && !isPlain(one, book.fever.from))
  for (const [index, report] of reports.entries()) {
    const whose = speakerOf(speakers, report.letter) ?? main
    const plain = isPlain(report, book.fever.from)
    const received: ReceivedReport = {
      ...(report.tenths === undefined ? {} : { tenths: report.tenths }),
      symptoms: report.symptoms,
      ...(report.when === undefined ? {} : { when: report.when }),
      sentAt,
      source: 'sms',
      ...brought,
      part: String(index),
      note: notes && index === 0,
      // Danger and requests have answers of their own, and two fevers of one person get one answer.
      unanswered: danger !== undefined || (plain ? answersElsewhere : isAdvised(index, report.letter)),
    }
    after(await recordReport(ports, whose.loaded.isolation.id, received, readOf(whose)))
  }
  if (notes && reports.length === 0) after(await keepWords(ports, isolation.id, brought, readOf(main)))
  if (heard.mayBeDanger) after(await tellWorkerNow(ports, isolation.id, text, readOf(main)))

  for (const need of heard.needs.slice(0, MOST_NEEDS))
    after(await openRequest(ports, isolation.id, { ...brought, need }, readOf(main)))
  if (heard.noThermometer) after(await openNoThermometer(ports, isolation.id, brought, readOf(main)))
  if (heard.order === 'wrong_number') {
    for (const one of here) after(await openWrongNumber(ports, one.loaded.isolation.id, brought, readOf(one)))
    return
  }
  if (heard.order === 'stop')
    for (const one of here) after(await optOut(ports, one.loaded.isolation.id, text, readOf(one)))
  if (heard.order === 'start') {
    for (const one of here) {
      const optedIn = await optIn(ports, one.loaded.isolation.id, text, readOf(one))
      after(optedIn)
      await settleOptedOut(ports, optedIn)
    }
  }
  if (heard.order === 'help') {
    after(await keepWords(ports, isolation.id, brought, readOf(main)))
    await answerAs(asker, 'help')
  }
  if (heard.order === 'moved_away' && danger === undefined && reports.length === 0)
    await answerAs(main, 'question:other')
  if (heard.question !== undefined && danger === undefined) await answerAs(main, `question:${heard.question}`)

  if (heard.justYes && question === undefined && isJustMended(asker.loaded))
    return answerAs(asker, 'kind_words')
  // A yes to a question whose slot has closed was understood well enough.
  if (heard.justYes && question === undefined && asker.loaded.isolation.toConfirm !== undefined)
    return answerAs(main, 'late_yes')
  if (heard.doubt !== undefined && danger === undefined)
    return askBack(ports, text, heard.doubt, speakers, reports.length, readOf)
  if (!isSilent(heard, reports)) return
  const owed = isOpen(isolation) && placeReport(isolation, book, now, { sentAt }).timing !== 'extra'
  // "All fine, thank you" in answer to a prompt is no reading.
  if (heard.saysWell && owed && question === undefined)
    return askBack(ports, text, { ask: 'again', well: true }, speakers, 0, readOf)
  if (heard.answer === 'no') return askBack(ports, text, { ask: 'again' }, speakers, 0, readOf)
  await answerAs(main, heard.wordsLeft ? 'note' : 'kind_words')
}

/** Somebody who was asked twice whether the number is theirs may say yes twice. */
const isJustMended = ({ isolation: { contact, phoneSince }, now }: Loaded): boolean =>
  contact.by === 'sms' && phoneSince !== undefined && plus(phoneSince, DAY) > now

/** Only kind words, or words for a person. */
const isSilent = (heard: Heard, reports: readonly HeardReport[]): boolean =>
  reports.length === 0 &&
  heard.dangers.length === 0 &&
  !heard.feverOfAnother &&
  heard.needs.length === 0 &&
  !heard.noThermometer &&
  heard.order === undefined &&
  heard.question === undefined
