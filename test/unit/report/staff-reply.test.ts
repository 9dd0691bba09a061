import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStaffReply } from '../../../core/report/staff-reply.ts'
import { render } from '../../../core/texts/render.ts'

const rules = { plausible: { min: 350, max: 420 }, confirm: { min: 340, max: 430 } }
const read = (text: string) => readStaffReply(text, rules)

const words = {
  taken: ['ok', 'OK', '收到', '接单', '好的', 'on my way'],
  reached: ['到', '到了', 'done', 'reached', '已见', '已联系', '在家', 'at home'],
  'not at home': ['不在', '不在家', '没人', '家里没人', 'not home', 'nobody'],
  refuses: ['拒', '拒绝', '不配合', 'refuses', 'refused'],
  'number mended': ['换号', '换号13800138000', 'fixed', 'fixed +353851234567', '换号 021-65432100'],
  'ruled out': ['排除', '阴性', 'negative', 'ruled out'],
  confirmed: ['确诊', '確診', '阳性', 'positive', 'confirmed', '确诊，已收治'],
  hospitalised: ['住院', '收治', 'hospital', 'admitted'],
  'no show': ['未到', '没来', 'no show', "didn't come"],
  approve: ['同意', '批准', 'approve'],
  hold: ['暂缓', '延期', '不同意', 'hold', 'do not approve'],
  handled: ['处理完', '已处理', 'handled'],
}
const cases = Object.entries(words).flatMap(([answer, list]) => list.map((word) => ({ answer, word })))
const codes = fc.stringMatching(/^\d{4}$/)

describe('a staff reply', () => {
  it.each(cases)('reads $word as $answer, with its code before or after', ({ answer, word }) => {
    for (const text of [`4821 ${word}`, `${word} 4821`, `4821，${word}。`, `4821+${word}`, ` ${word}\n4821 `])
      expect(read(text), text).toMatchObject({ kind: 'answer', code: '4821', answer })
  })

  it('reads any code with any word', () => {
    fc.assert(
      fc.property(codes, fc.constantFrom(...cases), fc.boolean(), (code, { answer, word }, first) => {
        fc.pre(!(word.startsWith('换号 ') && !first))
        expect(read(first ? `${code} ${word}` : `${word} ${code}`)).toMatchObject({ code, answer })
      }),
    )
  })

  it('carries the temperature that was measured there', () => {
    expect(read('4821 reached 36.5')).toMatchObject({ answer: 'reached', tenths: 365 })
    expect(read('36度5，已见，4821')).toMatchObject({ answer: 'reached', tenths: 365, code: '4821' })
    expect(read('4821 到')).not.toHaveProperty('tenths')
  })

  it('keeps a doubtful temperature and the symptoms beside an answer, but as no clear temperature', () => {
    const doubtful = read('4821 reached 382')
    expect(doubtful).toMatchObject({ answer: 'reached', measurement: { kind: 'confirm', tenths: 382 } })
    expect(doubtful).not.toHaveProperty('tenths')
    expect(read('4821 已见 咳嗽')).toMatchObject({
      measurement: { kind: 'symptoms', symptoms: ['dry cough'] },
    })
    expect(read('4821 到 45.2')).toMatchObject({ measurement: { kind: 'out of range' } })
    expect(read('4821 到 36.5 38.2')).toMatchObject({ measurement: { kind: 'ambiguous' } })
  })

  it('reads a code and a temperature as a measurement', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 350, max: 420 }), fc.boolean(), (code, tenths, first) => {
        const temperature = `${Math.floor(tenths / 10)}.${tenths % 10}`
        expect(read(first ? `${code} ${temperature}` : `${temperature} ${code}`)).toMatchObject({
          kind: 'measurement',
          code,
          reading: { kind: 'report', tenths },
        })
      }),
    )
  })

  it.each([
    ['4821 换号13800138000', '13800138000'],
    ['4821换号+13800138000', '13800138000'],
    ['换号 138 0013 8000 4821', '13800138000'],
    ['4821 13800138000', '13800138000'],
    ['fixed +8613800138000 4821', '+8613800138000'],
    ['4821 fixed +353-85-1234567', '+353851234567'],
    ['4821 新号码 021-65432100', '02165432100'],
  ])('takes the mended number out of %s', (text, phone) => {
    expect(read(text)).toMatchObject({ kind: 'answer', code: '4821', answer: 'number mended', phone })
  })

  it('does not choose between two phone numbers', () => {
    const reply = read('4821 换号 13800138000 13800138001')
    expect(reply).toMatchObject({ answer: 'number mended' })
    expect(reply).not.toHaveProperty('phone')
  })

  it('keeps what else was said as a note', () => {
    expect(read('4821 不在家，邻居说去医院了')).toMatchObject({
      answer: 'not at home',
      note: '邻居说去医院了',
    })
    expect(read('4821 Reached, Mother is ill')).toMatchObject({ note: 'Mother is ill' })
    expect(read('4821 reached 36.5 C.')).not.toHaveProperty('note')
  })

  it.each([
    ['4821 收到，已联系上', 'reached'],
    ['4821 到了，不在家', 'not at home'],
    ['4821 已见，拒绝', 'refuses'],
    ['确诊 住院 4821', 'confirmed'],
  ])('keeps the word that says most: %s', (text, answer) => {
    expect(read(text)).toMatchObject({ kind: 'answer', answer })
  })

  it.each([
    '没人接电话',
    '联系不上',
    '未联系上',
    '没见到',
    'not reached',
    'no answer',
    '不能排除',
    '未确诊',
    '报到',
    'not positive',
  ])('takes nothing for an answer that denies it: %s', (word) => {
    expect(read(`4821 ${word}`)).toEqual({ kind: 'unreadable', why: 'no answer', code: '4821' })
  })

  it('asks for the code when it is missing, and keeps what was said', () => {
    expect(read('不在')).toEqual({
      kind: 'code missing',
      said: { kind: 'answer', answer: 'not at home', whole: true },
    })
    expect(read('36.5')).toMatchObject({ kind: 'code missing', said: { kind: 'measurement' } })
    expect(read('换号 13800138000')).toMatchObject({ kind: 'code missing', said: { phone: '13800138000' } })
  })

  it('takes no year, date or part of a phone for a code', () => {
    for (const text of ['2020-02-14 到', '2020年2月14日 到', 'reached 2020.02', '到 14.2020'])
      expect(read(text), text).toMatchObject({ kind: 'code missing' })
    expect(read('4821 2020-02-14 到')).toMatchObject({ code: '4821' })
  })

  it.each([
    ['', 'empty'],
    ['4821'.repeat(400), 'too long'],
    ['4821', 'no answer'],
    ['4821 hello', 'no answer'],
    ['T', 'no answer'],
    ['1234 5678 ok', 'several codes'],
    ['4821 拒绝 确诊', 'several answers'],
    ['拒绝 确诊', 'several answers'],
  ])('finds %j unreadable: %s', (text, why) => {
    expect(read(text)).toMatchObject({ kind: 'unreadable', why })
  })

  it('never throws, and names only codes that were written', () => {
    const pieces = fc.constantFrom(
      ...[
        '4821',
        '36.5',
        '到',
        '不在',
        'ok',
        ' ',
        ',',
        '+',
        '13800138000',
        'no',
        '没',
        '未',
        '确诊',
        '2/14',
        '\n',
        '😀',
      ],
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, (written) => {
        const reply = read(written)
        if ('code' in reply) expect(written.normalize('NFKC')).toContain(reply.code)
      }),
      { numRuns: 2000 },
    )
  })

  it('understands each answer that the text of a matter proposes', () => {
    const kinds = [
      'silence',
      'unreachable',
      'fever',
      'no show',
      'visit',
      'release',
      'decision',
      'failure',
    ] as const
    for (const kind of kinds)
      for (const language of ['zh-CN', 'en'] as const) {
        const text = render(
          'matter',
          { kind, rung: 'grid worker', code: '4821', person: '', place: '', due: { time: '13:00' } },
          { language, signature: 'X' },
        )
        const [, proposed = ''] = text.split(/(?:回4821\+|Reply 4821 )/)
        for (const answer of proposed.split('/')) {
          const reply = `4821 ${answer.replace(/<phone>|手机/, '13800138000')}`
          expect(read(reply), reply).toMatchObject({ kind: 'answer', code: '4821' })
        }
      }
  })
})
