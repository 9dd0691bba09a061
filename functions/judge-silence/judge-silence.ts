import { openMatters } from '../../core/domain/isolation.ts'
import type { Happening } from '../../core/domain/ledger.ts'
import { Message } from '../../core/domain/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { slotName } from '../../core/rules/calendar.ts'
import { type Next, planNext } from '../../core/rules/plan.ts'
import { promptKey } from '../../core/rules/repeat.ts'
import { changeIsolation, type Loaded } from '../../record/isolation-record.ts'
import { loadEscalation } from '../../record/escalation-record.ts'
import { messageKey } from '../../record/keys.ts'
import { readBody } from '../../record/read-body.ts'
import { carryOut } from '../carry-out/carry-out.ts'
import {
  joinEscalation,
  type Matter,
  type Opened,
  openEscalation,
  startLaddersAgain,
} from '../open-escalation/open-escalation.ts'
import { overtaken, type StepInput } from '../plan/plan.ts'

type Closed = Extract<Next, { do: 'judge the silence' }>

/** A slot closed without an answer is the returnee's silence only if a text has reached, or may have reached, the phone. */
const kindOf = async (
  ports: Ports,
  { isolation }: Loaded,
  { slot }: Closed,
): Promise<'silence' | 'unreachable'> => {
  const known = isolation.slots[slot]
  if (known?.state !== 'asked') return 'unreachable'
  for (let attempt = known.attempt; attempt >= 0; attempt -= 1) {
    const item = await ports.store.get(
      messageKey(isolation.id, promptKey(slotName(isolation, slot), attempt)),
    )
    if (item === undefined) continue
    const { to, state } = readBody(Message, item)
    if (to.who === 'resident' && (state === 'sent' || state === 'unknown')) return 'silence'
  }
  return 'unreachable'
}

/**
 * Nobody answered in time. While the slot is open the plan says when to remind; once it has closed it is missed, and
 * the matter that follows it up is opened with that. Always answers with what comes next.
 */
export const judgeSilence = async (ports: Ports, { isolationId, generation }: StepInput): Promise<Next> => {
  for (;;) {
    const changed = await changeIsolation(ports, isolationId, async (loaded) => {
      const { isolation, book, now } = loaded
      const next = planNext(isolation, book, now)
      if (isolation.generation !== generation || next.do !== 'judge the silence') return undefined
      const kind = await kindOf(ports, loaded, next)
      const asked = isolation.toConfirm
      const matter: Matter = {
        kind,
        slot: next.slot,
        // Whoever goes there hears what was asked and not answered.
        ...(asked === undefined || kind !== 'silence' ? {} : { tenths: asked.tenths }),
      }
      const earlier = openMatters(isolation).find((one) => one.kind === kind)
      const opened: Omit<Opened, 'write'> & Partial<Opened> =
        earlier === undefined
          ? await openEscalation(ports, loaded, matter)
          : joinEscalation(loaded, matter, (await loadEscalation(ports.store, earlier.id)).escalation)
      const { escalation, write } = opened
      const missed: Happening = { what: 'missed', slot: next.slot, matter: escalation.id }
      const joins: Happening = { what: 'matter settled', matter: escalation.id, outcome: 'joined' }
      return {
        by: 'workflow',
        happenings: earlier === undefined ? [missed, opened.happening] : [missed, opened.happening, joins],
        plan: 'again',
        matters: [{ escalation }],
        writes: write === undefined ? [] : [write],
      }
    })
    if (changed.isolation.generation !== generation) return overtaken(changed)
    await carryOut(ports, changed)
    if (changed.next.do === 'judge the silence') continue
    if (changed.change === undefined)
      await startLaddersAgain(ports, changed.isolation, ({ slot }) => slot !== undefined)
    return changed.next
  }
}
