import { describe, expect, it } from 'vitest'
import { numberAnswer } from '../../../core/hearing/resident/number-answer.ts'
import { maskedName } from '../../../core/texts/masked-name.ts'

const letters = ['A', 'B']

describe('the answer of whoever has a new number', () => {
  it.each([
    '是',
    '是的',
    '是的，谢谢',
    '对',
    '1',
    '１',
    'yes',
    'Yes.',
    'Y',
    '“是”',
    '您好，是我',
    "yes, that's right",
  ])('is a yes: %s', (text) => {
    expect(numberAnswer(text, letters)).toEqual({ says: 'yes' })
  })

  it.each(['不是', '不是，打错了', '2', 'no', 'No, wrong number', 'n', '不认识', '抱歉，不是我'])(
    'is a no: %s',
    (text) => {
      expect(numberAnswer(text, letters)).toEqual({ says: 'no' })
    },
  )

  it.each([
    ['B是', { says: 'yes', letter: 'B' }],
    ['b：是的', { says: 'yes', letter: 'B' }],
    ['B yes', { says: 'yes', letter: 'B' }],
    ['A1', { says: 'yes', letter: 'A' }],
    ['A 不是', { says: 'no', letter: 'A' }],
    ['B.no', { says: 'no', letter: 'B' }],
  ])('names whom it is about: %s', (text, answer) => {
    expect(numberAnswer(text, letters)).toEqual(answer)
  })

  it.each([
    '',
    '好的',
    '收到',
    'ok',
    '36.5',
    '是36.5',
    '是吗？',
    '是不是打错了',
    '是，不是',
    '是谁',
    '我是他邻居',
    'yes I know him',
    'no fever',
    '有人把这个号码登记为王*明的联系电话。是的请回“是”，不是请回“不是”。',
    '10',
    'C是',
  ])('is none: %s', (text) => {
    expect(numberAnswer(text, letters)).toBeUndefined()
  })
})

describe('a name in a text that the wrong person may read', () => {
  it.each([
    ['王明', '*明'],
    ['王小明', '王*明'],
    ['阿卜杜拉·买买提', '阿*提'],
    ['样例·王明', '样*明'],
    ['Anna Maria Schmidt', 'Anna M. S.'],
    ['Li', 'Li'],
    ['Иван Петров', 'И*в'],
  ])('%s is %s', (name, masked) => {
    expect(maskedName(name)).toBe(masked)
  })
})
