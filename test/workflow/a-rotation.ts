import { expect } from 'vitest'
import type { Ports } from '../../core/ports/ports.ts'
import { instant, milliseconds, plus } from '../../core/time/instant.ts'
import type { KeyStore, LookupKeys } from '../../record/lookup-keys.ts'
import { loadPhone } from '../../record/phone-repository.ts'
import { register } from '../../usecases/register/register.ts'
import { rotateLookups } from '../../usecases/rotate-lookups/rotate-lookups.ts'
import {
  exampleCommunity,
  exampleRegistration,
  openTestSystem,
  phones,
  type TestReturnee,
} from './test-system.ts'

const first: LookupKeys = { id: 'k1', secret: '1'.repeat(64) }
export const hers = { name: '样例·王芳', phone: '+8613800000101' }
const his = { name: '样例·李强', phone: '+8613800000102', room: '502' }

/** A system with two returnees whose keys are in `kept`. */
export const neighbourhoodWithKeys = async () => {
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

export const rotate = (opened: Opened, notice = 0, ports: Ports = opened.sixclear.system.ports) => {
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

export const later = async ({ sixclear: { system } }: Opened, duration: number): Promise<void> => {
  await system.timeline.runUntil(milliseconds(plus(instant(system.timeline.now()), duration)))
}

/** Keys in the record that name a key of the lookups, such as `PHONE#k1`. */
export const liveKeys = async ({ sixclear }: Opened, id: string): Promise<number> => {
  const { ports } = sixclear.system
  const under = await Promise.all(
    [hers.phone, his.phone, phones.worker, phones.doctor, phones.office].map(
      async (phone) => (await loadPhone(ports, phone)).at.item?.pk.startsWith(`PHONE#${id}.`) === true,
    ),
  )
  return under.filter((is) => is).length
}

export const reportsOf = async (returnee: TestReturnee): Promise<number> =>
  (await returnee.events()).filter((type) => type === 'reported').length

/** Every text finds its person, and a repeated registration is recognised. */
export const expectEverybodyFound = async (opened: Opened, reading: string): Promise<void> => {
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
