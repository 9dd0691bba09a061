import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isGrave } from '../../core/matter/grave-answers.ts'
import { answerMatter } from '../../usecases/answer-matter/answer-matter.ts'
import { receiveMessage } from '../../usecases/receive-sms/receive-message.ts'
import { at, openTestSystem, phones } from '../workflow/test-system.ts'
import { fever, isUntouched, settings, silence } from './open-matters.ts'

/** Words that contain a reading or an answer that is not grave. */
const KNOWN = ['不在家', 'not home', '换号13800000199', '14:30', '2月11日', 'K7391']

describe('a text that holds a grave answer and anything else', () => {
  it('never acts, whatever the words around it', async () => {
    const word = fc.constantFrom(
      ...[
        '不在家',
        '拒绝',
        '换号13800000199',
        '去世',
        '已离开',
        '同意',
        '排除',
        '确诊',
        '住院',
        '未到',
        'approve',
      ],
      ...[
        'not home',
        'refuses',
        'died',
        'has left',
        'confirmed',
        '收到',
        '确认',
        'yes',
        'K7391',
        '是',
        '您好',
      ],
      ...['不', '没', '吗', '？', '可能', '如果', '昨天', '谢谢', '14:30', '2月11日', '，', ' '],
    )
    const text = fc.array(fc.oneof(word, fc.string({ maxLength: 4 })), { minLength: 1, maxLength: 6 })
    for (const kind of ['silence', 'fever', 'release'] as const) {
      const { sixclear, she, code } = await settings[kind].of()
      let sent = 0
      await fc.assert(
        fc.asyncProperty(text, fc.constantFrom('', ' '), async (parts, between) => {
          const words = parts.join(between)
          // These say nothing grave, and may act.
          const strange = parts.map((part) => (KNOWN.includes(part) ? '' : part)).join(between)
          fc.pre(!/到|在家|见|暂缓|不同意|批|hold|\d\d|home/.test(strange))
          sent += 1
          await receiveMessage(sixclear.system.ports, {
            id: `generated-${sent}`,
            from: settings[kind].phone,
            text: `${code} ${words}`,
          })
          const entries = await she.ledger()
          const answers = entries.flatMap(({ event }) =>
            event.type === 'matter_answered' ? [event.answer] : [],
          )
          expect(answers.filter(isGrave)).toEqual([])
          // Random letters may look like a cough, which is no grave act.
          expect([settings[kind].status, 'referred']).toContain(await she.status())
          const { absenceConfirmed, state } = await she.matter(kind)
          expect(absenceConfirmed).toBe(false)
          // A word may be heard as a symptom or as "seen", which is not grave.
          expect(state.name === 'open' || state.outcome === 'reached').toBe(true)
        }),
        { numRuns: 60 },
      )
    }
  })
})

describe('a grave answer that is all the text says', () => {
  it.each([
    ['不在家', '不在家'],
    ['报告，{code}不在家，谢谢', '不在家'],
    ['您好 {code} 拒绝配合 14:30', '拒绝配合'],
    ['收到，{code} 不在', '不在家'],
    ['{code} 换号13800000199', '13800000199'],
    ['2月11日 {code} 去世', '去世'],
  ])('is echoed in words with a one-time code: %s', async (text, words) => {
    const { sixclear, she, code } = await silence()
    await sixclear.text(
      phones.worker,
      text.includes('{code}') ? text.replace('{code}', code) : `${code} ${text}`,
    )
    const [echo, another] = sixclear.messagesTo(phones.worker, 'echo')
    expect(echo?.text).toContain(words)
    expect(echo?.text).toMatch(/样.*王明 3-2-501.*请11:40前回[KMPRVWX]\d{4}$/)
    expect(another).toBeUndefined()
    expect(sixclear.messagesTo(phones.worker, 'noted')).toEqual([])
    await isUntouched({ sixclear, she }, 'silence')
  })

  it('does not hide danger that is written beside its one-time code', async () => {
    const { sixclear, she, code } = await silence()
    await sixclear.text(phones.worker, `${code} 不在家`)
    const oneTime = sixclear.oneTimeOn(phones.worker)
    await sixclear.text(phones.worker, `${oneTime} 他摔倒了起不来`)
    await isUntouched({ sixclear, she }, 'silence')
    expect(await she.matter('danger')).toMatchObject({ state: { name: 'open' } })
    expect(sixclear.messagesTo(phones.worker, 'not_confirmed')).toHaveLength(1)
  })

  it('takes effect when the code comes back', async () => {
    const { sixclear, she, code } = await silence()
    await sixclear.text(phones.worker, `${code} 不在家`)
    await sixclear.until('2020-02-11 11:32')
    await sixclear.text(phones.worker, sixclear.oneTimeOn(phones.worker))
    expect((await she.matter('silence')).absenceConfirmed).toBe(true)
    expect(sixclear.messagesTo(phones.police, 'matter').map(({ at: told }) => told)).toEqual([
      at('2020-02-11 11:32'),
    ])
    expect(sixclear.messagesTo(phones.worker, 'noted')).toHaveLength(1)
    await sixclear.until('2020-02-11 11:50')
    expect(sixclear.messagesTo(phones.worker, 'echo')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.worker, 'lapsed')).toEqual([])
  })

  it.each([
    (code: string) => code.toLowerCase(),
    (code: string) => `${code.slice(0, 1)} ${code.slice(1)}`,
    (code: string) => `确认 ${code}`,
    (code: string) => `${code}，是的，谢谢`,
    (code: string) => `Yes ${code}.`,
    (_: string, echo: string) => `${echo} 确认`,
    (code: string, echo: string) => `“${echo.replace(/^【.*】/, '')}” ${code}`,
  ])('is confirmed however the code is written: %s', async (write) => {
    const { sixclear, she, code } = await silence()
    await sixclear.text(phones.worker, `${code} 不在家`)
    const echo = sixclear.messagesTo(phones.worker, 'echo')[0]?.text ?? ''
    await sixclear.text(phones.worker, write(sixclear.oneTimeOn(phones.worker), echo))
    expect((await she.matter('silence')).absenceConfirmed).toBe(true)
  })

  it.each([
    (code: string) => `不确认 ${code}`,
    (code: string) => `${code}？`,
    (code: string) => `no ${code}`,
    (code: string) => `取消${code}`,
    (code: string) => `${code} K0000`,
    () => '确认',
    () => 'yes',
  ])('is not confirmed by anything else: %s', async (write) => {
    const { sixclear, she, code } = await silence()
    await sixclear.text(phones.worker, `${code} 不在家`)
    await sixclear.text(phones.worker, write(sixclear.oneTimeOn(phones.worker)))
    await isUntouched({ sixclear, she }, 'silence')
  })

  it('is not confirmed from another phone, nor by another code', async () => {
    const { sixclear, she, code } = await silence()
    await sixclear.text(phones.worker, `${code} 不在家`)
    const oneTime = sixclear.oneTimeOn(phones.worker)
    for (const phone of [phones.office, phones.administrator, she.phone, '+8613800009999'])
      await sixclear.text(phone, oneTime)
    const wrong = `${oneTime.slice(0, 4)}${(Number(oneTime.slice(4)) + 1) % 10}`
    await sixclear.text(phones.worker, wrong)
    await isUntouched({ sixclear, she }, 'silence')
    for (const phone of [phones.office, phones.administrator, phones.worker])
      expect(sixclear.messagesTo(phone, 'not_confirmed')).toHaveLength(1)
  })

  it('acts once: its code is used up', async () => {
    const { sixclear, code } = await silence()
    await sixclear.confirmed(phones.worker, `${code} 不在家`)
    await sixclear.text(phones.worker, sixclear.oneTimeOn(phones.worker))
    expect(sixclear.messagesTo(phones.worker, 'not_confirmed').map(({ text }) => text)).toEqual([
      expect.stringContaining('已经用过'),
    ])
    expect(sixclear.messagesTo(phones.police, 'matter')).toHaveLength(1)
  })

  it('is echoed again after three minutes, urgently, and is void after ten: worker and office hear so', async () => {
    const { sixclear, she, code } = await silence()
    await sixclear.text(phones.worker, `${code} 不在家`)
    const oneTime = sixclear.oneTimeOn(phones.worker)
    await sixclear.until('2020-02-11 11:45')
    expect(
      sixclear.messagesTo(phones.worker, 'echo').map(({ at: sent, text }) => [sent, /急！/.test(text)]),
    ).toEqual([
      [at('2020-02-11 11:30'), false],
      [at('2020-02-11 11:33'), true],
    ])
    expect(sixclear.oneTimeOn(phones.worker)).toBe(oneTime)
    for (const phone of [phones.worker, phones.office])
      expect(sixclear.messagesTo(phone, 'lapsed').map(({ at: sent }) => sent)).toEqual([
        at('2020-02-11 11:40'),
      ])
    await sixclear.text(phones.worker, oneTime)
    await isUntouched({ sixclear, she }, 'silence')
    expect(sixclear.messagesTo(phones.worker, 'not_confirmed')[0]?.text).toContain('已过期')
    expect(await she.events()).toEqual(
      expect.arrayContaining(['answer_awaits_confirmation', 'answer_echoed_again', 'answer_not_confirmed']),
    )
    expect((await she.events()).filter((type) => type === 'rung_told')).toHaveLength(1)
  })

  it('does not pause the ladder: the next rung is told on time, and that it is unconfirmed', async () => {
    const { sixclear, she, code } = await silence('2020-02-11 12:55')
    const before = await she.matter('silence')
    await sixclear.text(phones.worker, `${code} 不在家`)
    const after = await she.matter('silence')
    if (before.state.name !== 'open' || after.state.name !== 'open') throw new Error('expected it open')
    expect(after.state.dueAt).toBe(before.state.dueAt)
    expect(after.state.unconfirmed).toMatchObject([
      {
        answer: 'not_at_home',
        by: { role: 'grid_worker', staff: 'worker-1' },
        expiresAt: at('2020-02-11 13:05'),
      },
    ])
    await sixclear.until('2020-02-11 13:00')
    const [told] = sixclear.messagesTo(phones.office, 'matter')
    expect(told?.at).toBe(at('2020-02-11 13:00'))
    expect(told?.text).toContain('有人报不在家，未确认')
    await sixclear.until('2020-02-11 13:04')
    await sixclear.text(phones.worker, sixclear.oneTimeOn(phones.worker))
    expect(sixclear.messagesTo(phones.police, 'matter')).toHaveLength(1)
  })

  it('is echoed again, and void, while the ladder waits for the day', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:10')
    await she.says('36.4')
    await sixclear.until('2020-02-12 01:10')
    const { code } = await she.matter('silence')
    await sixclear.text(phones.office, `${code} 不在家`)
    await sixclear.until('2020-02-12 01:30')
    expect(sixclear.messagesTo(phones.office, 'echo')).toHaveLength(2)
    expect(sixclear.messagesTo(phones.office, 'lapsed')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.police, 'matter')).toEqual([])
    await sixclear.until('2020-02-12 07:30')
    expect(sixclear.messagesTo(phones.police, 'matter')).toHaveLength(1)
  })

  it('says so when the matter was settled meanwhile, and does nothing', async () => {
    const { sixclear, she, code } = await silence()
    await sixclear.text(phones.worker, `${code} 不在家`)
    await she.says('36.6')
    const settled = sixclear.messagesTo(phones.worker, 'matter_settled').length
    await sixclear.text(phones.worker, sixclear.oneTimeOn(phones.worker))
    expect(sixclear.messagesTo(phones.worker, 'matter_settled')).toHaveLength(settled + 1)
    expect(sixclear.messagesTo(phones.police, 'matter')).toEqual([])
    await sixclear.until('2020-02-11 11:50')
    expect(sixclear.messagesTo(phones.worker, 'lapsed')).toEqual([])
  })

  it('is replaced by a later one of the same person, not by those of others', async () => {
    const { sixclear, she, code } = await fever()
    await sixclear.until('2020-02-10 11:05')
    expect(sixclear.messagesTo(phones.hospital, 'matter')).toHaveLength(1)
    await sixclear.text(phones.doctor, `${code} 排除`)
    const first = sixclear.oneTimeOn(phones.doctor)
    await sixclear.text(phones.hospital, `${code} 收治`)
    await sixclear.text(phones.doctor, `${code} 确诊`)
    await sixclear.text(phones.doctor, first)
    await isUntouched({ sixclear, she }, 'fever')
    expect(sixclear.messagesTo(phones.doctor, 'not_confirmed')).toHaveLength(1)
    await sixclear.text(phones.hospital, sixclear.oneTimeOn(phones.hospital))
    expect((await she.isolation()).status).toMatchObject({ name: 'ended', reason: 'hospitalised' })
  })

  it('is not echoed to somebody who may not give it', async () => {
    const { sixclear, she, code } = await fever()
    await sixclear.text(phones.worker, `${code} 排除`)
    await sixclear.text(phones.administrator, `${code} 同意`)
    expect(sixclear.messagesTo(phones.worker, 'echo')).toEqual([])
    expect(sixclear.messagesTo(phones.administrator, 'echo')).toEqual([])
    await isUntouched({ sixclear, she }, 'fever')
  })

  it('needs no code on the console', async () => {
    const { sixclear, she } = await silence()
    const { id } = await she.matter('silence')
    const answered = await answerMatter(sixclear.system.ports, {
      matter: id,
      answer: 'not_at_home',
      by: 'staff:worker-1',
      role: 'grid_worker',
      inbound: 'request-1',
    })
    expect(answered).toEqual({ result: 'done' })
    await sixclear.settle()
    expect(sixclear.messagesTo(phones.police, 'matter')).toHaveLength(1)
  })

  it('is kept and echoed once, and confirmed once, however often the texts are delivered', async () => {
    const { sixclear, she, code } = await silence()
    const deliver = async (id: string, text: string) => {
      for (let delivery = 0; delivery < 3; delivery += 1)
        await receiveMessage(sixclear.system.ports, { id, from: phones.worker, text })
      await sixclear.settle()
    }
    await deliver('sms-a', `${code} 不在家`)
    expect(sixclear.messagesTo(phones.worker, 'echo')).toHaveLength(1)
    await deliver('sms-b', sixclear.oneTimeOn(phones.worker))
    expect((await she.events()).filter((type) => type === 'matter_answered')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.worker, 'noted')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.worker, 'not_confirmed')).toEqual([])
  })
})

describe('what staff found', () => {
  it('a death ends the isolation, whoever on the matter says so', async () => {
    const { sixclear, she, code } = await silence()
    await sixclear.confirmed(phones.worker, `${code} 去世`)
    expect((await she.isolation()).status).toMatchObject({ name: 'ended', reason: 'died' })
  })

  it.each([
    ['the office', phones.office, 'left_with_permission'],
    ['the station', phones.police, 'absconded'],
  ] as const)('who has left, by the word of %s', async (_, phone, reason) => {
    const { sixclear, she, code } = await silence('2020-02-11 15:30')
    await sixclear.confirmed(phone, `${code} 已离开`)
    expect((await she.isolation()).status).toMatchObject({ name: 'ended', reason })
  })

  it('a grid worker cannot release anybody', async () => {
    const { sixclear, she, code } = await silence()
    await sixclear.text(phones.worker, `${code} 已离开`)
    await isUntouched({ sixclear, she }, 'silence')
    expect(sixclear.messagesTo(phones.worker, 'answer_help')).toHaveLength(1)
  })

  it('a new number is shown in the echo, and asked whose it is once the answer is confirmed', async () => {
    const { sixclear, she, code } = await silence()
    await sixclear.text(phones.worker, `${code} 换号 13800000199`)
    expect(sixclear.messagesTo(phones.worker, 'echo')[0]?.text).toContain('+8613800000199')
    await sixclear.until('2020-02-11 11:35')
    expect(sixclear.messagesTo(phones.worker, 'echo')[1]?.text).toContain('+8613800000199')
    expect(sixclear.messagesTo('+8613800000199')).toEqual([])
    await sixclear.text(phones.worker, sixclear.oneTimeOn(phones.worker))
    expect(sixclear.messagesTo('+8613800000199', 'confirm_number')).toHaveLength(1)
    await sixclear.text('+8613800000199', '是')
    await sixclear.until('2020-02-11 18:00')
    expect(sixclear.messagesTo('+8613800000199', 'prompt')).toHaveLength(1)
    expect(JSON.stringify(await she.ledger())).not.toContain('13800000199')
  })
})
