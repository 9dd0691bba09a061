import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PersonId } from '../../core/ids.ts'
import { NotPossible } from '../../core/not-possible.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Store } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { openStore } from '../../local/sqlite/sqlite-store.ts'
import { findHome } from '../../record/home-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { ErasuresNotReapplied, restoredStore } from '../../record/restored-store.ts'
import { checkRecord } from '../../usecases/check-record/check-record.ts'
import { endIsolation } from '../../usecases/end-isolation/end-isolation.ts'
import { erasePerson } from '../../usecases/erase-person/erase-person.ts'
import { reapplyErasures } from '../../usecases/erase-person/reapply-erasures.ts'
import { openTestSystem, type TestReturnee, type TestSystem } from '../workflow/test-system.ts'

const BY = 'staff:administrator'
const RESTORED = 'restored-1'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sixclear-erasures-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Two people, one of whom has left; a backup of the record from then; and where erasures are kept. */
const withBackup = async () => {
  const path = join(folder, 'record.db')
  let clock: Clock | undefined
  const sixclear = await openTestSystem({
    store: (its) => {
      clock = its
      return openStore(path, its)
    },
  })
  if (clock === undefined) throw new Error('the system has no clock')
  const known = clock
  const gone = await sixclear.register({ name: '样例·甲' })
  const stays = await sixclear.register({ name: '样例·乙', phone: '+8613800000155', room: '502' })
  await endIsolation(sixclear.system.ports, gone.id, 'left_with_permission', BY)
  await sixclear.settle()
  const backup = join(folder, 'backup.db')
  const database = new DatabaseSync(path)
  database.exec(`VACUUM INTO '${backup}'`)
  database.close()
  return {
    sixclear,
    gone,
    stays,
    erasures: openStore(join(folder, 'erasures.db'), known),
    restore: (): Store => openStore(backup, known),
    clock: known,
  }
}

const personOf = async (who: TestReturnee): Promise<PersonId> => (await who.isolation()).person

const erasing = ({ system }: TestSystem, erasures: Store) => ({ ...system.ports, erasures })

describe('erasing a person', () => {
  it('empties the vault for good, and leaves the isolation', async () => {
    const { sixclear, gone, erasures } = await withBackup()
    const person = await personOf(gone)
    expect(await erasePerson(erasing(sixclear, erasures), person)).toBe('erased')
    expect(await findPerson(sixclear.system.ports.store, person)).toBeUndefined()
    expect(await gone.status()).toBe('ended')
    expect(await erasePerson(erasing(sixclear, erasures), person)).toBe('erased_before')
  })

  it('forgets the address with the last of a home, and not before', async () => {
    const { sixclear, gone, erasures } = await withBackup()
    const { ports } = sixclear.system
    const mother = await sixclear.register({ name: '样例·丙', phone: '+8613800000166' })
    const { household } = await mother.isolation()
    expect((await gone.isolation()).household).toBe(household)
    await endIsolation(ports, mother.id, 'left_with_permission', BY)
    await erasePerson(erasing(sixclear, erasures), await personOf(gone))
    expect((await findHome(ports.store, household))?.home.address.room).toBe('501')
    await erasePerson(erasing(sixclear, erasures), await personOf(mother))
    expect(await findHome(ports.store, household)).toBeUndefined()
  })

  it('is refused while an isolation of the person is open', async () => {
    const { sixclear, stays, erasures } = await withBackup()
    const person = await personOf(stays)
    await expect(erasePerson(erasing(sixclear, erasures), person)).rejects.toThrow(NotPossible)
    expect(await findPerson(sixclear.system.ports.store, person)).toBeDefined()
  })

  it('says when nobody has this id', async () => {
    const { sixclear, erasures } = await withBackup()
    const nobody = PersonId.parse('person-00000000')
    expect(await erasePerson(erasing(sixclear, erasures), nobody)).toBe('unknown')
  })

  it('is finished by a repetition when it died after the note', async () => {
    const { sixclear, gone, erasures } = await withBackup()
    const person = await personOf(gone)
    const dying = storeWith(sixclear.system.ports.store, {
      transact: async () => {
        throw new Error('died')
      },
    })
    const ports = erasing(sixclear, erasures)
    await expect(erasePerson({ ...ports, store: dying }, person)).rejects.toThrow('died')
    expect(await erasePerson(ports, person)).toBe('erased')
  })
})

describe('a restored record', () => {
  it('serves nobody before everybody who was erased is erased in it again', async () => {
    const { sixclear, gone, erasures, restore, clock } = await withBackup()
    const person = await personOf(gone)
    await erasePerson(erasing(sixclear, erasures), person)
    const bare = restore()
    expect(await findPerson(bare, person)).toBeDefined()
    const served = restoredStore(bare, RESTORED)
    await expect(findPerson(served, person)).rejects.toThrow(ErasuresNotReapplied)
    expect(await reapplyErasures({ store: bare, erasures, clock }, RESTORED)).toEqual({
      erasures: 1,
      erased: 1,
    })
    expect(await findPerson(served, person)).toBeUndefined()
    expect(await findHome(served, (await gone.isolation()).household)).toBeUndefined()
  })

  it('serves nobody either when it was restored from a table that had been restored', async () => {
    const { sixclear, gone, erasures, restore, clock } = await withBackup()
    await erasePerson(erasing(sixclear, erasures), await personOf(gone))
    const bare = restore()
    await reapplyErasures({ store: bare, erasures, clock }, RESTORED)
    const again = restoredStore(bare, 'restored-2')
    await expect(again.get({ pk: 'COMMUNITIES', sk: 'ALL' })).rejects.toThrow(ErasuresNotReapplied)
  })

  it('is read: who is open, who cannot be read', async () => {
    const { stays, restore } = await withBackup()
    const store = restore()
    expect(await checkRecord(store, 100)).toEqual({
      communities: 1,
      isolations: 1,
      read: 1,
      unreadable: [],
      withoutPerson: [],
    })
    const item = await store.get({ pk: `ISOLATION#${stays.id}`, sk: 'META' })
    if (item === undefined) throw new Error('not in the copy')
    await store.transact([
      {
        put: {
          pk: item.pk,
          sk: item.sk,
          body: { v: 1 },
          index: { due: { sk: `isolation#2020-02-20T00:00:00.000Z#${stays.id}` } },
        },
        expect: { version: item.version },
      },
    ])
    expect(await checkRecord(store, 100)).toMatchObject({ isolations: 1, unreadable: [stays.id] })
  })
})
