import { hearResident } from '../../core/hearing/hear-resident.ts'
import type { Heard } from '../../core/hearing/heard.ts'
import { limitsOf } from '../../core/hearing/limits.ts'
import type { Hearing } from '../../core/hearing/read-resident.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { placeReport } from '../../core/rules/judge-report.ts'
import { openQuestion } from '../../core/rules/open-question.ts'
import { type LoadedInbound, recordedInbound } from '../../record/inbound-record.ts'
import type { Phone } from '../../record/phone-record.ts'
import { actOn } from './act-on.ts'
import { onPhone, type Speaker, speakersOn } from './speakers.ts'

const questionTo = ({ loaded: { isolation, book, now } }: Speaker) => openQuestion(isolation, book, now)

const isOwed = (speaker: Speaker): boolean => {
  const { isolation, book, now } = speaker.loaded
  return questionTo(speaker) !== undefined || placeReport(isolation, book, now).timing !== 'extra'
}

/** What the reader must know of the phone from which a text came. */
const hearingOf = (speakers: readonly Speaker[], signatures: readonly string[]): Hearing | undefined => {
  const [first] = speakers
  if (first === undefined) return undefined
  const { book } = first.loaded
  const asked = speakers.map(questionTo).find((question) => question !== undefined)
  return {
    ...limitsOf(book),
    people: onPhone(speakers),
    signatures,
    ...(asked === undefined ? {} : { asked: asked.tenths }),
  }
}

/**
 * A text without a name from a phone of several: it can only mean the one who is still asked, if there is one. Named or
 * doubtful words are left as they were heard.
 */
const heardOf = (
  text: string,
  speakers: readonly Speaker[],
  signatures: readonly string[],
): Heard | undefined => {
  const hearing = hearingOf(speakers, signatures)
  if (hearing === undefined) return undefined
  const heard = hearResident(text, hearing)
  const [owed, another] = speakers.filter(isOwed)
  if (speakers.length < 2 || owed === undefined || another !== undefined) return heard
  const unnamed = heard.doubt?.ask === 'who' && heard.reports.length === 0
  const answers = hearing.asked !== undefined && heard.reports.length === 0
  const alone = hearingOf([owed], signatures)
  return (unnamed || answers) && alone !== undefined ? hearResident(text, alone) : heard
}

/** A text from a phone of one or several returnees: read once, then everything that it says is done. */
export const answerResidents = async (ports: Ports, kept: LoadedInbound, phone: Phone): Promise<void> => {
  const speakers = await speakersOn(ports, phone)
  const [main] = speakers
  if (main === undefined) return
  const { signature } = main.loaded.community
  const heard = heardOf(kept.inbound.text, speakers, Object.values(signature))
  if (heard === undefined) return
  await actOn(ports, kept.inbound, heard, speakers)
  if (kept.inbound.state === 'recorded') return
  await ports.store.transact([
    recordedInbound(kept, { isolation: main.loaded.isolation.id, meaning: meaningOf(heard) }),
  ])
}

/** One word for what a text was taken for. */
export const meaningOf = (heard: Heard): string => {
  if (heard.machine) return 'ignore'
  if (heard.dangers.length > 0) return 'danger'
  if (heard.order !== undefined) return heard.order
  if (heard.reports.length > 0) return 'report'
  if (heard.noThermometer) return 'no thermometer'
  if (heard.needs.length > 0) return 'request'
  if (heard.question !== undefined) return `question:${heard.question}`
  if (heard.doubt !== undefined) return heard.doubt.ask
  if (heard.answer !== undefined) return heard.answer
  return heard.wordsLeft ? 'note' : 'kind words'
}
