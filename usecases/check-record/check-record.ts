import { IsolationId } from '../../core/ids.ts'
import type { Store } from '../../core/ports/store.ts'
import { communityIds } from '../../record/community-repository.ts'
import { dueAt, dueItems } from '../../record/due-items.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { isUnreadable } from '../../record/shape.ts'

export interface CheckedRecord {
  readonly communities: number
  /** Open isolations. */
  readonly isolations: number
  /** Of these, read with their vaults: at most as many as asked for. */
  readonly read: number
  readonly unreadable: readonly IsolationId[]
  /** Open, but without a name and a phone. */
  readonly withoutPerson: readonly IsolationId[]
}

/** Whether a record can be used: counts who is open, and reads as many of them as asked for. */
export const checkRecord = async (store: Store, atMost: number): Promise<CheckedRecord> => {
  const communities = await communityIds(store)
  const unreadable: IsolationId[] = []
  const withoutPerson: IsolationId[] = []
  let [isolations, read] = [0, 0]
  for await (const item of dueItems(store, 'isolation')) {
    isolations += 1
    if (read === atMost) continue
    read += 1
    const id = IsolationId.parse(dueAt(item).id)
    try {
      const { person } = await findIsolation(store, id)
      if ((await findPerson(store, person)) === undefined) withoutPerson.push(id)
    } catch (error) {
      if (!isUnreadable(error)) throw error
      unreadable.push(id)
    }
  }
  return { communities: communities.length, isolations, read, unreadable, withoutPerson }
}
