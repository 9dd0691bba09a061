import { expect } from 'vitest'
import { replay } from '../../core/isolation/state.ts'
import { dyingPorts, type Plan } from './dying-ports.ts'
import { openTestSystem, phones, type TestReturnee, type TestSystem, twoDays } from './test-system.ts'

const waitFor = async (
  sixclear: TestSystem,
  phone: string,
  template: string,
  from: number,
  minutes = 60 * 36,
): Promise<void> => {
  for (let minute = 0; minute < minutes; minute += 5) {
    if (sixclear.messagesTo(phone, template).length > from) return
    await sixclear.system.timeline.runUntil(sixclear.system.timeline.now() + 5 * 60_000)
  }
}

/** A grave answer and its one-time code, however long the echo takes to come. */
const confirmed = async (sixclear: TestSystem, phone: string, text: string): Promise<void> => {
  const before = sixclear.messagesTo(phone, 'echo').length
  await sixclear.text(phone, text)
  await waitFor(sixclear, phone, 'echo', before, 10)
  if (sixclear.messagesTo(phone, 'echo').length > before)
    await sixclear.text(phone, sixclear.oneTimeOn(phone))
}

/**
 * One isolation with a bit of everything: a clean slot, a missed one that climbs to the office and is settled by a
 * late reply, a mild fever that the doctor rules out, a release.
 */
export const liveTwoDays = async (plan?: Plan) => {
  const ports = dyingPorts(plan)
  const sixclear = await openTestSystem({
    book: twoDays,
    wrapInvocation: ports.wrapInvocation,
    sweepEveryMinutes: 72 * 60,
  })
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 08:20')
  await she.says('36.5')
  await sixclear.until('2020-02-11 23:10')
  await she.says('36.6')
  await sixclear.until('2020-02-12 08:20')
  await she.says('37.4')
  await waitFor(sixclear, phones.doctor, 'matter', 0)
  await sixclear.until('2020-02-12 09:30')
  await confirmed(sixclear, phones.doctor, `${sixclear.codeOn(phones.doctor)} 排除`)
  const end = [
    '2020-02-12 18:20',
    '2020-02-13 08:20',
    '2020-02-13 18:20',
    '2020-02-14 08:20',
    '2020-02-14 18:20',
  ]
  for (const moment of end) {
    await sixclear.until(moment)
    if ((await she.status()) === 'following') await she.says('36.5')
    for (const { matter } of await she.matters())
      if (matter.state.name === 'open') await settle(sixclear, matter)
  }
  await sixclear.until('2020-02-16 12:00')
  return { sixclear, she, ports }
}

const settle = async (
  sixclear: TestSystem,
  { kind, code }: { readonly kind: string; readonly code: string },
): Promise<void> => {
  if (kind === 'release') await confirmed(sixclear, phones.administrator, `${code} 同意`)
  else if (kind === 'decision') await confirmed(sixclear, phones.office, `${code} 同意`)
  else if (kind === 'fever') await confirmed(sixclear, phones.doctor, `${code} 排除`)
  else await sixclear.text(phones.worker, `${code} 已见`)
}

export const wrongs = async (sixclear: TestSystem, she: TestReturnee): Promise<string[]> => {
  const wrong: string[] = []
  const isolation = await she.isolation()
  if (isolation.status.name !== 'released') wrong.push(`is ${isolation.status.name}`)
  try {
    expect(replay(await she.ledger())).toEqual(isolation)
  } catch {
    wrong.push('the ledger does not give the isolation')
  }
  const asked = she
    .texts()
    .filter(({ sent }) => ['prompt', 'reminder', 'thanks', 'late'].includes(sent?.template ?? ''))
  const keys = asked.map(({ sent }) => sent?.key)
  if (new Set(keys).size !== keys.length) wrong.push(`a text was doubled: ${keys.join(' ')}`)
  for (const id of ['01-morning', '01-evening', '02-morning', '02-evening'])
    if (!['reported', 'late', 'missed', 'excused'].includes((await she.slot(id)) ?? 'nothing'))
      wrong.push(`slot ${id} is ${await she.slot(id)}`)
  for (const { matter } of await she.matters())
    if (matter.state.name !== 'settled') wrong.push(`${matter.id} is open`)
  const replies = sixclear
    .conversation(she.phone)
    .filter(({ direction }) => direction === 'from_phone').length
  const recorded = (await she.ledger()).filter(
    ({ event }) => 'inbound' in event && event.inbound !== undefined,
  )
  const beside = ['matter_answered', 'matter_opened', 'matter_raised', 'answer_awaits_confirmation']
  const ofHers = recorded.filter(({ event }) => !beside.includes(event.type))
  if (ofHers.length !== replies) wrong.push(`${replies} texts, ${ofHers.length} in the ledger`)
  const said = recorded.map(({ event }) => JSON.stringify(event))
  if (new Set(said).size !== said.length) wrong.push(`an answer is recorded twice: ${said.join(' ')}`)
  if (sixclear.messagesTo(phones.doctor, 'matter').length < 1) wrong.push('the doctor was not told')
  const { stepFunctions, stateMachineArns } = sixclear.system
  for (const stateMachineArn of Object.values(stateMachineArns))
    for (const run of stepFunctions.listExecutions({ stateMachineArn }).executions)
      if (run.status === 'RUNNING') wrong.push(`${run.name} still runs`)
  return wrong
}

/** What is wrong after one crash, or one throttled call. */
export const wrongsOf = async (plan: Plan): Promise<string[]> => {
  const { sixclear, she, ports } = await liveTwoDays(plan)
  const wrong = await wrongs(sixclear, she)
  sixclear.system.close()
  return wrong.map((what) => `call ${plan.call}, ${ports.places[plan.call - 1]}: ${what}`)
}

/** A silence, an absence by text, and its code after the urgent echo; or no code at all. */
export const absence = async (plan: Plan | undefined, isConfirmed: boolean) => {
  const ports = dyingPorts(plan)
  const sixclear = await openTestSystem({ wrapInvocation: ports.wrapInvocation })
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 11:30')
  const from = ports.calls() + 1
  await sixclear.text(phones.worker, `${(await she.matter('silence')).code} 不在家`)
  await sixclear.until('2020-02-11 11:36')
  if (isConfirmed) {
    await waitFor(sixclear, phones.worker, 'echo', 0, 10)
    await sixclear.text(phones.worker, sixclear.oneTimeOn(phones.worker))
  }
  await sixclear.until('2020-02-11 13:05')
  const events = await she.events()
  const count = (what: string): number => events.filter((outcome) => outcome === what).length
  const wrong: string[] = []
  const matter = await she.matter('silence')
  if (matter.absenceConfirmed !== isConfirmed) wrong.push(`the absence is ${matter.absenceConfirmed}`)
  if (count('matter_answered') !== (isConfirmed ? 1 : 0)) wrong.push('it was not answered once')
  if (count('answer_awaits_confirmation') !== 1) wrong.push('it did not await its code once')
  if (count('answer_not_confirmed') !== (isConfirmed ? 0 : 1)) wrong.push('it was void, or was not')
  const told = sixclear.messagesTo(phones.police, 'matter').length
  if (isConfirmed ? told === 0 : told > 0) wrong.push(`the police were told ${told} times`)
  for (const phone of [phones.worker, phones.office])
    if (!isConfirmed && sixclear.messagesTo(phone, 'lapsed').length === 0)
      wrong.push(`${phone} does not know that it is void`)
  const office = sixclear.messagesTo(phones.office, 'matter').length
  if (!isConfirmed && office === 0) wrong.push('the ladder was paused')
  const { stepFunctions, stateMachineArns } = sixclear.system
  const running = stepFunctions
    .listExecutions({ stateMachineArn: stateMachineArns.escalation })
    .executions.filter(({ status }) => status === 'RUNNING')
  if (running.length !== 1) wrong.push(`${running.length} ladders run`)
  expect(replay(await she.ledger())).toEqual(await she.isolation())
  sixclear.system.close()
  return { wrong, ports, from }
}

/** What is wrong with the absence after each of these calls has crashed; every fourth is throttled instead. */
export const wrongsOfAbsence = async (calls: readonly number[], isConfirmed: boolean): Promise<string[]> => {
  const found: string[] = []
  for (const call of calls) {
    const plan: Plan = call % 4 === 0 ? { call, throttled: true } : { call }
    const { wrong, ports } = await absence(plan, isConfirmed)
    found.push(...wrong.map((what) => `call ${call}, ${ports.places[call - 1]}: ${what}`))
  }
  return found
}
