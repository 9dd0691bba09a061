import { afterEach, describe, expect, it } from 'vitest'
import { replay } from '../../core/isolation/state.ts'
import { segments } from '../../core/texts/sms-segments.ts'
import { findViolations } from '../../local/rehearsal/invariants/check-invariants.ts'
import { sweep } from '../../usecases/sweep/sweep.ts'
import { unreadWords } from './left-over-words.ts'
import { at, openTestSystem as open, phones, type TestReturnee, type TestSystem } from './test-system.ts'

const opened: TestSystem[] = []
const aNeighbourhood: typeof open = async (options) => {
  const sixclear = await open(options)
  opened.push(sixclear)
  return sixclear
}

afterEach(async () => {
  for (const { system } of opened.splice(0)) {
    expect([...(await findViolations(system)), ...(await unreadWords(system))]).toEqual([])
    system.close()
  }
})

const transitionsOf = (system: Awaited<ReturnType<typeof aNeighbourhood>>['system']): number => {
  const { stepFunctions, stateMachineArns } = system
  return [stateMachineArns.isolation, stateMachineArns.escalation]
    .flatMap((stateMachineArn) => stepFunctions.listExecutions({ stateMachineArn }).executions)
    .reduce((sum, { executionArn }) => sum + stepFunctions.transitions(executionArn), 0)
}

const theRecordIsTheLedger = async (returnee: TestReturnee): Promise<void> => {
  expect(replay(await returnee.ledger())).toEqual(await returnee.isolation())
}

describe('the clean 14 days', () => {
  it('ask twice a day, propose, are approved by a person and end on the morning of day 15', async () => {
    const sixclear = await aNeighbourhood({ now: '2020-02-10 10:00' })
    const she = await sixclear.register()
    expect(she.texts().map(({ sent }) => sent?.template)).toEqual(['welcome', 'instructions'])
    expect(sixclear.messagesTo(phones.worker, 'new_returnee')).toHaveLength(1)

    await sixclear.healthyUntil('2020-02-24 18:30', she)
    expect(she.texts('prompt')).toHaveLength(28)
    expect(she.texts('thanks')).toHaveLength(2)
    expect(she.texts('reminder')).toHaveLength(0)
    expect(await she.status()).toBe('under_review')
    expect(sixclear.messagesTo(phones.administrator, 'matter')).toHaveLength(1)

    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    expect(await she.status()).toBe('approved')
    await sixclear.until('2020-02-25 07:59')
    expect(await she.status()).toBe('approved')
    await sixclear.until('2020-02-25 08:00')
    expect(await she.status()).toBe('released')
    expect(she.texts('released')).toHaveLength(1)
    await theRecordIsTheLedger(she)
  })

  it('cost at most 40 texts to the resident, each of one segment', async () => {
    const sixclear = await aNeighbourhood({ now: '2020-02-10 10:00' })
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-24 18:30', she)
    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    await sixclear.until('2020-03-10 12:00')
    const counted = Object.groupBy(she.texts(), ({ sent }) => sent?.template ?? 'unknown')
    expect(Object.fromEntries(Object.entries(counted).map(([name, texts]) => [name, texts?.length]))).toEqual(
      {
        welcome: 1,
        instructions: 1,
        prompt: 28,
        thanks: 2,
        released: 1,
      },
    )
    expect(she.texts().length).toBeLessThanOrEqual(40)
    for (const { text } of she.texts()) expect(segments(text).segments, text).toBe(1)
  })

  it('name the last reading in each prompt but the first', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:05')
    await she.says('36.4')
    await sixclear.until('2020-02-11 18:05')
    await she.says('36.7')
    await sixclear.until('2020-02-12 08:05')
    const [first, second, third] = she.texts('prompt').map(({ text }) => text)
    expect(first).not.toContain('已记')
    expect(second).toContain('今早36.4已记')
    expect(third).toContain('昨晚36.7已记')
    await sixclear.until('2020-02-12 18:05')
    expect(she.texts('prompt').at(-1)?.text).toContain('今早没收到，不要紧')
  })

  it('say a reading from 37.0 on back at once', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-13 07:00', she)
    await sixclear.until('2020-02-13 08:05')
    await she.says('37.0')
    expect(she.texts('read_back').at(-1)?.text).toContain('37.0℃')
  })

  it('cost 3 transitions a slot and at most 100 in all; an approval by text, two more for its confirmation', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-15 07:00', she)
    const before = transitionsOf(sixclear.system)
    await sixclear.healthyUntil('2020-02-15 17:00', she)
    expect(transitionsOf(sixclear.system) - before).toBe(3)
    await sixclear.healthyUntil('2020-02-24 18:30', she)
    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    await sixclear.until('2020-02-25 08:00')
    expect(await she.status()).toBe('released')
    expect(transitionsOf(sixclear.system)).toBeLessThanOrEqual(102)
  })
})

describe('somebody registered at night', () => {
  it('is not woken: welcome and worker wait until the morning', async () => {
    const sixclear = await aNeighbourhood({ now: '2020-02-10 23:00' })
    const she = await sixclear.register()
    expect(await she.isolation()).toMatchObject({
      welcomed: false,
      awaiting: { for: 'welcome', at: at('2020-02-11 07:30') },
    })
    await sixclear.until('2020-02-11 07:29')
    expect(she.texts()).toEqual([])
    expect(sixclear.messagesTo(phones.worker)).toEqual([])
    await sixclear.until('2020-02-11 07:30')
    expect(she.texts().map(({ sent }) => sent?.template)).toEqual(['welcome', 'instructions'])
    expect(sixclear.messagesTo(phones.worker, 'new_returnee')).toHaveLength(1)
    await sixclear.until('2020-02-11 08:00')
    expect(she.texts('prompt')).toHaveLength(1)
    await theRecordIsTheLedger(she)
  })

  it('is with the doctor at once with a fever', async () => {
    const sixclear = await aNeighbourhood({ now: '2020-02-10 23:00' })
    const she = await sixclear.register()
    await she.says('38.9')
    expect(she.texts('fever')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.doctor, 'matter')).toHaveLength(1)
  })

  it('hears by day of what a person decides at night', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-24 18:10', she)
    await sixclear.until('2020-02-24 23:00')
    await sixclear.text(phones.administrator, `${sixclear.codeOn(phones.administrator)} 暂缓`)
    await sixclear.until('2020-02-25 07:29')
    expect(await sweep(sixclear.system.ports)).toMatchObject({ mended: 0, offenders: [] })
    expect(she.texts('held')).toHaveLength(0)
    await sixclear.until('2020-02-25 08:30')
    expect(she.texts('held')).toHaveLength(1)
  })

  it('is not released in the night of a late decision', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-24 18:10', she)
    await sixclear.until('2020-02-26 00:01')
    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    await sixclear.until('2020-02-26 07:29')
    expect(await she.status()).toBe('approved')
    await sixclear.until('2020-02-26 07:30')
    expect(she.texts('released')).toHaveLength(1)
  })
})

describe('a silent returnee', () => {
  it('is reminded twice, then climbs from the worker to the office to the police, until a late reply settles it', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 10:59')
    expect(she.texts('prompt')).toHaveLength(1)
    expect(she.texts('reminder')).toHaveLength(2)
    expect(sixclear.messagesTo(phones.worker, 'matter')).toHaveLength(0)

    await sixclear.until('2020-02-11 11:00')
    expect(await she.slot('01-morning')).toBe('missed')
    expect(sixclear.messagesTo(phones.worker, 'matter')).toHaveLength(1)
    await sixclear.until('2020-02-11 13:00')
    expect(sixclear.messagesTo(phones.office, 'matter')).toHaveLength(1)
    await sixclear.until('2020-02-11 15:00')
    expect(sixclear.messagesTo(phones.police, 'matter')).toHaveLength(1)

    await she.says('36.6')
    expect(she.texts('late')).toHaveLength(1)
    expect(await she.slot('01-morning')).toBe('late')
    expect((await she.matter('silence')).state).toMatchObject({ name: 'settled', outcome: 'reported' })
    expect(sixclear.messagesTo(phones.police, 'matter_settled')).toHaveLength(1)
    await theRecordIsTheLedger(she)
  })

  it('goes on being asked at the next slot while the matter climbs', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 18:00')
    expect(she.texts('prompt')).toHaveLength(2)
    await she.says('36.4')
    expect(await she.slot('01-evening')).toBe('reported')
    expect((await she.matter('silence')).state.name).toBe('settled')
    expect(await she.slot('01-morning')).toBe('missed')
  })

  it('is not looked for by the police at night', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 18:00')
    await she.says('36.4')
    await sixclear.until('2020-02-12 08:30')
    await she.says('36.4')
    await sixclear.until('2020-02-13 07:29')
    const toldBefore = sixclear.messagesTo(phones.police, 'matter').length
    await sixclear.until('2020-02-13 07:30')
    expect(sixclear.messagesTo(phones.police, 'matter').length).toBe(toldBefore + 1)
  })

  it('is with the police at once, even at night, when the worker finds nobody at home', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 18:30')
    await she.says('36.4')
    await sixclear.until('2020-02-12 08:30')
    await she.says('36.4')
    await sixclear.until('2020-02-12 21:20')
    await sixclear.confirmed(phones.worker, `${sixclear.codeOn(phones.worker)} 不在家`)
    expect(sixclear.messagesTo(phones.police, 'matter').at(-1)?.at).toBe(at('2020-02-12 21:20'))
  })

  it('who never answers has a matter for each missed slot, and one that people follow', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.until('2020-02-28 07:31')
    const isolation = await she.isolation()
    const missed = Object.values(isolation.slots).filter(({ state }) => state === 'missed')
    expect(missed).toHaveLength(2 * 17)
    const silences = (await she.matters()).filter(({ matter }) => matter.kind === 'silence')
    expect(silences).toHaveLength(missed.length)
    expect(silences.filter(({ matter }) => matter.state.name === 'open')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.worker, 'matter').length).toBeLessThan(5)
    expect(isolation.status.name).toBe('under_review')
    await sixclear.confirmed(phones.office, `${(await she.matter('decision')).code} 同意`)
    await sixclear.until('2020-02-28 08:00')
    expect(await she.status()).toBe('released')
    await theRecordIsTheLedger(she)
  })

  it('is settled by the worker who reaches her and measures', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 11:30')
    await sixclear.text(phones.worker, `${sixclear.codeOn(phones.worker)} 36.7`)
    expect(await she.slot('01-morning')).toBe('late')
    expect((await she.matter('silence')).state.name).toBe('settled')
    expect(sixclear.messagesTo(phones.worker, 'noted')).toHaveLength(1)
    await sixclear.until('2020-02-11 17:00')
    expect(sixclear.messagesTo(phones.office, 'matter')).toHaveLength(0)
  })
})

describe('a fever on day 3', () => {
  const withFever = async (text: string) => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-13 07:59', she)
    await sixclear.until('2020-02-13 08:05')
    await she.says(text)
    return { sixclear, she }
  }

  it('tells the worker and the doctor at once and stops the prompts', async () => {
    const { sixclear, she } = await withFever('38.4 咳嗽')
    expect(await she.status()).toBe('referred')
    expect(she.texts('fever')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.worker, 'matter')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.doctor, 'matter')).toHaveLength(1)
    const prompts = she.texts('prompt').length
    await sixclear.until('2020-02-14 12:00')
    expect(she.texts('prompt')).toHaveLength(prompts)
    expect(she.texts('reminder')).toHaveLength(0)
  })

  it('goes to the hospital as soon as both have seen it, without waiting for the due time', async () => {
    const { sixclear } = await withFever('38.4')
    const code = sixclear.codeOn(phones.doctor)
    await sixclear.text(phones.doctor, `${code} 收到`)
    expect(sixclear.messagesTo(phones.hospital, 'matter')).toHaveLength(0)
    await sixclear.text(phones.worker, `${code} ok`)
    expect(sixclear.messagesTo(phones.hospital, 'matter')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.office, 'matter')).toHaveLength(0)
  })

  it('goes to the street office after 30 minutes when one of them has not seen it', async () => {
    const { sixclear } = await withFever('38.4')
    await sixclear.text(phones.worker, `${sixclear.codeOn(phones.worker)} ok`)
    await sixclear.until('2020-02-13 08:35')
    expect(sixclear.messagesTo(phones.office, 'matter')).toHaveLength(1)
  })

  it('asks for a second reading after 20 minutes when it is mild, and passes it to the doctor', async () => {
    const { sixclear, she } = await withFever('37.4')
    await sixclear.until('2020-02-13 08:24')
    expect(she.texts('measure_prompt')).toHaveLength(0)
    await sixclear.until('2020-02-13 08:25')
    expect(she.texts('measure_prompt')).toHaveLength(1)
    await she.says('37.1')
    expect(sixclear.messagesTo(phones.doctor, 'second_reading')).toHaveLength(1)
    expect(await she.status()).toBe('following')
  })

  it('ends the isolation when the hospital confirms the illness', async () => {
    const { sixclear, she } = await withFever('38.4')
    await sixclear.confirmed(phones.doctor, `${sixclear.codeOn(phones.doctor)} 确诊`)
    expect((await she.isolation()).status).toMatchObject({ name: 'ended', reason: 'confirmed' })
    await sixclear.until('2020-02-26 10:00')
    expect(she.texts('prompt').length).toBe(5)
    await theRecordIsTheLedger(she)
  })

  it('goes on with the next slot when the doctor rules it out; the slots between are excused', async () => {
    const { sixclear, she } = await withFever('38.4')
    await sixclear.until('2020-02-14 09:00')
    await sixclear.confirmed(phones.doctor, `${sixclear.codeOn(phones.doctor)} 排除`)
    expect(await she.status()).toBe('following')
    expect(she.texts('back_to_following')).toHaveLength(1)
    expect(await she.slot('03-evening')).toBe('excused')
    expect(await she.slot('04-morning')).toBe('asked')
    await sixclear.healthyUntil('2020-02-24 18:30', she)
    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    await sixclear.until('2020-02-25 08:00')
    expect(await she.status()).toBe('released')
  })

  it('that comes between two slots alerts the same', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-13 14:00', she)
    await she.says('38.0')
    expect(await she.status()).toBe('referred')
    expect(sixclear.messagesTo(phones.doctor, 'matter')).toHaveLength(1)
    await sixclear.until('2020-02-13 19:30')
    expect(she.texts('prompt')).toHaveLength(5)
  })

  it('climbs to the office and the police when she does not come to the clinic', async () => {
    const { sixclear, she } = await withFever('38.4')
    await sixclear.confirmed(phones.doctor, `${sixclear.codeOn(phones.doctor)} 未到`)
    expect((await she.matter('no_show')).state.name).toBe('open')
    expect(sixclear.messagesTo(phones.office, 'matter')).toHaveLength(1)
    await sixclear.until('2020-02-13 10:05')
    expect(sixclear.messagesTo(phones.police, 'matter')).toHaveLength(1)
    expect(await she.status()).toBe('referred')
    await sixclear.text(phones.police, `${sixclear.codeOn(phones.police)} 到`)
    expect((await she.matter('no_show')).state.name).toBe('settled')
    expect((await she.matter('fever')).state.name).toBe('open')
    expect(sixclear.messagesTo(phones.doctor, 'matter')).toHaveLength(2)
  })
})

describe('the release', () => {
  const toTheLastDay = async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-24 17:59', she)
    return { sixclear, she }
  }

  it('is held for a day with a visit when the last evening was missed, and proposed the day after', async () => {
    const { sixclear, she } = await toTheLastDay()
    await sixclear.until('2020-02-25 07:29')
    expect(she.texts('held')).toHaveLength(0)
    await sixclear.until('2020-02-25 07:30')
    expect(she.texts('held')).toHaveLength(1)
    expect((await she.isolation()).lastDay).toBe(15)
    const visit = (await she.matter('visit')).code
    await sixclear.text(phones.worker, `${visit} 已见`)
    await sixclear.healthyUntil('2020-02-25 18:30', she)
    expect(await she.status()).toBe('under_review')
    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    await sixclear.until('2020-02-26 08:00')
    expect(await she.status()).toBe('released')
  })

  it('is not held for a last report that the worker brings in the night', async () => {
    const { sixclear, she } = await toTheLastDay()
    await sixclear.until('2020-02-24 21:40')
    await sixclear.text(phones.worker, `${sixclear.codeOn(phones.worker)} 36.5`)
    await sixclear.until('2020-02-25 07:30')
    expect(she.texts('held')).toHaveLength(0)
    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    await sixclear.until('2020-02-25 08:00')
    expect(await she.status()).toBe('released')
  })

  it('is held by the person who has to approve it', async () => {
    const { sixclear, she } = await toTheLastDay()
    await sixclear.healthyUntil('2020-02-24 18:30', she)
    await sixclear.text(phones.administrator, `${sixclear.codeOn(phones.administrator)} 暂缓`)
    expect(await she.status()).toBe('following')
    expect((await she.isolation()).holds).toBe(1)
    expect((await she.isolation()).lastDay).toBe(15)
  })

  it('climbs to the street office when nobody approves it in 12 hours', async () => {
    const { sixclear, she } = await toTheLastDay()
    await sixclear.healthyUntil('2020-02-24 18:10', she)
    await sixclear.until('2020-02-25 07:29')
    expect(sixclear.messagesTo(phones.office, 'matter')).toHaveLength(0)
    await sixclear.until('2020-02-25 07:30')
    expect(sixclear.messagesTo(phones.office, 'matter')).toHaveLength(1)
    await sixclear.confirmed(phones.office, `${sixclear.codeOn(phones.office)} approve`)
    await sixclear.until('2020-02-25 08:00')
    expect(await she.status()).toBe('released')
  })

  it('is not for the grid worker to approve', async () => {
    const { sixclear, she } = await toTheLastDay()
    await sixclear.healthyUntil('2020-02-24 18:10', she)
    await sixclear.confirmed(phones.worker, `${sixclear.codeOn(phones.administrator)} 同意`)
    expect(await she.status()).toBe('under_review')
    expect(sixclear.messagesTo(phones.worker, 'answer_help')).toHaveLength(1)
  })

  it('is cancelled by a fever after the approval', async () => {
    const { sixclear, she } = await toTheLastDay()
    await sixclear.healthyUntil('2020-02-24 18:10', she)
    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    await sixclear.until('2020-02-25 06:00')
    await she.says('38.2')
    await sixclear.until('2020-02-25 12:00')
    expect(await she.status()).toBe('referred')
    expect(she.texts('released')).toHaveLength(0)
  })

  it('is decided by the street office after three holds, never put off for ever and never silently done', async () => {
    const { sixclear, she } = await toTheLastDay()
    await sixclear.until('2020-02-28 07:31')
    expect((await she.isolation()).holds).toBe(3)
    expect(await she.status()).toBe('under_review')
    expect((await she.matter('decision')).state.name).toBe('open')
    await sixclear.confirmed(phones.office, `${(await she.matter('decision')).code} 同意`)
    await sixclear.until('2020-02-28 08:00')
    expect(await she.status()).toBe('released')
    expect((await she.isolation()).matters).toEqual({})
  })
})

describe('a reply', () => {
  it('up to two hours before the slot counts, and no prompt follows', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 06:00')
    await she.says('36.5')
    expect(await she.slot('01-morning')).toBe('reported')
    await sixclear.until('2020-02-11 11:30')
    expect(she.texts('prompt')).toHaveLength(0)
  })

  it('three hours before the slot is kept beside the slots, and the prompt comes', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 05:00')
    await she.says('36.5')
    expect(await she.slot('01-morning')).toBeUndefined()
    expect(she.texts('extra_thanks')).toHaveLength(1)
    await sixclear.until('2020-02-11 08:00')
    expect(she.texts('prompt')).toHaveLength(1)
  })

  it('a second time in the same slot is kept and changes nothing', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:10')
    await she.says('36.5')
    await she.says('36.6')
    expect((await she.isolation()).slots).toMatchObject({ '01-morning': { tenths: 365 } })
    expect(she.texts('already_reported')).toHaveLength(1)
  })

  it('after the release is kept and answered', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-24 18:10', she)
    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    await sixclear.until('2020-02-26 09:00')
    await she.says('36.6')
    expect(she.texts('ended')).toHaveLength(1)
    expect((await she.events()).at(-1)).toBe('reported')
    await she.says('38.6')
    expect((await she.matter('fever')).state.name).toBe('open')
    expect(await she.status()).toBe('released')
  })

  it('without a decimal point is asked about and taken after yes', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:10')
    await she.says('365')
    expect(she.texts('confirm')).toHaveLength(1)
    expect(await she.slot('01-morning')).toBe('asked')
    await she.says('是')
    await she.says('好的')
    expect(she.texts('unreadable')).toHaveLength(0)
    expect((await she.isolation()).slots).toMatchObject({ '01-morning': { state: 'reported', tenths: 365 } })
  })

  it('that cannot be read is asked for once more, then a person takes over and no more is sent', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:10')
    for (const text of ['36点几', '三十六点几', '36度几', '三十六度几', '36点多少来着']) await she.says(text)
    expect(she.texts('unreadable')).toHaveLength(1)
    expect(she.texts('worker_will_call')).toHaveLength(1)
    expect((await she.matters()).filter(({ matter }) => matter.kind === 'unclear_replies')).toHaveLength(1)
  })
})

describe('a returnee who sends STOP', () => {
  it('gets no more texts, is measured by the worker instead, and can come back', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:10')
    await she.says('STOP')
    const texts = she.texts().length
    expect((await she.matter('opted_out')).state.name).toBe('open')
    await sixclear.until('2020-02-11 18:10')
    expect(she.texts()).toHaveLength(texts)
    const asked = sixclear.messagesTo(phones.worker, 'measure_for_them').at(-1)?.text ?? ''
    await sixclear.text(phones.worker, `${/\b\d{4}\b/.exec(asked)?.[0]} 36.5`)
    expect(await she.slot('01-evening')).toBe('reported')
    await she.says('START')
    expect((await she.isolation()).contact).toEqual({ by: 'sms' })
    expect((await she.matter('opted_out')).state.name).toBe('settled')
    await sixclear.until('2020-02-12 08:00')
    expect(she.texts('prompt')).toHaveLength(2)
  })
})

describe('a returnee without a phone', () => {
  it('is measured by the grid worker twice a day', async () => {
    const sixclear = await aNeighbourhood()
    const he = await sixclear.register({ phone: null })
    await sixclear.until('2020-02-11 08:00')
    const asked = sixclear.messagesTo(phones.worker, 'measure_for_them').at(-1)?.text ?? ''
    await sixclear.text(phones.worker, `${/\b\d{4}\b/.exec(asked)?.[0]} 36.5`)
    expect(await he.slot('01-morning')).toBe('reported')
  })

  it('who was not measured is visited, and nobody is told of texts that do not arrive', async () => {
    const sixclear = await aNeighbourhood()
    await sixclear.register({ phone: null })
    await sixclear.until('2020-02-11 12:00')
    const [told] = sixclear.messagesTo(phones.worker, 'matter')
    expect(told?.text).toContain('没测到')
    expect(told?.text).not.toMatch(/短信|换号|手机/)
  })
})

describe('a number that is out of order', () => {
  it('is not silence: the worker mends it, and the police are never told', async () => {
    const sixclear = await aNeighbourhood()
    sixclear.system.inbox.setCondition('+8613800000101', 'invalid_number')
    const she = await sixclear.register()
    expect((await she.matter('unreachable')).state.name).toBe('open')
    await sixclear.until('2020-02-12 15:00')
    expect(sixclear.messagesTo(phones.police, 'matter')).toHaveLength(0)
    await sixclear.confirmed(phones.worker, `${(await she.matter('unreachable')).code} 换号 13800000199`)
    await sixclear.text('+8613800000199', '是')
    await sixclear.until('2020-02-12 18:00')
    expect(sixclear.messagesTo('+8613800000199', 'prompt')).toHaveLength(1)
  })
})

describe('two returnees on one phone', () => {
  it('are told apart by a letter', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register({ name: '样例·王明' })
    const he = await sixclear.register({ name: '样例·李强' })
    await sixclear.until('2020-02-11 08:05')
    expect(she.texts('prompt').map(({ text }) => text.includes('A：') || text.includes('B：'))).toEqual([
      true,
      true,
    ])
    await she.says('36.5')
    expect(she.texts('which_member')).toHaveLength(1)
    await she.says('B 36.8')
    expect(await he.slot('01-morning')).toBe('reported')
    expect(await she.slot('01-morning')).toBe('asked')
    await she.says('36.4')
    expect((await she.isolation()).slots).toMatchObject({ '01-morning': { tenths: 364 } })
  })
})

describe('a family on one phone', () => {
  const family = ['王建国', '李梅', '王桂兰'] as const

  it('is told whose letter is whose, and again when somebody joins', async () => {
    const sixclear = await aNeighbourhood()
    const [first, second, third] = family
    const he = await sixclear.register({ name: first })
    expect(he.texts('letters')).toHaveLength(0)
    await sixclear.register({ name: second })
    expect(he.texts('letters').map(({ text }) => text)).toEqual([
      expect.stringContaining(`A${first} B${second}`),
    ])
    await sixclear.until('2020-02-12 12:00')
    expect(he.texts('letters')).toHaveLength(1)
    await sixclear.register({ name: third })
    expect(he.texts('letters').at(-1)?.text).toContain(`A${first} B${second} C${third}`)
    expect(he.texts('letters').at(-1)?.text).not.toMatch(/】[A-Z]：/)
  })

  it('is told by day when the last of them is registered at night', async () => {
    const sixclear = await aNeighbourhood({ now: '2020-02-10 22:00' })
    const [he] = [await sixclear.register({ name: '王建国' }), await sixclear.register({ name: '李梅' })]
    expect(he.texts()).toHaveLength(0)
    await sixclear.until('2020-02-11 07:45')
    expect(he.texts('letters')).toHaveLength(1)
    expect(he.texts('welcome').map(({ text }) => /】([AB])：/.exec(text)?.[1])).toEqual(['A', 'B'])
  })

  it('is told apart in the texts to staff', async () => {
    const sixclear = await aNeighbourhood()
    for (const name of ['样例·王建国', '样例·王建军', '样例·李梅']) await sixclear.register({ name })
    const names = sixclear.messagesTo(phones.worker, 'new_returnee').map(({ text }) => text.split('，')[0])
    expect(new Set(names).size).toBe(3)
  })
})

describe('one text for two', () => {
  it('fills both slots, and what stands without a letter means the one who is not named', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register({ name: '样例·王明' })
    const he = await sixclear.register({ name: '样例·李强' })
    await sixclear.until('2020-02-11 08:05')
    await she.says('A36.5 B36.8')
    expect((await she.isolation()).slots).toMatchObject({ '01-morning': { tenths: 365 } })
    expect((await he.isolation()).slots).toMatchObject({ '01-morning': { tenths: 368 } })
    await sixclear.until('2020-02-11 18:05')
    await she.says('36.4 B36.7')
    expect((await she.isolation()).slots).toMatchObject({ '01-evening': { tenths: 364 } })
    expect((await he.isolation()).slots).toMatchObject({ '01-evening': { tenths: 367 } })
  })
})

describe('somebody registered late', () => {
  it('is followed for the days that are left, at least a day and two slots', async () => {
    const sixclear = await aNeighbourhood({ now: '2020-02-24 12:00' })
    const she = await sixclear.register({ arrived: '2020-02-10 09:00' })
    expect((await she.isolation()).lastDay).toBe(15)
    await sixclear.healthyUntil('2020-02-25 18:30', she)
    expect(await she.status()).toBe('under_review')
  })

  it('after the period is over is for the street office to decide', async () => {
    const sixclear = await aNeighbourhood({ now: '2020-03-10 12:00' })
    const she = await sixclear.register({ arrived: '2020-02-10 09:00' })
    expect((await she.matter('decision')).state.name).toBe('open')
    expect(sixclear.messagesTo(phones.office, 'matter').at(-1)?.text).toContain('登记时已期满')
    expect(she.texts().map(({ text }) => text)).toEqual([expect.stringContaining('观察期已满')])
    await sixclear.confirmed(phones.office, `${sixclear.codeOn(phones.office)} 同意`)
    expect(await she.status()).toBe('released')
  })
})

describe('the sweeper', () => {
  it('finds nothing to mend in a healthy community', async () => {
    const sixclear = await aNeighbourhood()
    await sixclear.register()
    await sixclear.until('2020-02-12 09:30')
    expect(await sweep(sixclear.system.ports)).toMatchObject({ isolations: 1, mended: 0, offenders: [] })
  })

  it('begins a new generation of an isolation whose execution is lost, without asking twice', async () => {
    const sixclear = await aNeighbourhood()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:20')
    await sixclear.system.ports.executions.stop('isolation', `${she.id}-1`, 'lost')
    expect(await sweep(sixclear.system.ports)).toMatchObject({ mended: 1, offenders: [] })
    await sixclear.settle()
    expect((await she.isolation()).generation).toBe(2)
    expect(she.texts('prompt')).toHaveLength(1)
    await she.says('36.5')
    expect(await she.slot('01-morning')).toBe('reported')
    await sixclear.until('2020-02-11 18:00')
    expect(she.texts('prompt')).toHaveLength(2)
    expect(she.texts('welcome')).toHaveLength(1)
    await theRecordIsTheLedger(she)
  })
})
