import type { Escalation, Outcome } from '../../core/domain/escalation.ts'
import type { EscalationId } from '../../core/domain/ids.ts'
import type { Happening, LedgerEntry } from '../../core/domain/ledger.ts'
import type { Message } from '../../core/domain/message.ts'
import type { Instant } from '../../core/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { type LoadedEscalation, loadEscalation } from '../../record/escalation-record.ts'
import { changeIsolation, type Loaded, type Wake } from '../../record/isolation-record.ts'
import { carryOut } from '../carry-out/carry-out.ts'

/** What settling a matter adds to a change. */
export interface Settled {
  readonly matter: { readonly escalation: Escalation; readonly version: number }
  readonly happening: Extract<Happening, { what: 'matter settled' }>
  /** Everyone who was told hears that it is over. */
  readonly messages: readonly Message[]
  /** The ladder's waiting task, which has nothing to wait for any more. */
  readonly wake: readonly Wake[]
}

export const settled = (
  { escalation, version, token }: LoadedEscalation,
  outcome: Outcome,
  by: LedgerEntry['by'],
  now: Instant,
): Settled => {
  const told = escalation.state.name === 'open' ? tellOnceMore(escalation, outcome, by, now) : []
  return {
    matter: { escalation: { ...escalation, state: { name: 'settled', outcome, by, at: now } }, version },
    happening: { what: 'matter settled', matter: escalation.id, outcome },
    messages: told,
    wake: token === undefined ? [] : [{ token, next: { do: 'settled', at: now } }],
  }
}

const tellOnceMore = (
  escalation: Escalation,
  outcome: Outcome,
  by: LedgerEntry['by'],
  now: Instant,
): Message[] => {
  if (escalation.state.name !== 'open') return []
  const { owners, told = owners } = escalation.state
  return told
    .filter((owner) => by !== `staff:${owner.staff}`)
    .map((owner) => ({
      key: `settled-${escalation.id}-${owner.staff}`,
      to: { who: 'staff', ...owner },
      template: 'matterSettled',
      params: { code: escalation.code, how: outcome },
      matter: escalation.id,
      at: now,
      state: 'waiting',
    }))
}

/** Settles one matter in a change of its own; a matter already settled stays as it is. */
export const settleEscalation = async (
  ports: Ports,
  id: EscalationId,
  outcome: Outcome,
  by: LedgerEntry['by'],
): Promise<void> => {
  const before = await loadEscalation(ports.store, id)
  const changed = await changeIsolation(ports, before.escalation.isolation, async (loaded: Loaded) => {
    const matter = await loadEscalation(ports.store, id)
    if (matter.escalation.state.name === 'settled') return undefined
    const end = settled(matter, outcome, by, loaded.now)
    return { by, happenings: [end.happening], matters: [end.matter], messages: end.messages, wake: end.wake }
  })
  await carryOut(ports, changed)
}
