import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Community } from '../../core/community/community.ts'
import { openMatters } from '../../core/isolation/isolation.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { instant } from '../../core/time/instant.ts'
import { playSample, sampleStart } from '../../local/sample/play-sample.ts'
import { openSystem, publishCommunity } from '../../local/system/local-system.ts'
import { readIsolation } from '../../record/isolation-item.ts'
import { isolationsList } from '../../record/keys.ts'
import { itemsAt, listed } from '../../record/paginate-query.ts'

const community = Community.parse(
  JSON.parse(readFileSync(new URL('../../examples/community.json', import.meta.url), 'utf8')),
)

describe('the sample people', () => {
  it.each([0, 6, 8, 9, 11, 15, 18, 21, 23])(
    'stand on different days, with a silence and a fever that are open, when it begins at %i:30',
    async (hour) => {
      const now = instant(Date.parse('2020-03-01T00:30:00.000+08:00') + hour * 3_600_000)
      const errors: string[] = []
      const log = { info: () => {}, error: (event: string) => errors.push(event) }
      const system = openSystem({
        path: ':memory:',
        startAt: sampleStart(now, community.zone),
        seed: `sample ${hour}`,
        log,
      })
      await publishCommunity(system.ports, community, defaultRuleBook)
      await playSample(system, community, now)
      expect(system.ports.clock.now()).toBe(now)
      const isolations = []
      for (const { id } of community.grids) {
        const list = listed(system.ports.store, { pk: isolationsList(community.id, id), index: 'list' })
        for await (const item of itemsAt(system.ports.store, list))
          isolations.push(readIsolation(item).isolation)
      }
      expect(isolations).toHaveLength(8)
      expect(new Set(isolations.map(({ dayZero }) => dayZero)).size).toBe(4)
      const kinds = isolations.flatMap((isolation) => openMatters(isolation).map(({ kind }) => kind))
      expect(kinds).toEqual(expect.arrayContaining(['silence', 'fever']))
      expect(
        isolations.some(({ slots }) => Object.values(slots).some(({ state }) => state === 'reported')),
      ).toBe(true)
      expect(errors).toEqual([])
      system.close()
    },
  )
})
