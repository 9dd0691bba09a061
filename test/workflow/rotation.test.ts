import { describe, expect, it } from 'vitest'
import type { Ports } from '../../core/ports/ports.ts'
import { DAY, instant, MINUTE, milliseconds, plus } from '../../core/time/instant.ts'
import { saveCommunity } from '../../record/community-repository.ts'
import { type KeyStore, type LookupKeys, NOTICE } from '../../record/lookup-keys.ts'
import { loadPhone } from '../../record/phone-repository.ts'
import { register } from '../../usecases/register/register.ts'
import { type Rotation, rotateLookups } from '../../usecases/rotate-lookups/rotate-lookups.ts'
import { Crash, dyingPorts } from './dying-ports.ts'
import {
  exampleCommunity,
  exampleRegistration,
  type Overrides,
  openTestSystem,
  phones,
  type TestReturnee,
} from './test-system.ts'

const first: LookupKeys = { id: 'k1', secret: '1'.repeat(64) }
const hers = { name: '样例·王芳', phone: '+8613800000101' }
const his = { name: '样例·李强', phone: '+8613800000102', room: '502' }

/** A system with two returnees whose keys are in `kept`. */
const neighbourhoodWithKeys = async () => {
  const kept = { keys: first }
  const sixclear = await openTestSystem({ lookupKeys: async () => kept.keys })
  const she = await sixclear.register(hers)
  const he = await sixclear.register(his)
  return { kept, sixclear, she, he }
}

type Opened = Awaited<ReturnType<typeof neighbourhoodWithKeys>>

const keyStoreOf = ({ kept }: Pick<Opened, 'kept'>): KeyStore => ({
  load: async () => kept.keys,
  save: async (keys) => {
    kept.keys = keys
  },
})

const rotate = (opened: Opened, notice = 0, ports: Ports = opened.sixclear.system.ports) => {
  let drawn = 1
  return rotateLookups(ports, {
    keys: keyStoreOf(opened),
    newSecret: () => {
      drawn += 1
      return String(drawn).repeat(64)
    },
    notice,
  })
}

const later = async ({ sixclear: { system } }: Opened, duration: number): Promise<void> => {
  await system.timeline.runUntil(milliseconds(plus(instant(system.timeline.now()), duration)))
}

/** Keys in the record that name a key of the lookups, such as `PHONE#k1`. */
const liveKeys = async ({ sixclear }: Opened, id: string): Promise<number> => {
  const { ports } = sixclear.system
  const under = await Promise.all(
    [hers.phone, his.phone, phones.worker, phones.doctor, phones.office].map(
      async (phone) => (await loadPhone(ports, phone)).at.item?.pk.startsWith(`PHONE#${id}.`) === true,
    ),
  )
  return under.filter((is) => is).length
}

const reportsOf = async (returnee: TestReturnee): Promise<number> =>
  (await returnee.events()).filter((type) => type === 'reported').length

/** Every text finds its person, and a repeated registration is recognised. */
const expectEverybodyFound = async (opened: Opened, reading: string): Promise<void> => {
  const { sixclear, she, he } = opened
  const { ports } = sixclear.system
  for (const [returnee, facts] of [
    [she, hers],
    [he, his],
  ] as const) {
    const before = await reportsOf(returnee)
    await returnee.says(reading)
    expect(await reportsOf(returnee)).toBe(before + 1)
    const again = await register(
      ports,
      exampleCommunity().id,
      exampleRegistration(facts),
      'staff:administrator',
    )
    expect(again).toEqual({ result: 'registered_already', isolation: returnee.id })
  }
  expect((await loadPhone(ports, phones.doctor)).phone.posts.map(({ role }) => role)).toContain('doctor')
}

describe('a rotation of the key of the lookups', () => {
  it('announces, moves everybody, and drops the older key when nothing needs it any more', async () => {
    const opened = await neighbourhoodWithKeys()
    const { kept, sixclear } = opened
    await sixclear.until('2020-02-11 08:10')
    const steps: Rotation['step'][] = []
    const step = async (): Promise<void> => {
      steps.push((await rotate(opened, NOTICE)).step)
    }
    await step()
    await later(opened, NOTICE - MINUTE)
    await step()
    await expectEverybodyFound(opened, '36.5')
    expect(await liveKeys(opened, 'k1')).toBe(5)
    await later(opened, MINUTE)
    await step()
    expect(await liveKeys(opened, 'k2')).toBe(5)
    expect(kept.keys).toMatchObject({ id: 'k1', next: { id: 'k2' } })
    await sixclear.until('2020-02-11 18:10')
    await expectEverybodyFound(opened, '36.6')
    await later(opened, 2 * DAY)
    await step()
    expect(steps).toEqual(['announced', 'announced', 'moved', 'done'])
    expect(kept.keys).toEqual({ id: 'k2', secret: '2'.repeat(64) })
    await sixclear.until('2020-02-14 08:10')
    await expectEverybodyFound(opened, '36.4')
  })

  it('forgets no fact by which a later registration knew somebody', async () => {
    const opened = await neighbourhoodWithKeys()
    const { ports } = opened.sixclear.system
    const enter = (facts: Overrides) =>
      register(ports, exampleCommunity().id, exampleRegistration(facts), 'staff:administrator')
    const known = { result: 'registered_already', isolation: opened.she.id }
    expect(await enter({ ...hers, room: '902' })).toEqual(known)
    await rotate(opened)
    await later(opened, 2 * DAY)
    expect((await rotate(opened)).step).toBe('done')
    expect(await enter({ ...hers, phone: '+8613800000177', room: '902' })).toEqual(known)
  })

  it('forgets nobody who is followed in a grid that the community no longer has', async () => {
    const opened = await neighbourhoodWithKeys()
    const { sixclear, she } = opened
    const { store } = sixclear.system.ports
    const { grid } = await she.isolation()
    const community = exampleCommunity()
    await saveCommunity(store, { ...community, grids: community.grids.filter(({ id }) => id !== grid) })
    await rotate(opened)
    await later(opened, 2 * DAY)
    expect((await rotate(opened)).step).toBe('done')
    await sixclear.until('2020-02-13 08:10')
    const before = await reportsOf(she)
    await she.says('36.5')
    expect(await reportsOf(she)).toBe(before + 1)
  })

  it('loses and duplicates nobody, whichever read or write crashes', {
    timeout: 300_000,
  }, async () => {
    const whole = await neighbourhoodWithKeys()
    const counted = dyingPorts(undefined)
    await rotate(whole, 0, counted.wrapInvocation(whole.sixclear.system.ports))
    const calls = counted.calls()
    expect(calls).toBeGreaterThan(30)
    for (let call = 1; call <= calls; call += 1) {
      const opened = await neighbourhoodWithKeys()
      await opened.sixclear.until('2020-02-11 08:10')
      const dying = dyingPorts({ call }).wrapInvocation(opened.sixclear.system.ports)
      await expect(rotate(opened, 0, dying)).rejects.toThrow(Crash)
      await expectEverybodyFound(opened, '36.5')
      expect((await rotate(opened)).step).toBe('moved')
      expect(await liveKeys(opened, 'k2')).toBe(5)
      await later(opened, 2 * DAY)
      expect((await rotate(opened)).step).toBe('done')
      await opened.sixclear.until('2020-02-13 18:10')
      await expectEverybodyFound(opened, '36.6')
      opened.sixclear.system.close()
    }
  })

  it('lets a one-time code come back that was sent before it', async () => {
    const opened = await neighbourhoodWithKeys()
    const { sixclear, she } = opened
    await sixclear.until('2020-02-11 08:10')
    await she.says('39.0')
    await sixclear.text(phones.doctor, `${sixclear.codeOn(phones.doctor)} 排除`)
    await rotate(opened)
    await sixclear.text(phones.doctor, sixclear.oneTimeOn(phones.doctor))
    expect(await she.status()).toBe('following')
  })
})
