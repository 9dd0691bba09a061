import { staffFor } from '../../community/community.ts'
import { raised } from '../../escalation/raise-matter.ts'
import { settleOthers } from '../../escalation/settle-matter.ts'
import type { SlotId } from '../../ids.ts'
import type { Matter } from '../../matter/matter.ts'
import { type Findings, isWorse, worseOfBoth } from '../../matter/worse-news.ts'
import type { Outgoing } from '../../message/outgoing.ts'
import { repeatedTellings } from '../../message/reply-budgets.ts'
import type { Severity } from '../../rule-book/rule-book.ts'
import { messageToStaff } from '../../texts/recorded-message.ts'
import { MINUTE, plus } from '../../time/instant.ts'
import type { Loaded, Unpaid } from '../decision.ts'
import type { IsolationEvent } from '../events.ts'
import { isOpen } from '../isolation.ts'
import type { Judgement } from '../judge-report.ts'
import { onceOf, type Report, secondReadingKeys } from '../report.ts'
import { openMatter } from './open-matter.ts'

/** What a fever or symptom adds to the report. `stops`: the returnee is referred, and the prompts end. */
export interface Referral extends Required<Pick<Unpaid, 'events' | 'matters' | 'messages' | 'effects'>> {
  readonly stops: boolean
  /** A second reading will be asked for, between the prompts. */
  readonly measures: boolean
  /** The same fever or symptom again, no worse. */
  readonly repeats: boolean
}

const nothing: Referral = {
  events: [],
  matters: [],
  messages: [],
  effects: [],
  stops: false,
  measures: false,
  repeats: false,
}

/** What is known of an illness from before. */
export interface CareFacts {
  /** The open matter of the doctor. */
  readonly care: Matter | undefined
  /** The matter of a release that is proposed. */
  readonly proposal: Matter | undefined
}

/**
 * While the doctor has the matter, further readings go to the doctor, and fevers to the worker too; the very same one
 * as often as the rule book allows. A worse one is told separately.
 */
const secondReading = (loaded: Loaded, { code }: Matter, report: Report): Outgoing[] => {
  const { isolation, community, book, now } = loaded
  const { tenths } = report
  if (tenths === undefined) return []
  const text = (role: 'doctor' | 'grid_worker', key: string) => {
    const { id: staff } = staffFor(community, role, isolation.grid)
    return messageToStaff({ role, staff }, key, now, 'second_reading', { code, tenths })
  }
  const isFever = tenths >= book.fever.from
  const { doctor, worker } = secondReadingKeys(report)
  const messages = [text('doctor', doctor), ...(isFever ? [text('grid_worker', worker)] : [])]
  return [{ paidFrom: repeatedTellings(isolation.id, { reading: tenths }, book), messages }]
}

const findingsOf = ({ tenths, symptoms }: Report, severity: Severity): Findings => ({
  severity,
  ...(tenths === undefined ? {} : { tenths }),
  ...(symptoms.length === 0 ? {} : { symptoms: [...symptoms] }),
})

/**
 * A first fever or symptom opens a matter with the report; a worse one raises the open matter; any other is a second
 * reading. Red ends the prompts. Orange keeps them, unless a release was about to follow.
 */
export const refer = (
  loaded: Loaded,
  report: Report,
  judged: Judgement,
  slot: SlotId | undefined,
  { care, proposal }: CareFacts,
): Referral => {
  const { isolation, book, now } = loaded
  if (judged === 'normal')
    return care === undefined ? nothing : { ...nothing, messages: secondReading(loaded, care, report) }
  const { name } = isolation.status
  const stops = isOpen(isolation) && name !== 'referred' && (judged === 'red' || name !== 'following')
  const measures = care === undefined && judged === 'orange' && isOpen(isolation)
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
  // An illness withdraws a proposal to release.
  const over = stops && proposal !== undefined ? settleOthers(loaded, [proposal], report.by) : nothing
  if (care !== undefined) {
    const heard = findingsOf(report, judged)
    const worse = isWorse(care, heard, book)
    const told = worse
      ? raised(care, worseOfBoth(care, heard), heard, report.inbound, now, onceOf(report))
      : { ...nothing, messages: secondReading(loaded, care, report) }
    return {
      ...nothing,
      stops,
      repeats: !worse && !stops,
      events: [...told.events, ...then(care.id), ...over.events],
      matters: [...told.matters, ...over.matters],
      messages: [...told.messages, ...over.messages],
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
    effects: over.effects,
    stops,
    measures: measures && !stops,
    repeats: false,
  }
}
