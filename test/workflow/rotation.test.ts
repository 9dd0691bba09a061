import { describe, expect, it } from 'vitest'
import { DAY, MINUTE } from '../../core/time/instant.ts'
import { saveCommunity } from '../../record/community-repository.ts'
import { NOTICE } from '../../record/lookup-keys.ts'
import { register } from '../../usecases/register/register.ts'
import type { Rotation } from '../../usecases/rotate-lookups/rotate-lookups.ts'
import {
  expectEverybodyFound,
  hers,
  later,
  liveKeys,
  neighbourhoodWithKeys,
  reportsOf,
  rotate,
} from './a-rotation.ts'
import { exampleCommunity, exampleRegistration, type Overrides, phones } from './test-system.ts'

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
