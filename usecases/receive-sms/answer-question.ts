import { dayAt, releaseFrom } from '../../core/isolation/calendar.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import type { Question } from '../../core/meaning.ts'
import type { Message } from '../../core/message/message.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import type { Asked } from '../../core/texts/templates.ts'
import { localDate, localTime } from '../../core/time/time-zone.ts'
import { endDate } from '../record-report/record-report.ts'

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

/** The answer to a question, from the record. `key`: its business key. */
export const answerQuestion = (loaded: Loaded, question: Question, key: string): Message => {
  const { isolation, now } = loaded
  if (question === 'release' && !isOpen(isolation))
    return messageToResident(key, now, 'ended', { date: endDate(isolation) })
  return messageToResident(key, now, 'answer', question === 'release' ? releaseOf(loaded) : { question })
}
