import { isDeepStrictEqual } from 'node:util'
import { DECIDER_VERSION } from '../../../core/aggregate/decider-version.ts'
import { LedgerGap } from '../../../core/aggregate/ledger-gap.ts'
import { IsolationId, SlotId } from '../../../core/ids.ts'
import { slotName, slotsOf } from '../../../core/isolation/calendar.ts'
import type { LedgerEntry } from '../../../core/isolation/events.ts'
import { isOpen } from '../../../core/isolation/isolation.ts'
import { replay } from '../../../core/isolation/state.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import { mayGoOut } from '../../../core/texts/sending-hours.ts'
import { DAY, instant, MINUTE, plus } from '../../../core/time/instant.ts'
import { loadRuleBook, recentCommunity } from '../../../record/community-repository.ts'
import { isolationExecution } from '../../../usecases/restart-execution/isolation-execution.ts'
import { escalationExecution } from '../../../usecases/start-ladders/start-ladders.ts'
import { runningNames } from '../../../usecases/sweep/running-names.ts'
import type { InboxMessage } from '../../sms/inbox-rows.ts'
import type { LocalSystem } from '../../system/local-system.ts'
import { histories, type IsolationHistory } from '../history/isolation-histories.ts'
import { Digests, wordsAreKept } from './digests.ts'
import { graveActsAreConfirmed } from './grave-acts.ts'
import { illnessIsTold } from './illness-told.ts'
import type { Check, CheckedIsolation, Violation } from './invariant.ts'
import { Homes } from './known-at-home.ts'
import { knownByFacts, OpenOnce } from './known-by-facts.ts'
import { LineComparison, wholeLine } from './line-told.ts'
import { MessageLog } from './message-log.ts'
import { policeAreToldRightly } from './police-told.ts'
import { sameByText } from './same-answer.ts'
import { namesIn } from './slot-names.ts'
import { noStaleYes } from './stale-yes.ts'

export type { Violation } from './invariant.ts'

export interface ViolationsOptions {
  /** Isolations that must be in the record. */
  readonly registered?: readonly IsolationId[]
  /**
   * How long the work of an instant may take: what is due within this time may still be in progress. Default: ten
   * minutes, the grace of the sweeper.
   */
  readonly grace?: number
  /** How late somebody may be told where functions crash. Default: as `grace`. */
  readonly patience?: number
}

type System = Pick<LocalSystem, 'ports' | 'inbox'>

/** The grace of the sweeper. */
const GRACE = 10 * MINUTE

/** What decides the quiet hours of an isolation. */
interface Known {
  readonly book: RuleBook
  readonly zone: string
}

const NEVER = instant(0)

const foldsToTheStored: Check = function* ({ history: { isolation, ledger } }) {
  const invariant = 'the stored isolation is the fold of its ledger'
  try {
    const folded = replay(ledger)
    // A copy leaves behind what only a newer release knows of the item.
    if (!isDeepStrictEqual(folded, structuredClone(isolation)))
      yield {
        invariant,
        what: `after ${ledger.length} entries they differ in ${differences(folded, isolation)}`,
      }
  } catch (error) {
    if (!(error instanceof LedgerGap)) throw error
    yield { invariant, what: error.message }
  }
}

const differences = (folded: object | undefined, stored: object): string => {
  const a = new Map(Object.entries(folded ?? {}))
  const b = new Map(Object.entries(stored))
  const names = new Set([...a.keys(), ...b.keys()])
  return [...names].filter((name) => !isDeepStrictEqual(a.get(name), b.get(name))).join(', ')
}

const mattersAgree: Check = function* ({ history: { isolation, ledger, matters } }) {
  const invariant = 'the matters are those of the ledger'
  const opened = idsOf(ledger, 'matter_opened')
  const settled = idsOf(ledger, 'matter_settled')
  for (const { id, state } of matters) {
    if (opened.filter((other) => other === id).length !== 1)
      yield { invariant, what: `${id} is not opened exactly once` }
    if (settled.includes(id) !== (state.name === 'settled'))
      yield { invariant, what: `${id} is ${state.name}, the ledger says otherwise` }
    if ((state.name === 'open') !== id in isolation.matters)
      yield { invariant, what: `${id} is ${state.name}, the isolation says otherwise` }
  }
  for (const id of opened)
    if (!matters.some((matter) => matter.id === id))
      yield { invariant, what: `${id} is opened but not there` }
  if (new Set(settled).size !== settled.length) yield { invariant, what: 'a matter is settled twice' }
}

const idsOf = (ledger: readonly LedgerEntry[], type: 'matter_opened' | 'matter_settled'): string[] =>
  ledger.flatMap(({ event }) => (event.type === type ? [event.matter] : []))

const slotsAreSettled: Check = function* ({ history: { isolation }, book, now, grace }) {
  const { status } = isolation
  if (status.name === 'referred' || status.name === 'ended') return
  for (const slot of slotsOf(isolation, book)) {
    const state = isolation.slots[slot.id]?.state
    const isSettled = state !== undefined && state !== 'asked'
    if (!isSettled && (status.name === 'released' || plus(slot.closesAt, grace) < now))
      yield {
        invariant: 'every slot due is reported, late, missed or excused',
        what: `${slot.id} is ${state ?? 'untouched'} while the isolation is ${status.name}`,
      }
  }
}

const missedHaveOneMatter: Check = function* ({ history: { isolation, ledger, matters } }) {
  const invariant = 'every missed slot has exactly one matter'
  const nameOf = namesIn(ledger)
  const seen = new Set<SlotId>()
  for (const entry of ledger) {
    const { event } = entry
    if (event.type !== 'missed') continue
    const { matter } = event
    const slot = nameOf(entry, event.slot)
    if (seen.has(slot)) yield { invariant, what: `${slot} is missed twice` }
    seen.add(slot)
    const of = matters.filter(
      (other) =>
        (other.kind === 'silence' || other.kind === 'unreachable') &&
        (other.id === matter || (other.slot !== undefined && slotName(isolation, other.slot) === slot)),
    )
    if (of.length !== 1 || of[0]?.id !== matter)
      yield { invariant, what: `${slot} has ${of.length} matters: ${of.map(({ id }) => id).join(', ')}` }
  }
  for (const [id, { state }] of Object.entries(isolation.slots)) {
    const slot = slotName(isolation, SlotId.parse(id))
    if (state === 'missed' && !seen.has(slot))
      yield { invariant, what: `${slot} is missed, the ledger does not say so` }
  }
}

const releasedInTime: Check = function* ({ history: { isolation }, book }) {
  const { status, arrivedAt } = isolation
  if (status.name !== 'released') return
  const from = plus(arrivedAt, book.days * DAY)
  if (status.at < from)
    yield {
      invariant: 'nobody is released too early',
      what: `released at ${status.at}, allowed from ${from}`,
    }
}

const releasedClean: Check = function* ({ history: { ledger } }) {
  const at = ledger.findIndex(({ event }) => event.type === 'released')
  if (at < 0) return
  try {
    const then = replay(ledger.slice(0, at))
    const open = Object.keys(then?.matters ?? {})
    if (open.length > 0)
      yield { invariant: 'nobody is released with an open matter', what: `open: ${open.join(', ')}` }
  } catch (error) {
    // Already reported by the fold of the whole ledger.
    if (!(error instanceof LedgerGap)) throw error
  }
}

const isLookedAfter: Check = function* ({ history: { isolation }, now, grace, running }) {
  const invariant = 'everyone open is looked after'
  if (!isOpen(isolation)) return
  const { awaiting, id, generation } = isolation
  if (awaiting === undefined) yield { invariant, what: 'it waits for nothing' }
  else if (plus(awaiting.at, grace) < now)
    yield { invariant, what: `it waits for ${awaiting.for} since ${awaiting.at}` }
  if (!running.isolation.has(isolationExecution(id, generation)))
    yield { invariant, what: `no execution of generation ${generation} is running` }
}

const mattersAreOwned: Check = function* ({ history: { matters }, now, grace, running }) {
  const invariant = 'every open matter has an owner or a time'
  for (const matter of matters) {
    const { state, id } = matter
    if (state.name === 'settled') continue
    if (plus(state.dueAt, grace) < now) yield { invariant, what: `${id} was due at ${state.dueAt}` }
    if (state.rung !== undefined && state.owners.length === 0) yield { invariant, what: `${id} has no owner` }
    if (!running.escalation.has(escalationExecution(matter)))
      yield { invariant, what: `no ladder of ${id} is running` }
  }
}

/** A matter is opened by the same decision, or is open already. */
const illnessIsKnown: Check = function* ({ history: { ledger } }) {
  const open = new Set<string>()
  const unknown: LedgerEntry[] = []
  for (const entry of ledger) {
    const { event, at } = entry
    if (event.type === 'matter_opened' && (event.kind === 'fever' || event.kind === 'no_show')) {
      open.add(event.matter)
      if (unknown.at(-1)?.at === at) unknown.pop()
    }
    if (event.type === 'matter_settled') open.delete(event.matter)
    if (event.type === 'reported' && event.judged !== 'normal' && open.size === 0) unknown.push(entry)
  }
  for (const { entry } of unknown)
    yield { invariant: 'every fever or symptom has a matter', what: `nobody knows of entry ${entry}` }
}

const CHECKS: readonly Check[] = [
  foldsToTheStored,
  mattersAgree,
  slotsAreSettled,
  missedHaveOneMatter,
  releasedInTime,
  releasedClean,
  isLookedAfter,
  mattersAreOwned,
  illnessIsKnown,
  graveActsAreConfirmed,
  policeAreToldRightly,
  sameByText,
  illnessIsTold,
  wordsAreKept,
  noStaleYes,
]

/** Only a prompt must never be sent twice; an alert whose result was lost may be repeated. */
const repeatedPrompts = (messages: readonly InboxMessage[]): Violation[] => {
  const seen = new Set<string>()
  const violations: Violation[] = []
  for (const { sent } of messages) {
    if (sent === undefined || (sent.template !== 'prompt' && sent.template !== 'reminder')) continue
    if (seen.has(sent.key)) violations.push({ invariant: 'no prompt is sent twice', what: sent.key })
    seen.add(sent.key)
  }
  return violations
}

/** In the quiet hours a returnee gets only replies and texts about a fever. */
const disturbedNights = (
  messages: readonly InboxMessage[],
  known: ReadonlyMap<IsolationId, Known>,
): Violation[] => {
  const written = Map.groupBy(
    messages.filter(({ direction }) => direction === 'from_phone'),
    ({ phone }) => phone,
  )
  const violations: Violation[] = []
  for (const { sent, at, phone } of messages) {
    if (sent === undefined) continue
    const isolation = IsolationId.safeParse(sent.key.split('/')[0])
    const found = isolation.success ? known.get(isolation.data) : undefined
    if (found === undefined) continue
    const to = { who: 'resident' } as const
    const causes = [NEVER, ...(written.get(phone) ?? []).map((one) => one.at)].filter((one) => one <= at)
    const { template } = sent
    if (!causes.some((cause) => mayGoOut({ to, template, at: cause }, found.book, found.zone, at)))
      violations.push({
        invariant: 'nobody is disturbed at night',
        what: `${template} at ${at}: ${sent.key}`,
      })
  }
  return violations
}

const decidersBefore = ({ ledger }: IsolationHistory): Pick<Violation, 'decidersBefore'> => {
  const others = new Set(
    ledger.map(({ decider }) => decider).filter((decider) => decider !== DECIDER_VERSION),
  )
  return others.size === 0 ? {} : { decidersBefore: [...others].toSorted((a, b) => a - b) }
}

/** Checks one history after the other; `rest` then gives the violations that concern several. */
export interface Inspector {
  inspect(history: IsolationHistory): Promise<Violation[]>
  rest(): Violation[]
}

export const inspector = async (
  system: System,
  { registered = [], grace = GRACE, patience = grace }: ViolationsOptions = {},
): Promise<Inspector> => {
  const { store, clock } = system.ports
  const now = clock.now()
  const running = {
    isolation: await runningNames(system.ports, 'isolation'),
    escalation: await runningNames(system.ports, 'escalation'),
  }
  const found = new Map<IsolationId, Known>()
  const texts = new MessageLog(system)
  const digests = new Digests()
  const once = new OpenOnce()
  const homes = new Homes()
  const line = new LineComparison(await wholeLine(system.ports), now, patience)
  return {
    inspect: async (history) => {
      const { id: isolation, ruleBook, community: where } = history.isolation
      const book = await loadRuleBook(store, ruleBook)
      const community = await recentCommunity(system.ports, where)
      found.set(isolation, { book, zone: history.isolation.zone })
      digests.add(history)
      line.add(history)
      const checked: CheckedIsolation = { history, community, book, now, grace, patience, running, texts }
      return [
        ...CHECKS.flatMap((check) =>
          [...check(checked)].map((violation) => ({ ...violation, isolation, ...decidersBefore(history) })),
        ),
        ...once.add(history.isolation, isOpen(history.isolation)),
        ...(await knownByFacts(system.ports, history.isolation)),
        ...(await homes.add(system.ports, history.isolation)),
      ]
    },
    rest: () => {
      return [
        ...repeatedPrompts(texts.all),
        ...disturbedNights(texts.all, found),
        ...digests.violations(texts, now, patience),
        ...line.violations(),
        ...registered
          .filter((isolation) => !found.has(isolation))
          .map((isolation) => ({
            invariant: 'everyone registered is open, released or ended' as const,
            isolation,
            what: 'it was registered and is in no list',
          })),
      ]
    },
  }
}

/** Everything in the system that breaks an invariant. Reads only; call it between two events of the timeline. */
export const findViolations = async (
  system: System,
  options: ViolationsOptions = {},
): Promise<Violation[]> => {
  const { inspect, rest } = await inspector(system, options)
  const violations: Violation[] = []
  for await (const history of histories(system.ports.store)) violations.push(...(await inspect(history)))
  return [...violations, ...rest()]
}
