import type { SlotId } from '../../core/ids.ts'
import { slotsOf, slotTimes } from '../../core/isolation/calendar.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import { type Next, planNext } from '../../core/isolation/plan.ts'
import { review } from '../../core/isolation/release-review.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { RuleBook } from '../../core/rule-book/rule-book.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import type { Instant } from '../../core/time/instant.ts'
import { addDays } from '../../core/time/time-zone.ts'
import { type Decision, handleCommand, type Loaded } from '../../record/isolation-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { openMatter, startLaddersAgain } from '../open-matter/open-matter.ts'
import { overtaken, type StepInput } from '../plan/plan-next-step.ts'

/**
 * The next day on which both slots can still be answered. With a late hold, by a person or after an illness, some slots
 * have passed: nobody was asked in them, so they are not missed.
 */
const oneMoreDay = (
  isolation: Isolation,
  book: RuleBook,
  now: Instant,
): { lastDay: number; excused: SlotId[] } => {
  let lastDay = isolation.lastDay + 1
  while (slotTimes(isolation, book, lastDay, 'morning').closesAt <= now) lastDay += 1
  const excused = slotsOf({ ...isolation, lastDay }, book).filter(({ id, closesAt }) => {
    const state = isolation.slots[id]?.state
    return closesAt <= now && (state === undefined || state === 'asked')
  })
  return { lastDay, excused: excused.map(({ id }) => id) }
}

/** A period that is not clean goes on for a day, with a visit; the rule book says how often. */
export const hold = async (
  ports: Ports,
  loaded: Loaded,
  reasons: readonly string[],
): Promise<Pick<Decision, 'events' | 'matters' | 'writes' | 'messages'>> => {
  const { isolation, book, now } = loaded
  const { lastDay, excused } = oneMoreDay(isolation, book, now)
  const visited = Object.values(isolation.matters).some(({ kind }) => kind === 'visit')
  const opened = visited ? undefined : await openMatter(ports, loaded, { kind: 'visit' })
  return {
    events: [
      { type: 'held', reasons: [...reasons], lastDay },
      ...(excused.length === 0 ? [] : [{ type: 'excused', slots: excused } as const]),
      ...(opened === undefined ? [] : [opened.event]),
    ],
    matters: opened === undefined ? [] : [{ matter: opened.matter }],
    writes: opened === undefined ? [] : [opened.write],
    messages:
      isolation.contact.by === 'sms'
        ? [messageToResident(`held-${lastDay}`, now, 'held', { until: addDays(isolation.dayZero, lastDay) })]
        : [],
  }
}

const proposal = async (
  ports: Ports,
  loaded: Loaded,
  kind: 'release' | 'decision',
  reasons: readonly string[],
): Promise<Pick<Decision, 'events' | 'matters' | 'writes'>> => {
  const opened = await openMatter(ports, loaded, { kind })
  const matter = opened.matter.id
  return {
    events: [
      opened.event,
      kind === 'release'
        ? { type: 'proposed_for_release', matter }
        : { type: 'handed_to_office', matter, reasons: [...reasons] },
    ],
    matters: [{ matter: opened.matter }],
    writes: [opened.write],
  }
}

/** The slots are done: proposes the release to a person, holds for a day, or hands the decision to the office. */
export const reviewRelease = async (ports: Ports, { isolationId, generation }: StepInput): Promise<Next> => {
  const result = await handleCommand(ports, isolationId, async (loaded): Promise<Decision | undefined> => {
    const { isolation, book, now } = loaded
    if (isolation.generation !== generation || planNext(isolation, book, now).do !== 'review')
      return undefined
    const verdict = review(isolation, book, now)
    const parts =
      verdict.verdict === 'hold'
        ? await hold(ports, loaded, verdict.reasons)
        : verdict.verdict === 'propose'
          ? await proposal(ports, loaded, 'release', [])
          : await proposal(ports, loaded, 'decision', verdict.reasons)
    return { by: 'workflow', plan: 'again', ...parts }
  })
  if (result.isolation.generation !== generation) return overtaken(result)
  await applyEffects(ports, result)
  const { status } = result.isolation
  if (result.decision === undefined && status.name === 'under_review')
    await startLaddersAgain(ports, result.isolation, ({ id }) => id === status.matter)
  return result.next
}
