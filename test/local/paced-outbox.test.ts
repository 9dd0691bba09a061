import { Timeline } from 'local-step-functions/timeline'
import { describe, expect, it } from 'vitest'
import { IsolationId } from '../../core/ids.ts'
import { byLane } from '../../core/message/lane.ts'
import { Database } from '../../local/sqlite/database.ts'
import { PacedOutbox } from '../../local/system/paced-outbox.ts'

const isolation = IsolationId.parse('iso-abcdefgh23456789')
const MORNING = Date.UTC(2020, 1, 10)

/** An outbox whose messages are all sent, each noted with the seconds since the morning. */
const opened = () => {
  const database = new Database(':memory:')
  const timeline = new Timeline({ startAt: MORNING })
  const outbox = new PacedOutbox({
    database,
    scheduler: timeline,
    log: { info: () => {}, error: () => {} },
    perSecond: { urgent: 4, routine: 16 },
  })
  const left = new Map<string, number>()
  outbox.deliverTo(async ({ Records }, sent) => {
    for (const { body } of Records) {
      const { key } = JSON.parse(body)
      if (key.startsWith('needless')) continue
      sent()
      left.set(key, (timeline.now() - MORNING) / 1_000)
    }
    return { batchItemFailures: [] }
  })
  return { database, timeline, outbox, left }
}

describe('the lanes of the outbox', () => {
  it('let a text to the doctor leave at once while 100,000 routine ones wait', async () => {
    const { database, timeline, outbox, left } = opened()
    database.transaction(() => {
      for (let n = 0; n < 100_000; n += 1)
        void outbox.hand({ subject: isolation, key: `prompt-${n}`, lane: 'routine' })
    })
    await timeline.runUntil(MORNING + 60_000)
    await outbox.hand({ subject: isolation, key: 'to the doctor', lane: 'urgent' })
    await timeline.runUntil(MORNING + 65_000)
    expect(left.get('to the doctor')).toBe(60)
    expect(outbox.waiting().routine).toBeGreaterThan(98_000)
  })

  it('send no more a second than each may, and what is needless takes nobody’s place', async () => {
    const { timeline, outbox, left } = opened()
    for (let n = 0; n < 100; n += 1) {
      await outbox.hand({ subject: isolation, key: `needless-${n}`, lane: 'routine' })
      await outbox.hand({ subject: isolation, key: `prompt-${n}`, lane: 'routine' })
      await outbox.hand({ subject: isolation, key: `fever-${n}`, lane: 'urgent' })
    }
    await timeline.runUntil(MORNING + 9_999)
    const keys = [...left.keys()]
    expect(
      byLane((lane) => keys.filter((key) => key.startsWith(lane === 'urgent' ? 'fever' : 'prompt')).length),
    ).toEqual({
      urgent: 40,
      routine: 100,
    })
    expect(left.get('prompt-99')).toBeCloseTo(99 / 16, 0)
  })
})
