import { describe, expect, it } from 'vitest'
import { replay } from '../../core/isolation/state.ts'
import { findViolations } from '../../local/rehearsal/invariants/check-invariants.ts'
import { recordReport } from '../../usecases/record-report/record-report.ts'
import { at, openTestSystem, phones, type TestReturnee } from './test-system.ts'

const onDayThree = async (flags = {}) => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register({ flags })
  await sixclear.healthyUntil('2020-02-13 07:59', she)
  await sixclear.until('2020-02-13 08:05')
  return { sixclear, she }
}

const isSound = async ({ system }: Awaited<ReturnType<typeof openTestSystem>>, she: TestReturnee) => {
  expect(replay(await she.ledger())).toEqual(await she.isolation())
  expect(await findViolations(system)).toEqual([])
}

describe('a mild finding', () => {
  it('tells the worker and the doctor at once, and the resident gently, without a word of a vehicle', async () => {
    const { sixclear, she } = await onDayThree()
    await she.says('37.4')
    expect(sixclear.messagesTo(phones.worker, 'matter').at(-1)?.text).toContain('37.4℃')
    expect(sixclear.messagesTo(phones.doctor, 'matter')).toHaveLength(1)
    const [gentle] = she.texts('measure_again')
    expect(gentle?.text).toContain('医生2小时内给您打电话')
    expect(gentle?.text).not.toMatch(/车|公交/)
    expect(she.texts('fever')).toHaveLength(0)
    expect((await she.matter('fever')).severity).toBe('orange')
  })

  it('leaves the prompts on, and is measured again between them, once', async () => {
    const { sixclear, she } = await onDayThree()
    await she.says('36.5 干咳')
    expect(await she.status()).toBe('following')
    await sixclear.until('2020-02-13 08:25')
    expect(she.texts('measure_prompt').map(({ at: when }) => when)).toEqual([at('2020-02-13 08:25')])
    const prompts = she.texts('prompt').length
    await sixclear.until('2020-02-13 18:00')
    expect(she.texts('prompt')).toHaveLength(prompts + 1)
    expect(she.texts('measure_prompt')).toHaveLength(1)
    await isSound(sixclear, she)
  })

  it('between two slots is measured again after 20 minutes too, though the execution sleeps until the next', async () => {
    const { sixclear, she } = await onDayThree()
    await she.says('36.5')
    await sixclear.until('2020-02-13 13:00')
    await she.says('37.5')
    await sixclear.until('2020-02-13 13:20')
    expect(she.texts('measure_prompt').map(({ at: when }) => when)).toEqual([at('2020-02-13 13:20')])
    await sixclear.until('2020-02-13 18:05')
    expect(await she.slot('03-evening')).toBe('asked')
    await isSound(sixclear, she)
  })

  it('is not measured again where a second reading has come before', async () => {
    const { sixclear, she } = await onDayThree()
    await she.says('37.4')
    await sixclear.until('2020-02-13 08:15')
    await she.says('36.9')
    expect(sixclear.messagesTo(phones.doctor, 'second_reading')).toHaveLength(1)
    await sixclear.until('2020-02-13 09:30')
    expect(she.texts('measure_prompt')).toHaveLength(0)
    await sixclear.until('2020-02-13 18:05')
    expect(await she.slot('03-evening')).toBe('asked')
    await isSound(sixclear, she)
  })

  it('that is there again after 20 minutes is urgent', async () => {
    const { sixclear, she } = await onDayThree()
    await she.says('37.4')
    await sixclear.until('2020-02-13 08:27')
    await she.says('37.4')
    expect(await she.status()).toBe('referred')
    expect((await she.matters()).filter(({ matter }) => matter.kind === 'fever')).toHaveLength(1)
    expect((await she.matter('fever')).severity).toBe('red')
    expect(she.texts('fever')).toHaveLength(1)
    await isSound(sixclear, she)
  })

  it('sent twice in a minute is one finding', async () => {
    const { she } = await onDayThree()
    await she.says('37.4')
    await she.says('37.4')
    expect(await she.status()).toBe('following')
  })

  it('in somebody over seventy is urgent at once', async () => {
    const { she } = await onDayThree({ over70: true })
    await she.says('37.4')
    expect(await she.status()).toBe('referred')
  })

  it('ruled out by the doctor, she hears so and is asked as before', async () => {
    const { sixclear, she } = await onDayThree()
    await she.says('37.4')
    await sixclear.confirmed(phones.doctor, `${sixclear.codeOn(phones.doctor)} 排除`)
    expect(she.texts('back_to_following')).toHaveLength(1)
    expect((await she.isolation()).matters).toEqual({})
    await sixclear.until('2020-02-13 18:05')
    expect(she.texts('measure_prompt')).toHaveLength(0)
    expect(await she.slot('03-evening')).toBe('asked')
    await isSound(sixclear, she)
  })

  it('on the last day holds the release while its matter is open', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-24 17:59', she)
    await sixclear.until('2020-02-24 18:05')
    await she.says('37.4')
    await sixclear.until('2020-02-24 18:40')
    expect(await she.status()).toBe('following')
    expect((await she.isolation()).lastDay).toBe(15)
    expect(sixclear.messagesTo(phones.administrator, 'matter')).toHaveLength(0)
  })
})

describe('worse news', () => {
  it('of a known fever tells everybody told so far, with reading and symptoms', async () => {
    const { sixclear, she } = await onDayThree()
    await she.says('37.4')
    await she.says('喘不上气，胸闷')
    for (const phone of [phones.worker, phones.doctor])
      expect(sixclear.messagesTo(phone, 'matter_raised').at(-1)?.text).toContain('气促')
    await she.says('39.8 呼吸困难')
    for (const phone of [phones.worker, phones.doctor])
      expect(sixclear.messagesTo(phone, 'matter_raised').at(-1)?.text).toContain('39.8℃气促')
    expect(await she.status()).toBe('referred')
    expect(await she.matter('fever')).toMatchObject({ severity: 'red', tenths: 398 })
    expect((await she.matter('fever')).symptoms).toContain('breathlessness')
    expect(await she.events()).toContain('matter_raised')
    await isSound(sixclear, she)
  })

  it('that is none is a second reading, for the worker too where it is a fever', async () => {
    const { sixclear, she } = await onDayThree()
    await she.says('38.5')
    await she.says('38.6')
    expect(sixclear.messagesTo(phones.doctor, 'matter_raised')).toHaveLength(0)
    expect(sixclear.messagesTo(phones.doctor, 'second_reading')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.worker, 'second_reading')).toHaveLength(1)
    await she.says('36.9')
    expect(sixclear.messagesTo(phones.doctor, 'second_reading')).toHaveLength(2)
    expect(sixclear.messagesTo(phones.worker, 'second_reading')).toHaveLength(1)
  })

  it('delivered twice is told once', async () => {
    const { sixclear, she } = await onDayThree()
    await she.says('37.4')
    const report = { tenths: 392, symptoms: [], source: 'sms', by: 'resident', inbound: 'again' } as const
    await recordReport(sixclear.system.ports, she.id, report)
    await recordReport(sixclear.system.ports, she.id, report)
    expect(sixclear.messagesTo(phones.doctor, 'matter_raised')).toHaveLength(1)
  })

  it('after the release reaches those who have the matter', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-24 18:30', she)
    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    await sixclear.until('2020-02-26 10:00')
    await she.says('37.5')
    expect(await she.matter('fever')).toMatchObject({ severity: 'orange' })
    await she.says('39.0')
    expect(sixclear.messagesTo(phones.doctor, 'matter_raised')).toHaveLength(1)
    expect(await she.status()).toBe('released')
  })
})

describe('a fever at registration', () => {
  it('opens its matter at once, and once', async () => {
    const sixclear = await openTestSystem({ now: '2020-02-10 10:00' })
    const she = await sixclear.register({ baselineTenths: 395 })
    expect(await she.status()).toBe('referred')
    expect(sixclear.messagesTo(phones.doctor, 'matter')).toHaveLength(1)
    await sixclear.register({ baselineTenths: 395 })
    expect((await she.matters()).filter(({ matter }) => matter.kind === 'fever')).toHaveLength(1)
    expect(she.texts('welcome')).toHaveLength(1)
    await isSound(sixclear, she)
  })

  it('that is mild leaves the isolation running', async () => {
    const sixclear = await openTestSystem({ now: '2020-02-10 10:00' })
    const she = await sixclear.register({ baselineTenths: 374 })
    expect(await she.status()).toBe('following')
    await sixclear.until('2020-02-10 10:30')
    expect(she.texts('measure_prompt')).toHaveLength(1)
    await isSound(sixclear, she)
  })
})

describe('a release decided at night', () => {
  it('is recorded at once, and its notice waits for the morning', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-24 18:30', she)
    await sixclear.until('2020-02-26 00:01')
    await sixclear.confirmed(phones.office, `${sixclear.codeOn(phones.office)} 同意`)
    expect(await she.status()).toBe('approved')
    await sixclear.until('2020-02-26 07:29')
    expect(she.texts('released')).toHaveLength(0)
    await sixclear.until('2020-02-26 07:30')
    expect(await she.status()).toBe('released')
    expect(she.texts('released')).toHaveLength(1)
  })
})
