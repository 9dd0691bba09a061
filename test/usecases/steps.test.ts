import { describe, expect, it } from 'vitest'
import { SlotId } from '../../core/ids.ts'
import type { JsonValue } from '../../core/json.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { ask } from '../../usecases/ask/ask.ts'
import { askAgain } from '../../usecases/ask/ask-again.ts'
import { awaitDecision } from '../../usecases/await-decision/await-decision.ts'
import { climbLadder } from '../../usecases/climb-ladder/climb-ladder.ts'
import { notifyRung } from '../../usecases/climb-ladder/notify-rung.ts'
import { endIsolation } from '../../usecases/end-isolation/end-isolation.ts'
import { judgeSilence } from '../../usecases/judge-silence/judge-silence.ts'
import { plan } from '../../usecases/plan/plan-next-step.ts'
import { PlanChanged, release } from '../../usecases/release/release.ts'
import { reportFailure } from '../../usecases/report-failure/report-failure.ts'
import { restartIsolation, restartMatter } from '../../usecases/restart-execution/restart-execution.ts'
import { reviewRelease } from '../../usecases/review-release/review-release.ts'
import { welcome } from '../../usecases/welcome/welcome.ts'
import { at, openTestSystem, phones } from '../workflow/test-system.ts'

const slot = SlotId.parse('01-morning')

/** Ports that record the answer of each token. */
const listening = (ports: Ports) => {
  const answers = new Map<string, JsonValue>()
  const succeed: Ports['tasks']['succeed'] = async (token, output) => {
    answers.set(token, output)
    return 'taken'
  }
  return { answers, ports: { ...ports, tasks: { ...ports.tasks, succeed } } }
}

const inTheFirstSlot = async () => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 08:10')
  return { sixclear, she, ...listening(sixclear.system.ports) }
}

describe('a step of an older generation', () => {
  it('ends its execution and changes nothing', async () => {
    const { sixclear, she, ports, answers } = await inTheFirstSlot()
    await restartIsolation(sixclear.system.ports, she.id, 1, 'a test')
    await sixclear.settle()
    const entries = (await she.ledger()).length
    const old = { isolationId: she.id, generation: 1 }
    for (const step of [plan, welcome, judgeSilence, askAgain, reviewRelease])
      expect(await step(ports, old)).toMatchObject({ do: 'end' })
    await reportFailure(ports, { ...old, error: 'x' })
    await release(ports, old)
    await ask(ports, { ...old, slot, attempt: 0, token: 'old ask' })
    await awaitDecision(ports, { ...old, token: 'old decision' })
    expect(answers.get('old ask')).toMatchObject({ do: 'end' })
    expect(answers.get('old decision')).toMatchObject({ do: 'end' })
    expect((await she.ledger()).length).toBe(entries)
    expect(she.texts('prompt')).toHaveLength(1)
  })

  it('of a ladder ends it as well', async () => {
    const { sixclear, she, ports, answers } = await inTheFirstSlot()
    await sixclear.until('2020-02-11 11:30')
    const { id } = await she.matter('silence')
    await restartMatter(sixclear.system.ports, id, 1)
    await sixclear.settle()
    const old = { matterId: id, generation: 1 }
    expect(await climbLadder(ports, old)).toMatchObject({ do: 'settled' })
    await notifyRung(ports, { ...old, rung: 'grid_worker', round: 0, token: 'old rung' })
    expect(answers.get('old rung')).toMatchObject({ do: 'settled' })
    expect(sixclear.messagesTo(phones.worker, 'matter')).toHaveLength(1)
  })

  it('cannot be restarted twice', async () => {
    const { sixclear, she } = await inTheFirstSlot()
    const { ports } = sixclear.system
    expect(await restartIsolation(ports, she.id, 1, 'a test')).toBe(true)
    expect(await restartIsolation(ports, she.id, 1, 'a test')).toBe(false)
    await sixclear.until('2020-02-11 11:30')
    const { id } = await she.matter('silence')
    expect(await restartMatter(ports, id, 1)).toBe(true)
    expect(await restartMatter(ports, id, 1)).toBe(false)
  })
})

describe('asking', () => {
  it('for a slot that has its report answers its own token with what comes next', async () => {
    const { she, ports, answers } = await inTheFirstSlot()
    await she.says('36.5')
    await ask(ports, { isolationId: she.id, generation: 1, slot, attempt: 0, token: 'late' })
    expect(answers.get('late')).toMatchObject({ do: 'ask', slot: '01-evening' })
    expect(she.texts('prompt')).toHaveLength(1)
  })

  it('a second time for the same attempt takes over the token and sends nothing', async () => {
    const { she, ports } = await inTheFirstSlot()
    await ask(ports, { isolationId: she.id, generation: 1, slot, attempt: 0, token: 'retried' })
    await ask(ports, { isolationId: she.id, generation: 1, slot, attempt: 0, token: 'retried' })
    expect(she.texts('prompt')).toHaveLength(1)
    expect((await she.events()).filter((type) => type === 'waiting_again')).toHaveLength(1)
    expect((await she.isolation()).awaiting).toMatchObject({ for: 'report', attempt: 0 })
  })

  it('before the slot is open changes nothing', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    const { ports, answers } = listening(sixclear.system.ports)
    const evening = SlotId.parse('01-evening')
    await ask(ports, { isolationId: she.id, generation: 1, slot: evening, attempt: 0, token: 'early' })
    expect(answers.get('early')).toMatchObject({ do: 'ask', slot: '01-morning' })
    expect(she.texts('prompt')).toHaveLength(0)
  })
})

describe('a step that is not due', () => {
  it('answers with the present state', async () => {
    const { she, ports, answers } = await inTheFirstSlot()
    const step = { isolationId: she.id, generation: 1 }
    const entries = (await she.ledger()).length
    expect(await plan(ports, step)).toMatchObject({ do: 'ask', slot, attempt: 0 })
    expect(await judgeSilence(ports, step)).toMatchObject({ do: 'ask' })
    expect(await askAgain(ports, step)).toMatchObject({ do: 'ask' })
    expect(await reviewRelease(ports, step)).toMatchObject({ do: 'ask' })
    await awaitDecision(ports, { ...step, token: 'nobody to wait for' })
    expect(answers.get('nobody to wait for')).toMatchObject({ do: 'ask' })
    await expect(release(ports, step)).rejects.toThrow(PlanChanged)
    expect((await she.ledger()).length).toBe(entries)
  })

  it('of a ladder that has moved on answers its token with a climb', async () => {
    const { sixclear, she, ports, answers } = await inTheFirstSlot()
    await sixclear.until('2020-02-11 13:10')
    const { id } = await she.matter('silence')
    const rung = { matterId: id, generation: 1, rung: 'grid_worker', round: 0 } as const
    await notifyRung(ports, { ...rung, token: 'overtaken' })
    expect(answers.get('overtaken')).toMatchObject({ do: 'climb' })
    expect(sixclear.messagesTo(phones.worker, 'matter')).toHaveLength(1)
  })
})

describe('an isolation that a person ends', () => {
  it('asks nothing more, settles what is open and tells whoever was looking', async () => {
    const { sixclear, she } = await inTheFirstSlot()
    await sixclear.until('2020-02-11 11:30')
    const { ports } = sixclear.system
    await endIsolation(ports, she.id, 'died', 'staff:administrator')
    await endIsolation(ports, she.id, 'absconded', 'staff:administrator')
    await sixclear.settle()
    expect((await she.isolation()).status).toMatchObject({ name: 'ended', reason: 'died' })
    expect((await she.isolation()).awaiting).toBeUndefined()
    expect((await she.matter('silence')).state).toMatchObject({ name: 'settled', outcome: 'overtaken' })
    const texts = she.texts().length
    await sixclear.until('2020-02-27 12:00')
    expect(she.texts()).toHaveLength(texts)
    expect(sixclear.messagesTo(phones.office, 'matter')).toHaveLength(0)
    expect((await ports.executions.describe('isolation', `${she.id}-1`))?.status).toBe('SUCCEEDED')
  })
})

describe('a fever while the release is under review', () => {
  it('overtakes the proposal and refers', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-24 18:30', she)
    expect(await she.status()).toBe('under_review')
    await she.says('38.4')
    expect(await she.status()).toBe('referred')
    expect((await she.matter('release')).state).toMatchObject({ name: 'settled', outcome: 'overtaken' })
    await sixclear.confirmed(phones.administrator, `${(await she.matter('release')).code} 同意`)
    await sixclear.until('2020-02-25 09:00')
    expect(await she.status()).toBe('referred')
    expect(she.texts('released')).toHaveLength(0)
  })
})

describe('a release', () => {
  it('is not approved while another matter is open, and is not held for ever', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-24 18:30', she)
    await she.says('家里没菜了')
    await sixclear.confirmed(phones.administrator, `${(await she.matter('release')).code} 同意`)
    expect(await she.status()).toBe('under_review')
    expect(sixclear.messagesTo(phones.administrator, 'not_possible_now')).toHaveLength(1)
    await sixclear.text(phones.worker, `${(await she.matter('request')).code} 已处理`)
    await sixclear.confirmed(phones.administrator, `${(await she.matter('release')).code} 同意`)
    expect(await she.status()).toBe('approved')
    expect(await she.isolation()).toMatchObject({ awaiting: { for: 'release', at: at('2020-02-25 08:00') } })
  })

  it('is handed out once', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-24 18:30', she)
    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    await sixclear.until('2020-02-25 08:00')
    await release(sixclear.system.ports, { isolationId: she.id, generation: 1 })
    expect(she.texts('released')).toHaveLength(1)
    expect((await she.events()).filter((type) => type === 'released')).toHaveLength(1)
  })
})
