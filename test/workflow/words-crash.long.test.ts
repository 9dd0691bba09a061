import { describe, expect, it } from 'vitest'
import { replay } from '../../core/isolation/state.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { isResident } from '../../local/hearing/corpus/labelled-lines.ts'
import { kindOf } from '../../local/hearing/corpus/line-kinds.ts'
import { Draws } from '../../local/random/draws.ts'
import { findViolations } from '../../local/rehearsal/invariants/check-invariants.ts'
import { keepInbound } from '../../record/inbound-repository.ts'
import { keepWatch } from '../../usecases/keep-watch/keep-watch.ts'
import { keepWords } from '../../usecases/raise-matter/keep-words.ts'
import { openDanger } from '../../usecases/raise-matter/open-danger.ts'
import { openRequest } from '../../usecases/raise-matter/open-request.ts'
import { openWrongNumber } from '../../usecases/raise-matter/open-wrong-number.ts'
import { recordReport } from '../../usecases/record-report/record-report.ts'
import { strangerInDanger } from '../../usecases/stranger-in-danger/stranger-in-danger.ts'
import { corpus } from '../hearing/example-lines.ts'
import { dyingPorts, type Plan } from './dying-ports.ts'
import { unreadWords } from './left-over-words.ts'
import { at, openTestSystem, phones, type TestReturnee, type TestSystem } from './test-system.ts'

type Act = (ports: Ports, she: TestReturnee) => Promise<unknown>

const home = async () => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 08:10')
  await she.says('36.5')
  await sixclear.until('2020-02-11 13:00')
  return { sixclear, she }
}

/** Runs it with a crash at this port call, then again, then the sweeper. False: there is no such call. */
const diesAt = async (call: number, before: Act, act: Act, check: Check): Promise<boolean> => {
  const { sixclear, she } = await home()
  await before(sixclear.system.ports, she)
  await sixclear.settle()
  const dying = dyingPorts({ call })
  let died = false
  try {
    await act(dying.wrapInvocation(sixclear.system.ports), she)
  } catch {
    died = true
  }
  await act(sixclear.system.ports, she)
  await sixclear.until('2020-02-11 15:05')
  await check(sixclear, she, `call ${call}, ${dying.places[call - 1]}`)
  sixclear.system.close()
  return died || dying.calls() >= call
}

type Check = (sixclear: TestSystem, she: TestReturnee, where: string) => Promise<void>

const nothing: Act = async () => {}
const brought = (inbound: string) => ({ inbound, by: 'resident' }) as const
const fell: Act = (ports, she) => openDanger(ports, she.id, { ...brought('in:fall'), danger: 'fall' })
const bleeds: Act = (ports, she) => openDanger(ports, she.id, { ...brought('in:blood'), danger: 'bleeding' })
const asks: Act = (ports, she) => openRequest(ports, she.id, { ...brought('in:meal'), need: 'meal' })
const wrong: Act = (ports, she) => openWrongNumber(ports, she.id, brought('in:wrong'))
const mild: Act = (ports, she) =>
  recordReport(ports, she.id, { tenths: 375, symptoms: [], source: 'sms', ...brought('in:mild') })
const worse: Act = (ports, she) =>
  recordReport(ports, she.id, {
    tenths: 392,
    symptoms: ['breathlessness'],
    source: 'sms',
    ...brought('in:worse'),
  })

const once =
  (count: number) => async (sixclear: TestSystem, she: TestReturnee, kind: string, where: string) => {
    const matters = (await she.matters()).filter(({ matter }) => matter.kind === kind)
    expect(matters, where).toHaveLength(count)
    expect(replay(await she.ledger()), where).toEqual(await she.isolation())
    expect(await findViolations(sixclear.system), where).toEqual([])
  }
const oneMatter = once(1)

const told =
  (template: string, ...whom: readonly string[]) =>
  (sixclear: TestSystem, where: string) => {
    for (const phone of whom)
      expect(
        sixclear.messagesTo(phone, template).length,
        `${template} to ${phone}, ${where}`,
      ).toBeGreaterThan(0)
  }

const acts: readonly (readonly [string, Act, Act, Check])[] = [
  [
    'danger',
    nothing,
    fell,
    async (sixclear, she, where) => {
      await oneMatter(sixclear, she, 'danger', where)
      told('matter', phones.worker, phones.administrator, phones.doctor)(sixclear, where)
      told('danger', she.phone)(sixclear, where)
    },
  ],
  [
    'more danger',
    fell,
    bleeds,
    async (sixclear, she, where) => {
      await oneMatter(sixclear, she, 'danger', where)
      told('matter_raised', phones.worker, phones.administrator, phones.doctor)(sixclear, where)
    },
  ],
  [
    'a request',
    nothing,
    asks,
    async (sixclear, she, where) => {
      await oneMatter(sixclear, she, 'request', where)
      told('matter', phones.worker)(sixclear, where)
      expect(she.texts('request_noted').length, where).toBeLessThan(2)
    },
  ],
  [
    'a wrong number',
    nothing,
    wrong,
    async (sixclear, she, where) => {
      await oneMatter(sixclear, she, 'wrong_number', where)
      expect((await she.isolation()).contact.by, where).toBe('worker')
    },
  ],
  [
    'a mild fever between two slots',
    nothing,
    mild,
    async (sixclear, she, where) => {
      await oneMatter(sixclear, she, 'fever', where)
      told('matter', phones.worker, phones.doctor)(sixclear, where)
      expect(she.texts('measure_prompt'), where).toHaveLength(1)
    },
  ],
  [
    'worse news',
    mild,
    worse,
    async (sixclear, she, where) => {
      await oneMatter(sixclear, she, 'fever', where)
      told('matter_raised', phones.worker, phones.doctor)(sixclear, where)
      expect(await she.status(), where).toBe('referred')
    },
  ],
]

describe('at every port call the process may die, and when the text comes again', () => {
  it.each(acts)('%s is recorded once and everybody hears it', async (_, before, act, check) => {
    let call = 1
    while (await diesAt(call, before, act, check)) call += 1
    expect(call).toBeGreaterThan(5)
  })

  it('a stranger in danger is told of', async () => {
    for (let call = 1, more = true; more; call += 1) {
      const sixclear = await openTestSystem()
      const { ports } = sixclear.system
      const cry = async (through: Ports) => {
        const text = { id: 'in:1', from: '+8613877770000', text: '救命' }
        await strangerInDanger(
          through,
          await keepInbound(through.store, { ...text, at: ports.clock.now() }),
          'faint',
        )
      }
      const dying = dyingPorts({ call })
      await cry(dying.wrapInvocation(ports)).catch(() => {})
      await cry(ports)
      told('stranger_in_danger', phones.administrator)(sixclear, `call ${call}`)
      more = dying.calls() >= call
      sixclear.system.close()
    }
  })

  it('a digest is sent, and hardly ever twice', async () => {
    for (let call = 1, more = true; more; call += 1) {
      const { sixclear, she } = await home()
      const { ports } = sixclear.system
      await keepWords(ports, she.id, brought('in:note'))
      const dying = dyingPorts({ call })
      const late = { ...ports, clock: { now: () => at('2020-02-11 20:00') } }
      await keepWatch(dying.wrapInvocation(late)).catch(() => {})
      await sixclear.until('2020-02-11 20:45')
      const digests = sixclear.messagesTo(phones.worker, 'digest')
      expect(digests.length, `call ${call}`).toBeGreaterThan(0)
      expect(digests.length, `call ${call}`).toBeLessThan(3)
      more = dying.calls() >= call
      sixclear.system.close()
    }
  })
})

/** One of the labelled texts of this kind, as somebody writes it who has reported already. */
const textOf = (kind: string): string => {
  const [first, ...more] = corpus('resident').filter(
    (line) => isResident(line) && line.setting === 'reported' && kindOf(line) === kind,
  )
  if (first === undefined) throw new RangeError(`no text is of the kind ${kind}`)
  return new Draws('words-crash', kind).pick([first, ...more]).text
}

/** She writes at one in the afternoon; `calls`: the port calls until everything that is due was done. */
const writes = async (text: string, plan?: Plan) => {
  const ports = dyingPorts(plan)
  const sixclear = await openTestSystem({ wrapInvocation: ports.wrapInvocation })
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 08:10')
  await she.says('36.5')
  await sixclear.until('2020-02-11 13:00')
  const from = ports.calls() + 1
  await she.says(text)
  const to = ports.calls()
  await sixclear.until('2020-02-11 15:05')
  const { system } = sixclear
  const violations = [...(await findViolations(system)), ...(await unreadWords(system))]
  system.close()
  return { violations, from, to, place: ports.places[(plan?.call ?? 0) - 1] }
}

describe('a text in somebody’s own words, at whichever port call the process dies', () => {
  it.each(['fever', 'symptom', 'danger', 'need', 'words'])(
    'is told, asked about or read by a person in time: %s',
    async (kind) => {
      const text = textOf(kind)
      const { violations, from, to } = await writes(text)
      expect(violations, text).toEqual([])
      for (let call = from; call <= to; call += 1) {
        const died = await writes(text, call % 4 === 0 ? { call, throttled: true } : { call })
        expect(died.violations, `${text}, call ${call}, ${died.place}`).toEqual([])
      }
    },
  )
})
