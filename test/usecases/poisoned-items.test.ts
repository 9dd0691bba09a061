import { describe, expect, it } from 'vitest'
import { Database } from '../../local/sqlite/database.ts'
import { SqliteStore } from '../../local/sqlite/sqlite-store.ts'
import { sweep } from '../../usecases/sweep/sweep.ts'
import { listsThatFail, openNeighbourhood, poisonHers } from './poisoned-items.ts'

const onSqlite = () => openNeighbourhood((clock) => new SqliteStore(new Database(':memory:'), clock, 2))

describe('an isolation that cannot be read', () => {
  it('is named as an offender, and everybody else is in the lists', async () => {
    const neighbourhood = await onSqlite()
    const { api, her } = neighbourhood
    await poisonHers(neighbourhood, 'isolation')
    expect(await listsThatFail(neighbourhood)).toEqual([])
    const { offenders } = await sweep(api.system.ports)
    expect(offenders).toMatchObject([{ isolation: her, why: 'record_unreadable' }])
    expect((await api.get('/no-one-left-behind')).json).toMatchObject({
      line: 'red',
      offenders: expect.arrayContaining([
        expect.objectContaining({ isolation: her, why: 'record_unreadable' }),
      ]),
    })
    expect((await api.get('/communities/qinghe/isolations')).json.unreadable).toEqual([her])
    expect((await api.get('/communities/qinghe/isolations.csv')).text).toMatch(
      new RegExp(`^${her},,,,,unreadable,`, 'm'),
    )
  })
})
