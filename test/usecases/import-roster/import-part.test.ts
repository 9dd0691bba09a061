import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Ports } from '../../../core/ports/ports.ts'
import { storeWith } from '../../../core/ports/store-with.ts'
import { beginImport } from '../../../usecases/import-roster/begin-import.ts'
import { importPart } from '../../../usecases/import-roster/import-part.ts'
import {
  ImportNotFound,
  importProgress,
  rejectedOfImport,
} from '../../../usecases/import-roster/import-progress.ts'
import { importRoster } from '../../../usecases/import-roster/import-roster.ts'
import { exampleFile } from '../../api/test-api.ts'
import { exampleCommunity, openTestSystem, type TestSystem } from '../../workflow/test-system.ts'
import { BY, imported, rosterOf } from './imports.ts'

const community = exampleCommunity()
let sixclear: TestSystem
let ports: Ports
beforeEach(async () => {
  sixclear = await openTestSystem({ now: '2020-02-13 09:00' })
  ports = sixclear.system.ports
})
afterEach(() => sixclear.system.close())

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

describe('an import in parts', () => {
  it.each(['returnees.csv', 'returnees-with-mistakes.csv'])(
    'of %s does what one at once does',
    async (file) => {
      const progress = await imported(sixclear, exampleFile(file))
      const other = await openTestSystem({ now: '2020-02-13 09:00' })
      const atOnce = await importRoster(other.system.ports, community, exampleFile(file), BY)
      other.system.close()
      expect(progress).toMatchObject({
        state: 'done',
        counts: {
          registered: atOnce.registered.length,
          registeredAlready: atOnce.registeredAlready.length,
          restarted: atOnce.restarted.length,
          overAlready: atOnce.overAlready.length,
          conflicts: atOnce.conflicts.length,
          rejected: atOnce.rejected.length,
        },
      })
      expect(progress.done).toBe(progress.begun.rows)
      if (atOnce.rejectedCsv !== undefined)
        expect(text(await rejectedOfImport(ports, community.id, progress.begun.id))).toBe(
          text(atOnce.rejectedCsv),
        )
    },
  )

  it('says how far it is while its parts wait', async () => {
    const { id, parts } = await beginImport(ports, community, rosterOf(12), BY, 5)
    expect(parts).toBe(3)
    expect(await importProgress(ports, community.id, id)).toMatchObject({ state: 'running', done: 0 })
    await sixclear.settle()
    expect(await importProgress(ports, community.id, id)).toMatchObject({ state: 'done', done: 12 })
  })

  it('finds people who stand twice on the roster, however far apart', async () => {
    const { counts } = await imported(sixclear, rosterOf(11, [0, 6]), 3)
    expect(counts).toMatchObject({ registered: 11, registeredAlready: 2, rejected: 0, conflicts: 0 })
  })

  it('of the same file while it runs is the same import, and a new one when it is done', async () => {
    const first = await beginImport(ports, community, rosterOf(6), BY, 2)
    const second = await beginImport(ports, community, rosterOf(6), BY)
    expect(second).toEqual(first)
    await sixclear.settle()
    const third = await imported(sixclear, rosterOf(6))
    expect(third.begun.id).not.toBe(first.id)
    expect(third.counts).toMatchObject({ registered: 0, registeredAlready: 6 })
  })

  it('takes a compressed file, and says of a damaged one what is wrong', async () => {
    const packed = gzipSync(rosterOf(3))
    expect((await imported(sixclear, packed)).counts.registered).toBe(3)
    await expect(beginImport(ports, community, packed.subarray(0, 40), BY)).rejects.toThrow('damaged')
  })

  it('of a part that comes twice, or is not there, registers nobody twice', async () => {
    const { begun } = await imported(sixclear, rosterOf(4))
    for (const part of [0, 0, 7]) await importPart(ports, { import: begun.id, part }, { isLast: false })
    await sixclear.settle()
    expect((await importProgress(ports, community.id, begun.id)).counts.registered).toBe(4)
  })

  it('leaves out a row that fails at every try, and goes on behind it', async () => {
    const { store } = ports
    const failing: Ports = {
      ...ports,
      store: storeWith(store, {
        transact: async (writes) => {
          if (JSON.stringify(writes).includes('13801000001')) throw new Error('a poisoned row')
          return store.transact(writes)
        },
      }),
    }
    const begun = await beginImport(ports, community, rosterOf(3), BY)
    await expect(importPart(failing, { import: begun.id, part: 0 }, { isLast: false })).rejects.toThrow(
      'poisoned',
    )
    await importPart(failing, { import: begun.id, part: 0 }, { isLast: true })
    const { counts, refused } = await importProgress(ports, community.id, begun.id)
    expect(counts).toMatchObject({ registered: 1, registeredAlready: 1, rejected: 1 })
    expect(refused).toMatchObject([{ row: 3, is: 'rejected' }])
  })

  it('goes on when a part that failed for hours is put back', async () => {
    let isBroken = true
    const broken = await openTestSystem({
      now: '2020-02-13 09:00',
      wrapInvocation: (given) => {
        if (isBroken) throw new Error('nothing runs')
        return given
      },
    })
    const { ports: its } = broken.system
    const { id } = await beginImport(its, community, rosterOf(4), BY, 2)
    await broken.until('2020-02-13 18:00')
    expect(await its.deadLetters.waiting()).toContainEqual({ queue: 'imports', waiting: 1 })
    isBroken = false
    await its.deadLetters.redrive('imports')
    await broken.settle()
    const progress = await importProgress(its, community.id, id)
    broken.system.close()
    expect(progress).toMatchObject({ state: 'done', counts: { registered: 4 } })
  })

  it('is known in its own community only', async () => {
    const { begun } = await imported(sixclear, rosterOf(1))
    const elsewhere = { ...community, id: 'elsewhere' as typeof community.id }
    await expect(importProgress(ports, elsewhere.id, begun.id)).rejects.toBeInstanceOf(ImportNotFound)
  })

  it('keeps no cells longer than seven days', async () => {
    const { begun } = await imported(
      sixclear,
      Buffer.from('name,phone,grid,building,unit,room,arrived_at,category\n样例,,,,,,,\n'),
    )
    await sixclear.until('2020-02-20 09:01')
    await expect(importProgress(ports, community.id, begun.id)).rejects.toBeInstanceOf(ImportNotFound)
  })
})
