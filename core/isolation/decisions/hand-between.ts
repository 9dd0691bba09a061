import { settled } from '../../escalation/settle-matter.ts'
import type { Matter } from '../../matter/matter.ts'
import type { Decision, Loaded } from '../decision.ts'
import type { LedgerEntry } from '../events.ts'
import { isOpen } from '../isolation.ts'
import { openMatter } from './open-matter.ts'

/** Hands the returnee from the doctor to those who look for them, or back. */
export const handBetween = (
  loaded: Loaded,
  matter: Matter,
  to: 'no_show' | 'fever',
  by: LedgerEntry['by'],
): Partial<Decision> => {
  const over = settled(matter, to === 'no_show' ? 'no_show' : 'reached', by, loaded.now)
  const { status } = loaded.isolation
  const goesOn = isOpen(loaded.isolation)
  const { severity, tenths, symptoms } = matter
  const opened = openMatter(loaded, {
    kind: to,
    ...(severity === undefined ? {} : { severity }),
    ...(tenths === undefined ? {} : { tenths }),
    ...(symptoms === undefined ? {} : { symptoms }),
  })
  return {
    ...over,
    events: [
      ...over.events,
      opened.event,
      ...(status.name === 'referred'
        ? [{ type: 'referred', matter: opened.matter.id, severity: status.severity } as const]
        : []),
    ],
    matters: [...over.matters, opened.matter],
    plan: goesOn ? 'again' : 'keep',
    effects: [...over.effects, ...(goesOn ? [{ effect: 'isolation_goes_on' } as const] : [])],
  }
}
