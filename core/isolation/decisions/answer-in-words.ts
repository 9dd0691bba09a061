import { Question } from '../../meaning.ts'
import type { Message } from '../../message/message.ts'
import { messageToResident } from '../../texts/recorded-message.ts'
import type { Asked } from '../../texts/templates.ts'
import { localDate, localTime } from '../../time/time-zone.ts'
import { dayAt, endDate, releaseFrom } from '../calendar.ts'
import type { Decision, Loaded } from '../decision.ts'
import { isOpen } from '../isolation.ts'
import { openQuestion } from '../open-question.ts'

/**
 * `ignore`: an automatic reply. `note`: words for a person. `question:release` and the like: answered from the record.
 */
export type Meaning = 'ignore' | 'note' | 'kind_words' | 'help' | 'late_yes' | `question:${Question}`

/** When the isolation ends, from the record; nothing while a doctor has to judge. */
const releaseOf = ({ isolation, book, now }: Loaded): Extract<Asked, { question: 'release' }> => {
  const { status, zone } = isolation
  const from = status.name === 'approved' ? status.releaseAt : releaseFrom(isolation, book)
  if (status.name === 'referred' || from <= now) return { question: 'release' }
  return {
    question: 'release',
    release: {
      date: localDate(from, zone),
      time: localTime(from, zone),
      left: Math.max(0, isolation.lastDay - dayAt(isolation, now)),
    },
  }
}

/** The answer to a question, from the record. */
export const answerQuestion = (loaded: Loaded, question: Question, key: string): Message => {
  const { isolation, now } = loaded
  if (question === 'release' && !isOpen(isolation))
    return messageToResident(key, now, 'ended', { date: endDate(isolation) })
  return messageToResident(key, now, 'answer', question === 'release' ? releaseOf(loaded) : { question })
}

const textsFor = (loaded: Loaded, meaning: Meaning, key: string): Message[] => {
  const { isolation, book, now } = loaded
  if (meaning === 'ignore' || meaning === 'kind_words') return []
  if (meaning === 'late_yes') return [messageToResident(key, now, 'question_ended', {})]
  if (meaning === 'help') {
    // A message that does not answer "is it 37.0?" gets the question again, and does not count as unclear.
    const asked = openQuestion(isolation, book, now)
    return [
      asked === undefined
        ? messageToResident(key, now, 'help', {})
        : messageToResident(key, now, 'confirm', { tenths: asked.tenths }),
    ]
  }
  const question = Question.safeParse(meaning.replace('question:', ''))
  return [answerQuestion(loaded, question.success ? question.data : 'other', key)]
}

/** The ledger says how a message was read; the returnee gets a reply if one is due. */
export const answerInWords = (
  loaded: Loaded,
  { inbound, meaning }: { readonly inbound: string; readonly meaning: Meaning },
  key: string,
): Decision => ({
  by: 'resident',
  events: [{ type: 'message_received', meaning, inbound }],
  messages: textsFor(loaded, meaning, key),
})
