import * as z from 'zod/mini'
import { type Budget, usedUpUntil, withOneMore } from '../core/message/budget.ts'
import { ConditionFailed, type Write } from '../core/ports/store.ts'
import { type Instant, plus } from '../core/time/instant.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'
import { type Finding, type LookedUp, lookUp, writesAt } from './lookup.ts'
import { openShape } from './shape.ts'

const Uses = z.strictObject({ uses: z.array(InstantSchema) })
type Uses = z.infer<typeof Uses>

const storedBudget = openShape('budget', Uses)

/** One more use of a budget. */
export interface Use {
  readonly writes: readonly Write[]
  /** How many more are allowed after it. */
  readonly left: number
}

/** Of several who find the last use free, one gets it; each tries this often. */
const TRIES = 3

const find = async (
  ports: Finding,
  { of: [what, whose] }: Budget,
): Promise<{ readonly at: LookedUp; readonly known: Uses }> => {
  const at = await lookUp(ports, 'BUDGET', `${what}/${whose}`)
  return { at, known: at.item === undefined ? { uses: [] } : storedBudget.read(at.item) }
}

/** One more use, to be written together with what it pays for. undefined: the budget is used up. */
export const oneUse = async (ports: Finding, budget: Budget): Promise<Use | undefined> => {
  const { at, known } = await find(ports, budget)
  const { most, within } = budget.allowance
  const now = ports.clock.now()
  const more = withOneMore(known.uses, budget.allowance, now)
  if (more === undefined) return undefined
  const writes = writesAt(at, {
    body: storedBudget.body({ ...known, uses: [...more] }),
    expiresAt: plus(now, within),
  })
  return { writes, left: most - more.length }
}

/** Uses all of these budgets once more, or none. undefined: one is used up, or others were faster on every try. */
export const spend = async (
  ports: Finding,
  ...budgets: readonly Budget[]
): Promise<{ readonly left: number } | undefined> => {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const uses: Use[] = []
    for (const budget of budgets) {
      const use = await oneUse(ports, budget)
      if (use === undefined) return undefined
      uses.push(use)
    }
    try {
      await ports.store.transact(uses.flatMap(({ writes }) => writes))
      return { left: Math.min(...uses.map(({ left }) => left)) }
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
    }
  }
  return undefined
}

/** When a used-up budget allows the next use. undefined: something is left. */
export const budgetUsedUpUntil = async (ports: Finding, budget: Budget): Promise<Instant | undefined> =>
  usedUpUntil((await find(ports, budget)).known.uses, budget.allowance, ports.clock.now())
