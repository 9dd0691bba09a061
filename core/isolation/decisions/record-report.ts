import type { SlotId } from '../../ids.ts'
import type { Message } from '../../message/message.ts'
import type { Outgoing } from '../../message/outgoing.ts'
import { repeatedAdvice } from '../../message/reply-budgets.ts'
import { messageToResident } from '../../texts/recorded-message.ts'
import { acknowledgement } from '../acknowledgement.ts'
import { dayOf, endDate, timesOf } from '../calendar.ts'
import type { Loaded, Unpaid } from '../decision.ts'
import type { IsolationEvent, Timing } from '../events.ts'
import { type Isolation, isOpen, type OpenMatter, openMatters } from '../isolation.ts'
import { type Judgement, judge, placeReport } from '../judge-report.ts'
import { type Report, replyKey } from '../report.ts'
import { answers } from './answers.ts'
import { type CareFacts, refer } from './refer.ts'

export interface ReportFacts extends CareFacts {
  /** The message also has words that a person must read. */
  readonly hasWords: boolean
}

/** The reply to the returnee: one message, to the phone that reported or to their own. */
const answer = (
  loaded: Loaded,
  report: Report,
  judged: Judgement,
  timing: Timing,
  slot: SlotId | undefined,
): Message[] => {
  const { isolation, now, community } = loaded
  const { tenths } = report
  const key = replyKey(report)
  if (judged !== 'normal') {
    const heard = tenths === undefined ? {} : { tenths }
    const { fever, severity } = loaded.book
    return [
      judged === 'red' || isolation.status.name === 'referred'
        ? messageToResident(key, now, 'fever', { ...heard, clinic: community.hospital.name })
        : messageToResident(key, now, 'measure_again', {
            ...heard,
            minutes: fever.measureAgainAfterMinutes,
            hours: severity.doctorCallsHours,
          }),
    ]
  }
  if (report.source !== 'sms' || tenths === undefined) return []
  if (!isOpen(isolation)) return [messageToResident(key, now, 'ended', { date: endDate(isolation) })]
  return acknowledge(loaded, key, { tenths, timing, ...(slot === undefined ? {} : { slot }) })
}

/** The acknowledgement of a normal reading: often none, because the next prompt names it. */
const acknowledge = (
  loaded: Loaded,
  key: string,
  reading: { readonly tenths: number; readonly timing: Timing; readonly slot?: SlotId },
): Message[] => {
  const { isolation, book, now } = loaded
  const { tenths, slot } = reading
  const kind = acknowledgement(isolation, book, reading)
  if (kind === undefined) return []
  if (slot === undefined || kind === 'extra') return [messageToResident(key, now, 'extra_thanks', { tenths })]
  const { date, half } = timesOf(isolation, book, slot)
  const label = { date, half }
  switch (kind) {
    case 'kept_beside': {
      const filled = isolation.slots[slot]
      const kept = filled?.state === 'reported' || filled?.state === 'late' ? filled.tenths : undefined
      if (kept === undefined) return [messageToResident(key, now, 'extra_thanks', { tenths })]
      return [messageToResident(key, now, 'already_reported', { slot: label, tenths: kept, again: tenths })]
    }
    case 'late':
    case 'read_back':
      return [messageToResident(key, now, kind, { slot: label, tenths })]
    case 'thanks':
    case 'last_thanks': {
      const day = dayOf(slot)
      const params = { slot: label, tenths, day, left: isolation.lastDay - day }
      const last = kind === 'last_thanks' ? { last: true as const } : {}
      return [messageToResident(key, now, 'thanks', { ...params, ...last })]
    }
  }
}

/** How serious a report is for this returnee, now. */
export const judgedOf = (
  { isolation, book, now }: Loaded,
  { tenths, symptoms }: Pick<Report, 'tenths' | 'symptoms'>,
): Judgement => {
  const { flags, lastOrangeAt, closeContactOf } = isolation
  return judge(tenths, symptoms, book, {
    flags,
    isCloseContact: closeContactOf !== undefined,
    now,
    ...(lastOrangeAt === undefined ? {} : { lastOrangeAt }),
  })
}

/**
 * A report, from anybody and at any time: it fills its slot or becomes an extra one. A fever or symptom opens or raises
 * a matter, and an urgent one stops the prompts.
 */
export const recordReport = (loaded: Loaded, report: Report, facts: ReportFacts): Unpaid => {
  const { isolation, book, now } = loaded
  const { tenths, symptoms } = report
  const judged = judgedOf(loaded, report)
  const { timing, slot, filled } = placeReport(isolation, book, now, report)
  const reported: IsolationEvent = {
    type: 'reported',
    timing,
    symptoms: [...symptoms],
    source: report.source,
    judged,
    inbound: report.inbound,
    ...(slot === undefined ? {} : { slot }),
    ...(tenths === undefined ? {} : { tenths }),
  }
  const referral = refer(loaded, report, judged, slot, facts)
  const fills = timing === 'early' || timing === 'on_time'
  const { stops, measures } = referral
  // A task that waits for the answer to an open slot goes on waiting.
  const replans = stops || fills || (measures && loaded.token === undefined)
  const words: readonly IsolationEvent[] = facts.hasWords
    ? [{ type: 'words_kept', inbound: report.inbound }]
    : []
  const messages = report.unanswered === true ? [] : answer(loaded, report, judged, timing, slot ?? filled)
  const replies =
    report.source === 'sms' ? messages.map((text) => ({ ...text, answers: report.inbound })) : messages
  // Repeating the same fever gets no new advice; a worse one is always answered.
  const paid: readonly Outgoing[] = referral.repeats
    ? [{ paidFrom: repeatedAdvice(isolation.id, book), messages: replies }]
    : answers(replies)
  return {
    by: report.by,
    events: [reported, ...words, ...referral.events],
    plan: replans ? 'again' : 'keep',
    matters: referral.matters,
    messages: [...paid, ...referral.messages],
    effects: [
      ...(stops || timing === 'on_time' ? [{ effect: 'isolation_goes_on' } as const] : []),
      ...referral.effects,
    ],
  }
}

/** The open matters about a silence, which end once the returnee has reported. */
export const endedByReport = (isolation: Isolation): OpenMatter[] =>
  openMatters(isolation).filter(
    ({ kind }) => kind === 'silence' || kind === 'unreachable' || kind === 'unclear_replies',
  )
