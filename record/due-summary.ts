import * as z from 'zod/mini'
import type { Isolation } from '../core/isolation/isolation.ts'
import { nextMoment } from '../core/matter/ladder.ts'
import type { Matter } from '../core/matter/matter.ts'
import type { DueEntry, IndexedItem } from '../core/ports/store.ts'
import type { Instant } from '../core/time/instant.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'
import { closedShape } from './shape.ts'
import { readShown } from './shown.ts'

/** What a sweep needs to know of an open isolation. */
const DueIsolation = z.strictObject({
  generation: z.int(),
  registeredAt: InstantSchema,
  /** The owner of a new number has not said whether it is the returnee's. */
  asksWhoseNumber: z.optional(z.literal(true)),
  /** It waits for a second measurement. */
  hasFever: z.optional(z.literal(true)),
})
export type DueIsolation = z.infer<typeof DueIsolation>

const storedDueIsolation = closedShape('due isolation', DueIsolation)

/** What a sweep needs to know of an open matter. */
const DueMatter = z.strictObject({
  generation: z.int(),
  openedAt: InstantSchema,
  /** When it needs the next action, if that is before its due time. */
  nextAt: z.optional(InstantSchema),
})
export type DueMatter = z.infer<typeof DueMatter>

const storedDueMatter = closedShape('due matter', DueMatter)

export const dueIsolationOf = ({ generation, registeredAt, contact, awaiting }: Isolation): DueIsolation => ({
  generation,
  registeredAt,
  ...(contact.by === 'worker' && contact.why === 'number_not_confirmed' ? { asksWhoseNumber: true } : {}),
  ...(awaiting?.for === 'second_measurement' ? { hasFever: true } : {}),
})

export const dueMatterOf = ({ generation, openedAt, state }: Matter): DueMatter => {
  const nextAt = state.name === 'open' ? nextMoment(state) : undefined
  return {
    generation,
    openedAt,
    ...(nextAt === undefined || state.name === 'settled' || nextAt === state.dueAt ? {} : { nextAt }),
  }
}

export const isolationDueEntry = (isolation: Isolation): DueEntry => ({
  sk: ['isolation', isolation.awaiting?.at ?? 'never', isolation.id].join('#'),
  summary: storedDueIsolation.body(dueIsolationOf(isolation)),
})

export const matterDueEntry = (matter: Matter, dueAt: Instant): DueEntry => ({
  sk: ['matter', dueAt, matter.id].join('#'),
  summary: storedDueMatter.body(dueMatterOf(matter)),
})

/** undefined: it cannot be read here, so the item has to be. */
export const readDueIsolation = (item: IndexedItem): DueIsolation | undefined =>
  readShown(storedDueIsolation, item)

/** undefined: it cannot be read here, so the item has to be. */
export const readDueMatter = (item: IndexedItem): DueMatter | undefined => readShown(storedDueMatter, item)
