import * as z from 'zod/mini'
import { Escalation } from '../core/matter/matter.ts'
import type { EscalationId, IsolationId } from '../core/ids.ts'
import type { NewItem, Store } from '../core/ports/store.ts'
import { NotFound } from './community-repository.ts'
import { dueListOf, escalationKey, isolationKey, isolationOf, mattersList } from './keys.ts'
import { matterSortKey } from './matter-summary.ts'
import { bodyReader } from './read-body.ts'
import { toBody } from './to-body.ts'

const Stored = z.strictObject({ escalation: Escalation, token: z.optional(z.string()) })

export interface LoadedEscalation {
  readonly escalation: Escalation
  readonly version: number
  readonly token?: string
}

export const escalationItem = (escalation: Escalation, token?: string): NewItem => {
  const { state } = escalation
  return {
    ...escalationKey(escalation.isolation, escalation.id),
    body: toBody({ escalation, token }),
    index: {
      list: {
        pk: mattersList(escalation.community, escalation.grid),
        sk: matterSortKey(escalation),
      },
      ...(state.name === 'open'
        ? { due: { pk: dueListOf(escalation.id), sk: `matter#${state.dueAt}#${escalation.id}` } }
        : {}),
    },
  }
}

export const readEscalation: (item: NewItem) => z.infer<typeof Stored> = bodyReader(Stored)

/** @throws NotFound */
export const loadEscalation = async (store: Store, id: EscalationId): Promise<LoadedEscalation> => {
  const item = await store.get(escalationKey(isolationOf(id), id))
  if (item === undefined) throw new NotFound(`no matter ${id}`)
  const { escalation, token } = readEscalation(item)
  return { escalation, version: item.version, ...(token === undefined ? {} : { token }) }
}

/** Every matter of an isolation, open or settled. */
export const mattersOf = async (store: Store, isolation: IsolationId): Promise<Escalation[]> =>
  (await loadMatters(store, isolation)).map(({ escalation }) => escalation)

export const loadMatters = async (store: Store, isolation: IsolationId): Promise<LoadedEscalation[]> => {
  const matters: LoadedEscalation[] = []
  let cursor: string | undefined
  do {
    const page = await store.query({
      pk: isolationKey(isolation).pk,
      sk: { prefix: 'MATTER#' },
      ...(cursor === undefined ? {} : { cursor }),
    })
    for (const item of page.items) {
      const { escalation, token } = readEscalation(item)
      matters.push({ escalation, version: item.version, ...(token === undefined ? {} : { token }) })
    }
    cursor = page.cursor
  } while (cursor !== undefined)
  return matters
}
