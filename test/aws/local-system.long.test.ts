import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasDynamoEngine } from '../../aws/dynamodb/dynamo-engine.ts'
import { openRecord } from '../../aws/dynamodb/dynamo-on-this-machine.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Store } from '../../core/ports/store.ts'
import { instant } from '../../core/time/instant.ts'
import { sweep } from '../../usecases/sweep/sweep.ts'
import { openTestSystem, phones, sharpRuleBook } from '../workflow/test-system.ts'

/** Two days of one who answers and one who falls silent, then has a fever: all texts and ledger entries. */
const twoDays = async (store?: (clock: Clock) => Store) => {
  const sixclear = await openTestSystem({
    book: { ...sharpRuleBook, days: 2 },
    ...(store === undefined ? {} : { store }),
  })
  const she = await sixclear.register()
  const he = await sixclear.register({ name: '样例·李华', phone: '+8613800000102', room: '502' })
  await sixclear.healthyUntil('2020-02-11 14:00', she)
  await he.says('38.4 咳嗽')
  await sixclear.text(phones.doctor, `${sixclear.codeOn(phones.doctor)} 收到`)
  await sixclear.healthyUntil('2020-02-12 19:00', she)
  await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
  await sixclear.until('2020-02-13 09:00')
  const { offenders } = await sweep(sixclear.system.ports)
  const told = {
    status: [await she.status(), await he.status()],
    offenders,
    ledgers: [await she.ledger(), await he.ledger()],
    texts: sixclear.system.inbox.messages().messages,
  }
  sixclear.system.close()
  return told
}

describe.runIf(hasDynamoEngine())('the local system with its record in DynamoDB', () => {
  it('has the same texts and ledger entries as on SQLite', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sixclear-record-'))
    const record = await openRecord(folder, true)
    try {
      const onDynamo = await twoDays(record.store)
      expect(onDynamo.status[0]).toBe('released')
      expect(onDynamo.offenders).toEqual([])
      expect(onDynamo).toEqual(await twoDays())
    } finally {
      await record.close()
      rmSync(folder, { recursive: true })
    }
  })

  it('keeps its record over a restart, unless told to begin anew', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sixclear-record-'))
    const clock = { now: () => instant(0) }
    const key = { pk: 'a', sk: 'b' }
    try {
      const first = await openRecord(folder, true)
      await first.store(clock).transact([{ put: { ...key, body: { kept: true } }, expect: 'absent' }])
      await first.close()
      const second = await openRecord(folder, false)
      expect(await second.store(clock).get(key)).toMatchObject({ body: { kept: true } })
      await second.close()
      const third = await openRecord(folder, true)
      expect(await third.store(clock).get(key)).toBeUndefined()
      await third.close()
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
