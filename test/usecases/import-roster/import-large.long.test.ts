import { expect, it } from 'vitest'
import { openTestSystem } from '../../workflow/test-system.ts'
import { imported, rosterOf } from './imports.ts'

const ROWS = 2_000

it('imports a roster of thousands through every part of the system, and nobody on it is lost', async () => {
  const sixclear = await openTestSystem({ now: '2020-02-13 09:00' })
  const progress = await imported(sixclear, rosterOf(ROWS, [0, ROWS - 1]))
  const { store } = sixclear.system.ports
  let people = 0
  let cursor: string | undefined
  do {
    const page = await store.queryIndex({
      pk: 'ISOLATIONS#qinghe#grid-1',
      index: 'list',
      limit: 1_000,
      ...(cursor === undefined ? {} : { cursor }),
    })
    people += page.items.length
    cursor = page.cursor
  } while (cursor !== undefined)
  sixclear.system.close()
  expect(people).toBe(ROWS)
  expect(progress).toMatchObject({
    state: 'done',
    done: ROWS + 2,
    counts: { registered: ROWS, registeredAlready: 2, conflicts: 0, rejected: 0 },
  })
})
