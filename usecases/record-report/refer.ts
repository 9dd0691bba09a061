import { staffFor } from '../../core/community/community.ts'
import type { SlotId } from '../../core/ids.ts'
import type { Decision, Loaded } from '../../core/isolation/decision.ts'
import { openMatter } from '../../core/isolation/decisions/open-matter.ts'
import { raised } from '../../core/isolation/decisions/raise-matter.ts'
import { settled } from '../../core/isolation/decisions/settle-matter.ts'
import type { IsolationEvent, LedgerEntry } from '../../core/isolation/events.ts'
import { careMatter, isOpen } from '../../core/isolation/isolation.ts'
import type { Matter } from '../../core/matter/matter.ts'
import { type Findings, isWorse, worseOfBoth } from '../../core/matter/worse-news.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Severity } from '../../core/rule-book/rule-book.ts'
import { messageToStaff } from '../../core/texts/recorded-message.ts'
import { MINUTE, plus } from '../../core/time/instant.ts'
import type { Matters } from '../../record/matters.ts'
import { type Paid, tellingsWithinBudget } from '../compose-message/within-budget.ts'
import { onceOf, type Report } from './report.ts'

/** What a fever or symptom adds to the report. `stops`: the returnee is referred, and the prompts end. */
export interface Referral
  extends Required<Pick<Decision, 'events' | 'matters' | 'writes' | 'messages' | 'effects'>> {
  readonly stops: boolean
  /** A second reading will be asked for, between the prompts. */
  readonly measures: boolean
  /** The same fever or symptom again, no worse. */
  readonly repeats: boolean
}

const nothing: Referral = {
  events: [],
  matters: [],
  writes: [],
  messages: [],
  effects: [],
  stops: false,
  measures: false,
  repeats: false,
}

const toDoctor = (report: Report): string => `second-${onceOf(report)}`
const toWorker = (report: Report): string => `second-worker-${onceOf(report)}`

export const secondReadingKeys = (report: Report): string[] => [toDoctor(report), toWorker(report)]

/**
 * While the doctor has the matter, further readings go to the doctor, and fevers to the worker too; the very same one
 * as often as the rule book allows. A worse one is told separately.
 */
const secondReading = async (
  ports: Ports,
  loaded: Loaded,
  { code }: Matter,
  report: Report,
): Promise<Paid> => {
  const { isolation, community, book, now } = loaded
  const { tenths } = report
  if (tenths === undefined) return { messages: [], writes: [] }
  const text = (role: 'doctor' | 'grid_worker', key: string) => {
    const { id: staff } = staffFor(community, role, isolation.grid)
    return messageToStaff({ role, staff }, key, now, 'second_reading', { code, tenths })
  }
  const isFever = tenths >= book.fever.from
  const messages = [
    text('doctor', toDoctor(report)),
    ...(isFever ? [text('grid_worker', toWorker(report))] : []),
  ]
  return tellingsWithinBudget(ports, loaded, { reading: tenths }, messages)
}

/** An illness withdraws a proposal to release. */
const overtakeProposal = async ({ isolation, now }: Loaded, matters: Matters, by: LedgerEntry['by']) =>
  isolation.status.name === 'under_review'
    ? settled(await matters.one(isolation.status.matter), 'overtaken', by, now)
    : nothing

const findingsOf = ({ tenths, symptoms }: Report, severity: Severity): Findings => ({
  severity,
  ...(tenths === undefined ? {} : { tenths }),
  ...(symptoms.length === 0 ? {} : { symptoms: [...symptoms] }),
})

/**
 * A first fever or symptom opens a matter with the report; a worse one raises the open matter; any other is a second
 * reading. Red ends the prompts. Orange keeps them, unless a release was about to follow.
 */
export const refer = async (
  ports: Ports,
  loaded: Loaded,
  matters: Matters,
  report: Report,
  judged: 'normal' | Severity,
  slot: SlotId | undefined,
): Promise<Referral> => {
  const { isolation, book, now } = loaded
  const known = careMatter(isolation)
  if (judged === 'normal') {
    if (known === undefined) return nothing
    const matter = await matters.one(known)
    return { ...nothing, ...(await secondReading(ports, loaded, matter, report)) }
  }
  const { name } = isolation.status
  const stops = isOpen(isolation) && name !== 'referred' && (judged === 'red' || name !== 'following')
  const measures = known === undefined && judged === 'orange' && isOpen(isolation)
  const at = plus(now, book.fever.measureAgainAfterMinutes * MINUTE)
  const then = (matter: Matter['id']): IsolationEvent[] => [
    ...(stops
      ? [
          {
            type: 'referred',
            matter,
            severity: judged,
            ...(measures ? { measureAgainAt: at } : {}),
          } as const,
        ]
      : []),
    ...(measures && !stops ? [{ type: 'to_measure_again', matter, at } as const] : []),
  ]
  const over = stops ? await overtakeProposal(loaded, matters, report.by) : nothing
  if (known !== undefined) {
    const matter = await matters.one(known)
    const heard = findingsOf(report, judged)
    const worse = isWorse(matter, heard, book)
    const told = worse
      ? {
          ...nothing,
          ...raised(matter, worseOfBoth(matter, heard), heard, report.inbound, now, onceOf(report)),
        }
      : { ...nothing, ...(await secondReading(ports, loaded, matter, report)) }
    return {
      ...nothing,
      stops,
      repeats: !worse && !stops,
      events: [...told.events, ...then(known), ...over.events],
      matters: [...told.matters, ...over.matters],
      messages: [...told.messages, ...over.messages],
      writes: told.writes,
      effects: over.effects,
    }
  }
  const opened = openMatter(loaded, {
    kind: 'fever',
    inbound: report.inbound,
    ...findingsOf(report, judged),
    ...(slot === undefined ? {} : { slot }),
  })
  return {
    events: [opened.event, ...then(opened.matter.id), ...over.events],
    matters: [opened.matter, ...over.matters],
    messages: over.messages,
    writes: [],
    effects: over.effects,
    stops,
    measures: measures && !stops,
    repeats: false,
  }
}
