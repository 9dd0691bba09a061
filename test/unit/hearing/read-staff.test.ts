import { describe, expect, it } from 'vitest'
import { codesIn } from '../../../core/hearing/staff/codes-and-phones.ts'
import { readStaff } from '../../../core/hearing/staff/read-staff.ts'
import { Answer } from '../../../core/matter/matter.ts'

const hearing = {
  plausible: { min: 350, max: 420 },
  confirm: { min: 340, max: 430 },
  feverFrom: 373,
  signatures: ['六清'],
  allowed: Answer.options,
}
const read = (text: string) => readStaff(text, hearing)

const words = {
  taken: ['ok', 'OK', '收到', '接单', '好的', 'on my way'],
  reached: ['到', '到了', 'reached', '已见', '已联系'],
  not_at_home: ['不在', '不在家', 'not home'],
  refuses: ['拒', '拒绝', 'refuses'],
  ruled_out: ['排除', 'ruled out'],
  confirmed: ['确诊', 'confirmed'],
  hospitalised: ['住院', '收治', 'hospital'],
  no_show: ['未到', 'no show'],
  approve: ['同意', '批准', 'approve'],
  hold: ['暂缓', '延期', 'hold'],
  handled: ['处理完', '已处理', 'handled'],
}
const cases = Object.entries(words).flatMap(([answer, list]) => list.map((word) => ({ answer, word })))

describe('the reader of posts', () => {
  it.each(cases)('reads $word as $answer, with its code before or after', ({ answer, word }) => {
    for (const text of [`4821 ${word}`, `${word} 4821`, `4821，${word}。`, ` ${word}\n4821 `]) {
      expect(read(text).answer, text).toBe(answer)
      expect(codesIn(text, [])).toEqual(['4821'])
    }
  })

  it('finds every code, and none in a phone, a date or a room', () => {
    expect(codesIn('4821 4822 到', [])).toEqual(['4821', '4822'])
    expect(codesIn('13800001111', [])).toEqual([])
    expect(codesIn('2020年2月', [])).toEqual([])
    expect(codesIn('1501室', [])).toEqual([])
  })

  it('carries what was measured', () => {
    expect(read('4821 到 36.5')).toMatchObject({ answer: 'reached', tenths: 365 })
    expect(read('482136.5')).toMatchObject({ answer: 'reached', tenths: 365 })
    expect(read('4821 到 咳嗽')).toMatchObject({ answer: 'reached', symptoms: ['dry_cough'] })
  })

  it.each([
    '不能同意',
    '还不能同意',
    '同意吗？',
    '他说同意',
    '明天再同意',
    '要是没事就同意',
    '4821 昨天不在',
  ])('does not take a grave answer out of "%s"', (text) => {
    expect(read(`4821 ${text}`).answer).not.toBe('approve')
    expect(read(`4821 ${text}`).answer).not.toBe('not_at_home')
  })

  it.each(['4821 不在，邻居说去医院了', '4821 排除了吗', '4821 未到，路上堵车'])(
    'takes no grave answer with other words: %s',
    (text) => {
      const { answer, notTaken } = read(text)
      expect(answer).toBeUndefined()
      expect(notTaken).toBeDefined()
    },
  )

  it('hears danger beside a code', () => {
    expect(read('4821 老人晕倒了').dangers).not.toEqual([])
  })
})
