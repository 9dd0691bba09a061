import { type HouseholdId, MatterId, type SlotId } from '../../core/ids.ts'
import { slotName } from '../../core/isolation/calendar.ts'
import type { IsolationEvent } from '../../core/isolation/events.ts'
import { type Isolation, type OpenMatter, openMatters } from '../../core/isolation/isolation.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { Danger, Need, Symptom } from '../../core/meaning.ts'
import type { PromptDelivery } from '../../core/message/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import type { MatterKind, Severity } from '../../core/rule-book/rule-book.ts'
import type { CommandResult, Loaded } from '../../record/isolation-repository.ts'
import { takeCode } from '../../record/short-code-repository.ts'

export interface NewMatter {
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

/** What a new matter adds to the decision that opens it. */
export interface Opened {
  readonly matter: Matter
  readonly event: Extract<IsolationEvent, { type: 'matter_opened' }>
  readonly write: Write
}

/** A matter's business key: one per slot and kind, or one per ledger entry if it has no slot. */
const matterIdOf = (isolation: Isolation, { kind, slot }: NewMatter): MatterId =>
  MatterId.parse(
    [
      isolation.id,
      slot === undefined ? `entry-${isolation.entries + 1}` : slotName(isolation, slot),
      kind.replaceAll('_', '-'),
    ].join('-'),
  )

export const escalationExecution = (matter: Pick<Matter, 'id' | 'generation'>): string =>
  `${matter.id}-${matter.generation}`

const begun = (
  { isolation, book, now }: Loaded,
  asked: NewMatter,
  code: Matter['code'],
): Omit<Opened, 'write'> => {
  const id = matterIdOf(isolation, asked)
  const { kind, slot } = asked
  return {
    matter: {
      id,
      isolation: isolation.id,
      community: isolation.community,
      grid: isolation.grid,
      ...asked,
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
      ...(asked.inbound === undefined ? {} : { inbound: asked.inbound }),
    },
  }
}

/**
 * Prepares a matter on its ladder: recorded with the decision that opens it, its execution starts afterwards.
 * `takenCode`: a code that the same decision uses for something else.
 */
export const openMatter = async (
  ports: Ports,
  loaded: Loaded,
  asked: NewMatter,
  takenCode?: string,
): Promise<Opened> => {
  const { isolation, now } = loaded
  const named = { isolation: isolation.id, matter: matterIdOf(isolation, asked) }
  const { code, write } = await takeCode(ports.store, isolation.community, named, now, takenCode)
  return { ...begun(loaded, asked, code), write }
}

/**
 * A matter about a silence that is already looked into: it is recorded, tells nobody, and has the code of the earlier
 * one.
 */
export const joinMatter = (loaded: Loaded, asked: NewMatter, { code }: Matter): Omit<Opened, 'write'> => {
  const { matter, event } = begun(loaded, asked, code)
  return {
    matter: {
      ...matter,
      state: { name: 'settled', outcome: 'joined', by: 'workflow', at: loaded.now },
    },
    event,
  }
}

/** Starts the ladder of a recorded matter. Safe to repeat. */
const startLadder = async (
  ports: Ports,
  { id, generation }: Pick<Matter, 'id' | 'generation'>,
): Promise<void> => {
  await ports.executions.start('escalation', escalationExecution({ id, generation }), {
    matterId: id,
    generation,
  })
}

/** Starts the ladders of the matters that a decision has opened. */
export const startLadders = async (ports: Ports, { decision }: CommandResult): Promise<void> => {
  for (const { matter, version } of decision?.matters ?? [])
    if (version === undefined && matter.state.name === 'open') await startLadder(ports, matter)
}

/** Starts the ladders that an earlier try has recorded and may not have started. Running ones are left alone. */
export const startLaddersAgain = async (
  ports: Ports,
  isolation: Isolation,
  which: (matter: OpenMatter) => boolean = () => true,
): Promise<void> => {
  for (const matter of openMatters(isolation))
    if (which(matter)) await startLadder(ports, { id: matter.id, generation: 1 })
}
