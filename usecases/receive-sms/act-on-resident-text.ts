import type { Heard, HeardReport } from '../../core/hearing/heard.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import { type Isolation, isOpen, openMatters } from '../../core/isolation/isolation.ts'
import { placeReport } from '../../core/isolation/judge-report.ts'
import type { Danger } from '../../core/meaning.ts'
import type { Inbound, ReadWith } from '../../core/message/message.ts'
import { repeatedTellings } from '../../core/message/reply-budgets.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { RuleBook } from '../../core/rule-book/rule-book.ts'
import { DAY, plus } from '../../core/time/instant.ts'
import { spend } from '../../record/budget-repository.ts'
import { keepWords } from '../raise-matter/keep-words.ts'
import { openDanger } from '../raise-matter/open-danger.ts'
import { openNoThermometer, openRequest } from '../raise-matter/open-request.ts'
import { openWrongNumber } from '../raise-matter/open-wrong-number.ts'
import { recordReport } from '../record-report/record-report.ts'
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
const settleOptedOut = async (ports: Ports, isolation: Isolation, book: RuleBook): Promise<void> => {
  for (const { id, kind } of openMatters(isolation))
    if (
      kind === 'opted_out' &&
      (await spend(ports, repeatedTellings(isolation.id, kind, book))) !== undefined
    )
      await settleMatter(ports, id, 'opted_in_again', 'resident')
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
  ports: Ports,
  { id: inbound, from }: Pick<Inbound, 'id' | 'from'>,
  heard: Heard,
  speakers: readonly Speaker[],
  question: ReadWith['question'],
): Promise<void> => {
  const [main] = speakers
  if (main === undefined) return
  const here = speakers.filter(({ moved }) => moved !== true)
  const { isolation, book, now } = main.loaded
  const brought = { inbound, by: 'resident' } as const
  const asker = speakerOf(speakers, question?.letter) ?? main
  if (heard.machine) return answerInWords(ports, isolation.id, inbound, 'ignore')
  // A released person may go where they like.
  if (
    heard.order === 'moved_away' &&
    !isOpen(isolation) &&
    heard.dangers.length === 0 &&
    heard.reports.length === 0 &&
    heard.question === undefined &&
    heard.left.length === 0
  )
    return answerInWords(ports, isolation.id, inbound, 'kind_words')

  const reports = withFeverInDoubt(withAnswer(heard, question), heard, book.fever.from)
  const dangers: readonly Danger[] = [...heard.dangers, ...(heard.feverOfAnother ? (['other'] as const) : [])]
  const [danger] = dangers
  if (danger !== undefined) {
    const ill = reports.find(({ symptoms }) => symptoms.length > 0) ?? reports[0]
    const whose = speakerOf(speakers, ill?.letter) ?? main
    await openDanger(ports, whose.loaded.isolation.id, {
      ...brought,
      danger,
      ...(ill?.tenths === undefined ? {} : { tenths: ill.tenths }),
      symptoms: ill?.symptoms ?? [],
    })
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
    await recordReport(ports, whose.loaded.isolation.id, {
      ...(report.tenths === undefined ? {} : { tenths: report.tenths }),
      symptoms: report.symptoms,
      ...(report.when === undefined ? {} : { when: report.when }),
      source: 'sms',
      by: 'resident',
      inbound,
      from,
      part: String(index),
      note: notes && index === 0,
      // Danger and requests have answers of their own, and two fevers of one person get one answer.
      unanswered: danger !== undefined || (plain ? answersElsewhere : isAdvised(index, report.letter)),
    })
  }
  if (notes && reports.length === 0) await keepWords(ports, isolation.id, brought)
  if (heard.mayBeDanger) await tellWorkerNow(ports, isolation.id, inbound)

  for (const need of heard.needs.slice(0, MOST_NEEDS))
    await openRequest(ports, isolation.id, { ...brought, need })
  if (heard.noThermometer) await openNoThermometer(ports, isolation.id, brought)
  if (heard.order === 'wrong_number') {
    for (const { loaded } of here) await openWrongNumber(ports, loaded.isolation.id, brought)
    return
  }
  if (heard.order === 'stop') for (const { loaded } of here) await optOut(ports, loaded.isolation.id, inbound)
  if (heard.order === 'start') {
    for (const { loaded } of here) {
      const { isolation: now } = await optIn(ports, loaded.isolation.id, inbound)
      await settleOptedOut(ports, now, loaded.book)
    }
  }
  if (heard.order === 'help') {
    await keepWords(ports, isolation.id, brought)
    await answerInWords(ports, asker.loaded.isolation.id, inbound, 'help')
  }
  if (heard.order === 'moved_away' && danger === undefined && reports.length === 0)
    await answerInWords(ports, isolation.id, inbound, 'question:other')
  if (heard.question !== undefined && danger === undefined)
    await answerInWords(ports, isolation.id, inbound, `question:${heard.question}`)

  if (heard.justYes && question === undefined && isJustMended(asker.loaded))
    return answerInWords(ports, asker.loaded.isolation.id, inbound, 'kind_words')
  // A yes to a question whose slot has closed was understood well enough.
  if (heard.justYes && question === undefined && asker.loaded.isolation.toConfirm !== undefined)
    return answerInWords(ports, isolation.id, inbound, 'late_yes')
  if (heard.doubt !== undefined && danger === undefined)
    return askBack(ports, inbound, heard.doubt, speakers, reports.length)
  if (!isSilent(heard, reports)) return
  const owed = isOpen(isolation) && placeReport(isolation, book, now).timing !== 'extra'
  // "All fine, thank you" in answer to a prompt is no reading.
  if (heard.saysWell && owed && question === undefined)
    return askBack(ports, inbound, { ask: 'again', well: true }, speakers, 0)
  if (heard.answer === 'no') return askBack(ports, inbound, { ask: 'again' }, speakers, 0)
  await answerInWords(ports, isolation.id, inbound, heard.wordsLeft ? 'note' : 'kind_words')
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
