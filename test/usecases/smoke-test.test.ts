import { describe, expect, it } from 'vitest'
import { SYNTHETIC } from '../../core/community/synthetic-community.ts'
import { CommunityId } from '../../core/ids.ts'
import { isFictitious } from '../../core/phone/fictitious-number.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { RuleBook } from '../../core/rule-book/rule-book.ts'
import { HOUR, plus } from '../../core/time/instant.ts'
import { listCommunities } from '../../record/community-repository.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { messagesOf } from '../../record/message-repository.ts'
import { judgeLines } from '../../usecases/judge-line/lines-of-communities.ts'
import { SmokeTestFailed, smokeTest } from '../../usecases/smoke-test/smoke-test.ts'
import { zoneInMorningSlot } from '../../usecases/smoke-test/zone-in-morning-slot.ts'
import { at, openTestSystem, type TestSystem } from '../workflow/test-system.ts'

const portsOf = ({ system }: TestSystem) => ({
  ...system.ports,
  write: async (from: string, text: string): Promise<void> => {
    await system.inbox.reply(from, text)
  },
  pause: async (milliseconds: number): Promise<void> => {
    await system.timeline.runUntil(system.timeline.now() + milliseconds)
  },
})

describe('a smoke test', () => {
  it('isolates somebody who does not exist, in minutes, whatever the hour is', async () => {
    for (const now of ['2020-02-10 03:20', '2020-02-10 10:00', '2020-02-10 23:59']) {
      const sixclear = await openTestSystem({ now })
      const { isolation, seconds } = await smokeTest(portsOf(sixclear))
      expect(seconds).toBeLessThan(120)
      const { status } = (await loadIsolation(sixclear.system.ports, isolation)).isolation
      expect(status).toMatchObject({ name: 'ended', reason: 'registered_by_error' })
      const sent = (await messagesOf(sixclear.system.ports.store, isolation)).map(({ template }) => template)
      expect(sent).toEqual(expect.arrayContaining(['welcome', 'prompt', 'matter']))
    }
  })

  it('is repeated every hour, and after one that was cut off', async () => {
    const sixclear = await openTestSystem()
    const ports = portsOf(sixclear)
    const broken = { ...ports, pause: () => Promise.reject(new Error('cut off')) }
    await expect(smokeTest({ ...broken, executions: refusing(ports.executions) })).rejects.toThrow()
    const first = await smokeTest(ports)
    await sixclear.system.timeline.runUntil(sixclear.system.timeline.now() + HOUR)
    const second = await smokeTest(ports)
    expect(second.isolation).not.toBe(first.isolation)
  })

  it('says which step did not come, and leaves nobody behind', async () => {
    const sixclear = await openTestSystem()
    const ports = portsOf(sixclear)
    const deaf = { ...ports, write: () => Promise.resolve() }
    await expect(smokeTest(deaf)).rejects.toThrow(new SmokeTestFailed('the report: not within 60 s'))
    await sixclear.settle()
    const { executions } = await ports.executions.list('isolation', {})
    expect(executions.filter(({ status }) => status === 'RUNNING')).toEqual([])
  })

  it('is in no figures and no line, and nobody is told', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    await smokeTest(portsOf(sixclear))
    expect((await listCommunities(ports.store)).map(({ id }) => id)).toEqual([CommunityId.parse('qinghe')])
    expect((await judgeLines(ports)).map(({ community }) => community)).not.toContain(SYNTHETIC)
    const told = sixclear.system.inbox.phones().filter(({ phone }) => !isFictitious(phone))
    expect(told).toEqual([])
  })
})

/** As a service that is away. */
const refusing = <Executions extends object>(executions: Executions): Executions => ({
  ...executions,
  stop: () => Promise.reject(new Error('away')),
})

describe('the zone of a smoke test', () => {
  it('has its morning slot open at every hour, with half an hour left', () => {
    for (let hour = 0; hour < 48; hour += 0.25)
      expect(zoneInMorningSlot(defaultRuleBook, plus(at('2020-02-10 00:00'), hour * HOUR))).toMatch(
        /^Etc\/GMT/,
      )
  })

  it('is none by a rule book whose slots are very short', () => {
    const short = RuleBook.parse({
      ...defaultRuleBook,
      slots: { ...defaultRuleBook.slots, reminderAfterMinutes: [], closeAfterMinutes: 40 },
    })
    expect(() => {
      for (const minute of [0, 20, 40])
        zoneInMorningSlot(short, plus(at('2020-02-10 00:00'), minute * 60_000))
    }).toThrow(RangeError)
  })
})
