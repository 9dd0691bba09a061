import type { Decision, Loaded } from '../decision.ts'
import { planNext } from '../plan.ts'

/** The workflow waits for a person. undefined: it has not to, waits with this token already, or was replaced. */
export const awaitDecision = (
  { isolation, book, now, token }: Loaded,
  waiting: { readonly generation: number; readonly token: string },
): Decision | undefined => {
  const next = planNext(isolation, book, now)
  if (isolation.generation !== waiting.generation || token === waiting.token) return undefined
  if (next.do !== 'await_the_doctor' && next.do !== 'await_the_decision') return undefined
  return {
    by: 'workflow',
    events: [{ type: 'waiting_for_person', matter: next.matter }],
    plan: 'again',
    token: waiting.token,
  }
}
