import type { Escalation } from '../../core/matter/matter.ts'
import { EscalationId, type HouseholdId, type SlotId } from '../../core/ids.ts'
import { type Isolation, type OpenMatter, openMatters } from '../../core/isolation/isolation.ts'
import type { IsolationEvent } from '../../core/isolation/ledger.ts'
import type { Danger, Need, Symptom } from '../../core/meaning.ts'
import type { MatterKind, Severity } from '../../core/rule-book/rule-book.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { slotName } from '../../core/isolation/calendar.ts'
import type { PromptDelivery } from '../../core/message/message.ts'
import { takeCode } from '../../record/short-code-repository.ts'
import type { CommandResult, Loaded } from '../../record/isolation-repository.ts'

export interface Matter {
  readonly kind: MatterKind
  readonly slot?: SlotId
  readonly prompt?: PromptDelivery
  readonly tenths?: number
  readonly severity?: Severity
  readonly symptoms?: Symptom[]
  readonly need?: Need
  readonly danger?: Danger
  readonly inbound?: string
  readonly household?: HouseholdId
}

/** What a new matter adds to the change that opens it. */
export interface Opened {
  readonly escalation: Escalation
  readonly event: Extract<IsolationEvent, { type: 'matter_opened' }>
  readonly write: Write
}

/** A matter's business key: one per slot and kind, or one per ledger entry where it hangs on no slot. */
const escalationId = (isolation: Isolation, { kind, slot }: Matter): EscalationId =>
  EscalationId.parse(
    [
      isolation.id,
      slot === undefined ? `entry-${isolation.entries + 1}` : slotName(isolation, slot),
      kind.replaceAll('_', '-'),
    ].join('-'),
  )

export const escalationExecution = (escalation: Pick<Escalation, 'id' | 'generation'>): string =>
  `${escalation.id}-${escalation.generation}`

const begun = (
  { isolation, book, now }: Loaded,
  matter: Matter,
  code: Escalation['code'],
): Omit<Opened, 'write'> => {
  const id = escalationId(isolation, matter)
  const { kind, slot } = matter
  return {
    escalation: {
      id,
      isolation: isolation.id,
      community: isolation.community,
      grid: isolation.grid,
      ...matter,
      code,
      ruleBook: book.version,
      ladder: book.ladders[kind],
      openedAt: now,
      generation: 1,
      absenceConfirmed: false,
      state: { name: 'open', at: -1, round: 0, owners: [], since: now, dueAt: now, acknowledged: [] },
    },
    event: {
      type: 'matter_opened',
      matter: id,
      kind,
      ...(slot === undefined ? {} : { slot }),
      ...(matter.inbound === undefined ? {} : { inbound: matter.inbound }),
    },
  }
}

/**
 * Prepares a matter on its ladder: recorded with the change that opens it, its execution started after. `takenCode`: one
 * that the same change takes for something else.
 */
export const openEscalation = async (
  ports: Ports,
  loaded: Loaded,
  matter: Matter,
  takenCode?: string,
): Promise<Opened> => {
  const { isolation, now } = loaded
  const named = { isolation: isolation.id, matter: escalationId(isolation, matter) }
  const { code, write } = await takeCode(ports.store, isolation.community, named, now, takenCode)
  return { ...begun(loaded, matter, code), write }
}

/**
 * A matter for which people are looking already: it stands in the record, tells nobody, and answers to the code of the
 * earlier one.
 */
export const joinEscalation = (
  loaded: Loaded,
  matter: Matter,
  { code }: Escalation,
): Omit<Opened, 'write'> => {
  const { escalation, event } = begun(loaded, matter, code)
  return {
    escalation: {
      ...escalation,
      state: { name: 'settled', outcome: 'joined', by: 'workflow', at: loaded.now },
    },
    event,
  }
}

/** Starts the ladder of a recorded matter. Safe to repeat. */
const startLadder = async (
  ports: Ports,
  { id, generation }: Pick<Escalation, 'id' | 'generation'>,
): Promise<void> => {
  await ports.executions.start('escalation', escalationExecution({ id, generation }), {
    escalationId: id,
    generation,
  })
}

/** Starts the ladders of the matters that a change has opened. */
export const startLadders = async (ports: Ports, { decision }: CommandResult): Promise<void> => {
  for (const { escalation, version } of decision?.matters ?? [])
    if (version === undefined && escalation.state.name === 'open') await startLadder(ports, escalation)
}

/** Starts the ladders that an earlier try has recorded and may not have started. Those that run are left alone. */
export const startLaddersAgain = async (
  ports: Ports,
  isolation: Isolation,
  which: (matter: OpenMatter) => boolean = () => true,
): Promise<void> => {
  for (const matter of openMatters(isolation))
    if (which(matter)) await startLadder(ports, { id: matter.id, generation: 1 })
}
