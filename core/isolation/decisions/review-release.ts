import type { ContinuesNothing, Decision, Loaded } from '../decision.ts'
import { planNext } from '../plan.ts'
import { review } from '../release-review.ts'
import { hold } from './hold-release.ts'
import { openMatter } from './open-matter.ts'

const proposal = (
  loaded: Loaded,
  kind: 'release' | 'decision',
  reasons: readonly string[],
): Pick<Decision, 'events' | 'matters'> => {
  const opened = openMatter(loaded, { kind })
  const matter = opened.matter.id
  return {
    events: [
      opened.event,
      kind === 'release'
        ? { type: 'proposed_for_release', matter }
        : { type: 'handed_to_office', matter, reasons: [...reasons] },
    ],
    matters: [opened.matter],
  }
}

/** The slots are done: proposes the release to a person, holds for a day, or hands the decision to the office. */
export const reviewRelease = (loaded: Loaded, generation: number): ContinuesNothing | undefined => {
  const { isolation, book, now } = loaded
  if (isolation.generation !== generation || planNext(isolation, book, now).do !== 'review') return undefined
  const verdict = review(isolation, book, now)
  const parts =
    verdict.verdict === 'hold'
      ? hold(loaded, verdict.reasons)
      : verdict.verdict === 'propose'
        ? proposal(loaded, 'release', [])
        : proposal(loaded, 'decision', verdict.reasons)
  return { by: 'workflow', plan: 'again', ...parts }
}
