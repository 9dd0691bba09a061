import { staffFor } from '../../core/domain/community.ts'
import type { IsolationId, SlotId } from '../../core/domain/ids.ts'
import { type Isolation, isOpen, openMatters, type Symptom } from '../../core/domain/isolation.ts'
import type { Happening, LedgerEntry, Source, Timing } from '../../core/domain/ledger.ts'
import type { Message } from '../../core/domain/message.ts'
import type { MatterKind } from '../../core/domain/rule-book.ts'
import { DAY, MINUTE, plus } from '../../core/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { type Half, timesOf } from '../../core/rules/calendar.ts'
import { type Judgement, judge, placeReport } from '../../core/rules/judge-report.ts'
import { loadEscalation } from '../../record/escalation-record.ts'
import { type Change, type Changed, changeIsolation, type Loaded } from '../../record/isolation-record.ts'
import { reportKey } from '../../record/keys.ts'
import { carryOut } from '../carry-out/carry-out.ts'
import { textToResident, textToStaff } from '../deliver/text.ts'
import { openEscalation } from '../open-escalation/open-escalation.ts'
import { settled, settleEscalation } from '../settle-escalation/settle-escalation.ts'

export interface Report {
  readonly tenths?: number
  readonly symptoms: readonly Symptom[]
  readonly half?: Half
  readonly source: Source
  readonly by: LedgerEntry['by']
  /** The key of whatever brought it: the same one is recorded once. */
  readonly inbound: string
  /** Written in the same transaction as the report. */
  readonly writes?: readonly Write[]
}

/** Kinds of matter that end as soon as the returnee has been heard. */
const endWhenHeard: readonly MatterKind[] = ['silence', 'unreachable', 'unclear replies']

const labelOf = (loaded: Loaded, slot: SlotId) => {
  const { date, half } = timesOf(loaded.isolation, loaded.book, slot)
  return { date, half }
}

/** What the returnee hears: one text, to the phone that reported or to the returnee's own. */
const answer = (
  loaded: Loaded,
  report: Report,
  judged: Judgement,
  timing: Timing,
  slot: SlotId | undefined,
): Message[] => {
  const { isolation, now, community } = loaded
  const { tenths } = report
  const key = `reply-${report.inbound}`
  if (judged !== 'normal')
    return [
      textToResident(key, now, 'fever', {
        ...(tenths === undefined ? {} : { tenths }),
        clinic: community.hospital.name,
      }),
    ]
  if (report.source !== 'sms' || tenths === undefined) return []
  if (!isOpen(isolation)) return [textToResident(key, now, 'ended', { date: endDate(loaded.isolation) })]
  if (slot === undefined) return [textToResident(key, now, 'extraThanks', { tenths })]
  const template = timing === 'late' ? 'late' : timing === 'extra' ? 'alreadyReported' : 'thanks'
  return [textToResident(key, now, template, { slot: labelOf(loaded, slot), tenths })]
}

export const endDate = ({ status, dayZero }: Isolation): string =>
  status.name === 'released' || status.name === 'ended' ? status.at.slice(0, 10) : dayZero

/** While the doctor has the matter, every further reading is for the doctor, and a normal one above all. */
const secondReading = async (
  ports: Ports,
  { isolation, community, now }: Loaded,
  { tenths, inbound }: Report,
): Promise<Message[]> => {
  const { status, grid } = isolation
  if (status.name !== 'referred' || tenths === undefined) return []
  const { escalation } = await loadEscalation(ports.store, status.matter)
  const doctor = { role: 'doctor', staff: staffFor(community, 'doctor', grid).id } as const
  return [textToStaff(doctor, `second-${inbound}`, now, 'secondReading', { code: escalation.code, tenths })]
}

/** A fever or symptom: the matter is opened with the report, and the prompts stop. */
const refer = async (
  ports: Ports,
  loaded: Loaded,
  report: Report,
  judged: Exclude<Judgement, 'normal'>,
  slot: SlotId | undefined,
): Promise<Pick<Change, 'happenings' | 'matters' | 'writes' | 'messages' | 'wake'>> => {
  const { isolation, book, now } = loaded
  const { tenths } = report
  if (isolation.status.name === 'referred') return { happenings: [] }
  const open = Object.entries(isolation.matters)
  if (!isOpen(isolation) && open.some(([, { kind }]) => kind === 'fever')) return { happenings: [] }
  const opened = await openEscalation(ports, loaded, {
    kind: 'fever',
    severity: judged,
    ...(slot === undefined ? {} : { slot }),
    ...(tenths === undefined ? {} : { tenths }),
    ...(report.symptoms.length === 0 ? {} : { symptoms: true }),
  })
  const matters = [{ escalation: opened.escalation }]
  const writes = [opened.write]
  if (!isOpen(isolation)) return { happenings: [opened.happening], matters, writes }
  const referred: Happening = {
    what: 'referred',
    matter: opened.escalation.id,
    severity: judged,
    ...(judged === 'orange'
      ? { measureAgainAt: plus(now, book.fever.measureAgainAfterMinutes * MINUTE) }
      : {}),
  }
  const happenings = [opened.happening, referred]
  if (isolation.status.name !== 'under review') return { happenings, matters, writes }
  const proposal = await loadEscalation(ports.store, isolation.status.matter)
  const over = settled(proposal, 'overtaken', report.by, now)
  return {
    ...over,
    happenings: [...happenings, ...over.happenings],
    matters: [...matters, ...over.matters],
    writes,
  }
}

/**
 * Records one report, whoever brought it and whenever. It fills its slot, or stands beside the slots; it ends every
 * matter about the returnee's silence; a fever or symptom opens a matter and stops the prompts.
 */
export const recordReport = async (ports: Ports, id: IsolationId, report: Report): Promise<Changed> => {
  const once = reportKey(id, report.inbound)
  const changed = await changeIsolation(ports, id, async (loaded) => {
    if ((await ports.store.get(once)) !== undefined) return undefined
    const { isolation, book, now } = loaded
    const { tenths, symptoms } = report
    const judged = judge(tenths, symptoms, book)
    const { timing, slot, filled } = placeReport(isolation, book, now, report.half)
    const reported: Happening = {
      what: 'reported',
      timing,
      symptoms: [...symptoms],
      source: report.source,
      judged,
      inbound: report.inbound,
      ...(slot === undefined ? {} : { slot }),
      ...(tenths === undefined ? {} : { tenths }),
    }
    const texts = [
      ...answer(loaded, report, judged, timing, slot ?? filled),
      ...(await secondReading(ports, loaded, report)),
    ]
    const expiresAt = plus(now, DAY)
    const writes: Write[] = [
      ...(report.writes ?? []),
      { put: { ...once, body: {}, expiresAt }, expect: 'absent' },
    ]
    if (judged === 'normal') {
      const fills = timing === 'early' || timing === 'on time'
      return {
        by: report.by,
        happenings: [reported],
        plan: fills ? 'again' : 'keep',
        resume: timing === 'on time',
        messages: texts,
        writes,
      }
    }
    const referral = await refer(ports, loaded, report, judged, slot)
    const stops = isOpen(isolation) && isolation.status.name !== 'referred'
    return {
      by: report.by,
      happenings: [reported, ...referral.happenings],
      plan: stops ? 'again' : 'keep',
      resume: stops,
      matters: referral.matters ?? [],
      messages: [...texts, ...(referral.messages ?? [])],
      writes: [...writes, ...(referral.writes ?? [])],
      wake: referral.wake ?? [],
    }
  })
  await carryOut(ports, changed)
  await settleWhenHeard(ports, changed.isolation, report.by)
  return changed
}

/** A returnee who has been heard is not silent any more. Safe to repeat. */
export const settleWhenHeard = async (
  ports: Ports,
  isolation: Isolation,
  by: LedgerEntry['by'],
): Promise<void> => {
  for (const matter of openMatters(isolation))
    if (endWhenHeard.includes(matter.kind)) await settleEscalation(ports, matter.id, 'reported', by)
}
