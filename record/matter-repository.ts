import * as z from 'zod/mini'
import type { MatterId, SubjectId } from '../core/ids.ts'
import { Matter } from '../core/matter/matter.ts'
import type { Item, NewItem, Store } from '../core/ports/store.ts'
import { NotFound } from './community-repository.ts'
import { matterDueEntry } from './due-summary.ts'
import { matterKey, mattersList, subjectKey } from './keys.ts'
import { matterListEntry } from './matter-summary.ts'
import { itemsUnder } from './paginate-query.ts'
import { closedShape, type StoredItem } from './shape.ts'

const storedMatter = closedShape('matter', z.extend(Matter, { token: z.optional(z.string()) }))

export interface LoadedMatter {
  readonly matter: Matter
  readonly version: number
  readonly token?: string
}

export const matterItem = (matter: Matter, token?: string): NewItem => {
  const { state } = matter
  return {
    ...matterKey(matter.id),
    body: storedMatter.body({ ...matter, token }),
    index: {
      list: { pk: mattersList(matter.community, matter.grid), ...matterListEntry(matter) },
      ...(state.name === 'open' ? { due: matterDueEntry(matter, state.dueAt) } : {}),
    },
  }
}

/** @throws NewerShape */
export const readMatter = (
  item: StoredItem,
): { readonly matter: Matter; readonly token: string | undefined } => {
  const { token, ...matter } = storedMatter.read(item)
  return { matter, token }
}

/** @throws NotFound, NewerShape */
export const loadedMatter = (id: MatterId, item: Item | undefined): LoadedMatter => {
  if (item === undefined) throw new NotFound(`no matter ${id}`)
  const { matter, token } = readMatter(item)
  return { matter, version: item.version, ...(token === undefined ? {} : { token }) }
}

/** @throws NotFound */
export const loadMatter = async (store: Store, id: MatterId): Promise<LoadedMatter> =>
  loadedMatter(id, await store.get(matterKey(id)))

/** Every matter about this, open or settled. */
export const mattersOf = async (store: Store, subject: SubjectId): Promise<Matter[]> =>
  (await loadMatters(store, subject)).map(({ matter }) => matter)

export const loadMatters = async (store: Store, subject: SubjectId): Promise<LoadedMatter[]> => {
  const matters: LoadedMatter[] = []
  for await (const item of itemsUnder(store, { pk: subjectKey(subject).pk, sk: { prefix: 'MATTER#' } }))
    matters.push(loadedMatter(readMatter(item).matter.id, item))
  return matters
}
