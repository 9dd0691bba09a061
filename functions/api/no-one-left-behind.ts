import * as z from 'zod/mini'
import { EscalationId, IsolationId } from '../../core/domain/ids.ts'
import { InstantSchema } from '../../core/domain/instant-schema.ts'
import { HOUR, type Instant, isInstant, plus } from '../../core/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Store } from '../../core/ports/store.ts'
import { dueItems } from '../../record/due-record.ts'
import { isolationOf, sweepKey } from '../../record/keys.ts'
import { readBody } from '../../record/read-body.ts'
import { GRACE, Offender, Sweep } from '../sweep/sweep.ts'
import { none, route } from './route.ts'

/** The sweeper looks every hour. */
const SWEEPS_AT_LEAST_EVERY = 2 * HOUR

export const LookedAfter = z.strictObject({
  line: z.enum(['green', 'red']).check(z.describe('green: everybody is looked after.')),
  words: z
    .string()
    .check(z.describe('The line in words, such as "No one left behind: 20 of 20 looked after".')),
  open: z.int().check(z.describe('Isolations that are open now.')),
  at: InstantSchema,
  sweptAt: z.nullable(InstantSchema).check(z.describe('When the sweeper looked last. null: not yet.')),
  offenders: z
    .array(Offender)
    .check(z.describe('Who is not looked after: what the sweeper could not mend, and what is overdue now.')),
})

interface Due {
  readonly id: string
  readonly at: Instant | undefined
}

/** What waits, and until when, read off the keys of the due list. */
async function* dueOf(store: Store, kind: 'isolation' | 'matter', until?: Instant): AsyncGenerator<Due> {
  for await (const { index } of dueItems(store, kind, until)) {
    const [, at = '', id = ''] = index?.due?.sk.split('#') ?? []
    yield { id, at: isInstant(at) ? at : undefined }
  }
}

const overdueNow = async (store: Store, now: Instant): Promise<{ open: number; offenders: Offender[] }> => {
  const offenders: Offender[] = []
  let open = 0
  const limit = plus(now, -GRACE)
  for await (const { id, at } of dueOf(store, 'isolation')) {
    open += 1
    if (at !== undefined && at >= limit) continue
    const isolation = IsolationId.parse(id)
    offenders.push({ id, isolation, why: 'what it waits for is overdue', since: at ?? now })
  }
  for await (const { id, at } of dueOf(store, 'matter', limit))
    offenders.push({
      id,
      isolation: isolationOf(EscalationId.parse(id)),
      why: 'its owner is overdue and nobody was told',
      since: at ?? now,
    })
  return { open, offenders }
}

export const getNoOneLeftBehind = route<Ports>()({
  method: 'GET',
  path: '/no-one-left-behind',
  operation: 'getNoOneLeftBehind',
  tag: 'Communities',
  summary: 'One green or red line: is everybody looked after?',
  description:
    'What the last sweep could not mend, and a look at this moment for anything that is overdue. Red as well when the sweeper itself has not looked for two hours.',
  params: none,
  query: none,
  body: none,
  answers: { 200: { description: 'The line.', schema: LookedAfter } },
  run: async ({ store, clock }) => {
    const now = clock.now()
    const { open, offenders: overdue } = await overdueNow(store, now)
    const item = await store.get(sweepKey())
    const sweep = item === undefined ? undefined : readBody(Sweep, item)
    const known = new Set(overdue.map(({ id }) => id))
    const offenders = [...overdue, ...(sweep?.offenders ?? []).filter(({ id }) => !known.has(id))]
    const left = new Set(offenders.map(({ isolation }) => isolation)).size
    const asleep = sweep !== undefined && plus(sweep.at, SWEEPS_AT_LEAST_EVERY) < now
    const words = [
      `No one left behind: ${Math.max(0, open - left)} of ${open} looked after`,
      ...(asleep ? [`the sweeper has not looked since ${sweep.at}`] : []),
    ]
    return {
      status: 200,
      json: {
        line: offenders.length === 0 && !asleep ? 'green' : 'red',
        words: words.join('; '),
        open,
        at: now,
        sweptAt: sweep?.at ?? null,
        offenders,
      },
    }
  },
})
