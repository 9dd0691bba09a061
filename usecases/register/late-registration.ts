import type { IsolationId } from '../../core/ids.ts'
import { lastDayAtRegistration } from '../../core/isolation/calendar.ts'
import { openMatter } from '../../core/isolation/decisions/open-matter.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'

/** Registered after the whole period is over: nothing can be watched any more, so the street office decides. */
export const decideLateRegistration = async (ports: Ports, id: IsolationId): Promise<void> => {
  const result = await handleCommand(ports, id, async (loaded) => {
    const { isolation, book } = loaded
    const { status } = isolation
    if (status.name !== 'following' || isolation.holds > 0 || isolation.entries > 2) return undefined
    if (lastDayAtRegistration(isolation, book) !== undefined) return undefined
    const opened = openMatter(loaded, { kind: 'decision' })
    return {
      by: 'workflow',
      events: [
        opened.event,
        {
          type: 'handed_to_office',
          matter: opened.matter.id,
          reasons: ['registered after the period was over'],
        },
      ],
      plan: 'again',
      matters: [opened.matter],
    }
  })
  await applyEffects(ports, result)
}
