import type { IsolationId, SlotId } from '../../core/ids.ts'
import { acknowledgement } from '../../core/isolation/acknowledgement.ts'
import { dayOf, timesOf } from '../../core/isolation/calendar.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import type { IsolationEvent, LedgerEntry, Timing } from '../../core/isolation/events.ts'
import { type Isolation, isOpen, openMatters } from '../../core/isolation/isolation.ts'
import { type Judgement, judge, placeReport } from '../../core/isolation/judge-report.ts'
import type { Message } from '../../core/message/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { MatterKind } from '../../core/rule-book/rule-book.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import { DAY, plus } from '../../core/time/instant.ts'
import { localDate } from '../../core/time/time-zone.ts'
import { type CommandResult, handleCommand } from '../../record/isolation-repository.ts'
import { reportKey } from '../../record/keys.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { adviceWithinBudget, answersWithinBudget } from '../compose-message/within-budget.ts'
import { kept } from '../raise-matter/keep-words.ts'
import { restartIsolation } from '../restart-execution/restart-execution.ts'
import { settleMatter } from '../settle-matter/settle-matter.ts'
import { finishReport } from './finish-report.ts'
import { refer } from './refer.ts'
import { onceOf, type Report } from './report.ts'

const replyKey = (report: Report): string => `reply-${onceOf(report)}`

/** Kinds of matter that end once the returnee has reported. */
const endWhenHeard: readonly MatterKind[] = ['silence', 'unreachable', 'unclear_replies']

const labelOf = (loaded: Loaded, slot: SlotId) => {
  const { date, half } = timesOf(loaded.isolation, loaded.book, slot)
  return { date, half }
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
  if (!isOpen(isolation)) return [messageToResident(key, now, 'ended', { date: endDate(loaded.isolation) })]
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
  const label = labelOf(loaded, slot)
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

/** The day on which it ended, in the community's time zone. */
export const endDate = ({ status, dayZero, zone }: Isolation): string =>
  status.name === 'released' || status.name === 'ended' ? localDate(status.at, zone) : dayZero

/**
 * Records one report, from anybody and at any time. It fills its slot or becomes an extra report, and ends every matter
 * about the returnee's silence; a fever or symptom opens or raises a matter, and an urgent one stops the prompts.
 */
export const recordReport = async (ports: Ports, id: IsolationId, report: Report): Promise<CommandResult> => {
  const once = reportKey(id, onceOf(report))
  const result = await handleCommand(ports, id, async (loaded, matters) => {
    if ((await ports.store.get(once)) !== undefined) return undefined
    const { isolation, book, now } = loaded
    const { tenths, symptoms } = report
    const { flags, lastOrangeAt, closeContactOf } = isolation
    const judged = judge(tenths, symptoms, book, {
      flags,
      isCloseContact: closeContactOf !== undefined,
      now,
      ...(lastOrangeAt === undefined ? {} : { lastOrangeAt }),
    })
    const { timing, slot, filled } = placeReport(isolation, book, now, report.when)
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
    const referral = await refer(ports, loaded, matters, report, judged, slot)
    const fills = timing === 'early' || timing === 'on_time'
    const { stops, measures } = referral
    // A task that waits for the answer to an open slot goes on waiting.
    const replans = stops || fills || (measures && loaded.token === undefined)
    const note = report.note === true ? await kept(ports, loaded, report.inbound) : { events: [], writes: [] }
    const messages = report.unanswered === true ? [] : answer(loaded, report, judged, timing, slot ?? filled)
    const replies =
      report.source === 'sms' ? messages.map((text) => ({ ...text, answers: report.inbound })) : messages
    // Repeating the same fever gets no new advice; a worse one is always answered.
    const paid = referral.repeats
      ? await adviceWithinBudget(ports, loaded, replies)
      : await answersWithinBudget(ports, loaded, report, replies)
    return {
      by: report.by,
      events: [reported, ...note.events, ...referral.events],
      plan: replans ? 'again' : 'keep',
      matters: referral.matters,
      messages: [...paid.messages, ...referral.messages],
      writes: [
        ...(report.writes ?? []),
        { put: { ...once, body: {}, expiresAt: plus(now, DAY) }, expect: 'absent' },
        ...referral.writes,
        ...paid.writes,
        ...note.writes,
      ],
      effects: [
        ...(stops || timing === 'on_time' ? [{ effect: 'isolation_goes_on' } as const] : []),
        ...referral.effects,
      ],
    }
  })
  if (result.decision === undefined) await finishReport(ports, result, report, replyKey(report))
  else await applyEffects(ports, result)
  await measureInTime(ports, result)
  await settleWhenHeard(ports, result.isolation, report.by)
  return result
}

/**
 * An execution that waits for the hour of a slot has no token to continue by: it goes on under a new generation. After
 * a crash before this, the sweeper restarts the overdue isolation.
 */
const measureInTime = async (
  ports: Ports,
  { decision, next, answers, isolation }: CommandResult,
): Promise<void> => {
  const asks = decision?.events.some(({ type }) => type === 'to_measure_again') ?? false
  const goesOn = answers.some(({ of }) => of === isolation.id)
  if (asks && next.do === 'measure_again' && !goesOn && decision?.plan === 'again')
    await restartIsolation(ports, isolation.id, isolation.generation, 'second_reading_due')
}

/** Settles the matters about a silence once the returnee has reported. Safe to repeat. */
const settleWhenHeard = async (ports: Ports, isolation: Isolation, by: LedgerEntry['by']): Promise<void> => {
  for (const matter of openMatters(isolation))
    if (endWhenHeard.includes(matter.kind)) await settleMatter(ports, matter.id, 'reported', by)
}
