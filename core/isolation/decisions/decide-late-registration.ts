import { lastDayAtRegistration } from '../calendar.ts'
import type { Decision, Loaded } from '../decision.ts'
import { openMatter } from './open-matter.ts'

/** Registered after the whole period is over: nothing can be watched any more, so the street office decides. */
export const decideLateRegistration = (loaded: Loaded): Decision | undefined => {
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
}
