import type { MatterId } from '../../../core/ids.ts'
import type { LedgerEntry } from '../../../core/isolation/events.ts'
import type { Answer, Matter } from '../../../core/matter/matter.ts'
import type { RungName } from '../../../core/rule-book/rule-book.ts'
import { type Instant, MINUTE, milliseconds } from '../../../core/time/instant.ts'

interface Said {
  readonly at: Instant
  readonly by: string
  readonly answer: Answer
}

/** The history of one matter, from the ledger. */
export interface MatterHistory {
  readonly matter: Matter
  readonly toldAt?: Instant
  readonly highestRung?: RungName
  readonly answers: readonly Said[]
  readonly settled?: { readonly at: Instant; readonly by: string }
}

export const minutesBetween = (from: Instant, to: Instant): number =>
  Math.round((milliseconds(to) - milliseconds(from)) / MINUTE)

export const matterHistories = (
  matters: readonly Matter[],
  ledger: readonly LedgerEntry[],
): MatterHistory[] => {
  const byMatter = new Map<MatterId, LedgerEntry[]>(matters.map(({ id }) => [id, []]))
  for (const entry of ledger) if ('matter' in entry.event) byMatter.get(entry.event.matter)?.push(entry)
  return matters.map((matter) => matterHistory(matter, byMatter.get(matter.id) ?? []))
}

const matterHistory = (matter: Matter, entries: readonly LedgerEntry[]): MatterHistory => {
  const answers: Said[] = []
  let toldAt: Instant | undefined
  let highest = -1
  let settled: MatterHistory['settled']
  for (const { at, by, event } of entries) {
    if (event.type === 'matter_answered') answers.push({ at, by, answer: event.answer })
    if (event.type === 'matter_settled') settled = { at, by }
    if (event.type === 'rung_told') {
      toldAt ??= at
      highest = Math.max(
        highest,
        matter.ladder.findIndex(({ rung }) => rung === event.rung),
      )
    }
  }
  const highestRung = matter.ladder[highest]?.rung
  return {
    matter,
    answers,
    ...(toldAt !== undefined && { toldAt }),
    ...(highestRung !== undefined && { highestRung }),
    ...(settled !== undefined && { settled }),
  }
}

/** Minutes until staff had rung or knocked. undefined: nobody had to, or nobody did. */
export const minutesToTheDoor = ({ matter, answers, settled }: MatterHistory): number | undefined => {
  const seen = answers.find(({ answer }) => answer !== 'taken')?.at
  const isOvertaken = matter.state.name === 'settled' && matter.state.outcome === 'overtaken'
  const measured = settled?.by.startsWith('staff:') === true && !isOvertaken ? settled.at : undefined
  const at = seen ?? measured
  return at === undefined ? undefined : minutesBetween(matter.openedAt, at)
}

/** Minutes until this doctor had given any answer. */
export const minutesToTheDoctor = (
  { matter, answers }: MatterHistory,
  doctor: string,
): number | undefined => {
  const at = answers.find(({ by }) => by === `staff:${doctor}`)?.at
  return at === undefined ? undefined : minutesBetween(matter.openedAt, at)
}
