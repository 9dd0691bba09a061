import { readFileSync } from 'node:fs'
import { seededRandom } from 'local-step-functions/random'
import { Community } from '../../core/community/community.ts'
import { CommunityId } from '../../core/ids.ts'
import type { NewItem, Store } from '../../core/ports/store.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { LocalDate, LocalTime } from '../../core/time/local-time.ts'
import { instantAt } from '../../core/time/time-zone.ts'
import { seededLookupKeys } from '../../local/random/seeded-lookup-keys.ts'
import { Database } from '../../local/sqlite/database.ts'
import { SqliteStore } from '../../local/sqlite/sqlite-store.ts'
import { publishCommunity } from '../../local/system/local-system.ts'
import { lookupsUnder } from '../../record/lookup-keys.ts'
import { aCommunity, itemsOf, putAll } from './a-district.ts'

/** Half past ten on a working day: most have reported, some are asked again. */
export const NOW = instantAt(LocalDate.parse('2020-02-20'), LocalTime.parse('10:30'), 'Asia/Shanghai')

export interface Plan {
  readonly communities: readonly { readonly id: string; readonly people: number; readonly grids: number }[]
}

const model = (): Community =>
  Community.parse(JSON.parse(readFileSync(new URL('../../examples/community.json', import.meta.url), 'utf8')))

/** Everything that the plan's people have in the record, a few thousand items at a time. */
function* itemsFor({ communities }: Plan): Generator<NewItem[]> {
  const draw = seededRandom('console')
  for (const { id, people, grids } of communities) {
    const community = CommunityId.parse(id)
    const places = aCommunity(model(), id, grids).grids
    let items: NewItem[] = []
    for (let number = 0; number < people; number += 1) {
      const grid = places[number % places.length]
      if (grid !== undefined) items.push(...itemsOf({ community, grid: grid.id, number }, NOW, draw))
      if (items.length < 5_000) continue
      yield items
      items = []
    }
    yield items
  }
}

const clock = { now: () => NOW }
const found = { clock, lookups: lookupsUnder(seededLookupKeys('bench'), clock) }

/** Also makes the communities and the rule book known. */
export const fill = async (store: Store, plan: Plan): Promise<void> => {
  for (const { id, grids } of plan.communities)
    await publishCommunity({ store, ...found }, aCommunity(model(), id, grids), defaultRuleBook)
  for (const items of itemsFor(plan)) await putAll(store, items)
}

/** The same into a new file, some thousands of items in one transaction of the database. */
export const fillFile = async (path: string, plan: Plan): Promise<void> => {
  const database = new Database(path)
  const store = new SqliteStore(database, clock)
  for (const { id, grids } of plan.communities)
    await publishCommunity({ store, ...found }, aCommunity(model(), id, grids), defaultRuleBook)
  for (const items of itemsFor(plan)) {
    const written: Promise<void>[] = []
    database.transaction(() => {
      for (let start = 0; start < items.length; start += 100)
        written.push(putAll(store, items.slice(start, start + 100)))
    })
    await Promise.all(written)
  }
  database.close()
}
