import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RegisteredTexts, registry, valuesIn } from '../../gateway/registered-texts.ts'

describe('a registered text', () => {
  it('gives the values of its variables in a message', () => {
    expect(valuesIn('请量2/14早体温，11:00前回复数字。', '请量{slot}体温，{closes}前回复数字。')).toEqual({
      slot: '2/14早',
      closes: '11:00',
    })
  })

  it.each([
    ['请量体温', '请量{slot}体温'],
    ['请量2/14早体温。', '请量{slot}体温'],
    ['早安，请量2/14早体温', '请量{slot}体温'],
    ['没关系', '没关系。'],
  ])('does not give %j by %j', (text, form) => {
    expect(valuesIn(text, form)).toBeUndefined()
  })

  it('filled with what was found is the message again', () => {
    const part = fc.stringMatching(/^[ab，。]{0,4}$/)
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 5 }),
        fc.stringMatching(/^[ab，。]{0,14}$/),
        (parts, text) => {
          fc.pre(parts.slice(1, -1).every((fixed) => fixed !== ''))
          const form = parts.reduce((before, fixed, at) => `${before}{v${at}}${fixed}`)
          const values = valuesIn(text, form)
          if (values === undefined) return
          expect(Object.values(values)).not.toContain('')
          expect(form.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')).toBe(text)
        },
      ),
    )
  })

  it('is found whenever there is one: as a search with all ways to divide would', () => {
    const part = fc.stringMatching(/^[ab]{1,2}$/)
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.stringMatching(/^[ab]{0,10}$/),
        (parts, text) => {
          const form = `${parts.map((fixed, at) => `${fixed}{v${at}}`).join('')}`
          const search = new RegExp(`^${parts.map((fixed) => `${fixed}.+`).join('')}$`)
          expect(valuesIn(text, form) !== undefined).toBe(search.test(text))
        },
      ),
    )
  })

  it('is chosen that says the most by itself', () => {
    const find = registry([
      { id: 'any', text: '{text}' },
      { id: 'prompt', text: '请量{slot}体温' },
    ])
    expect(find('请量2/14早体温')).toEqual({ id: 'prompt', values: { slot: '2/14早' } })
    expect(find('您好')).toEqual({ id: 'any', values: { text: '您好' } })
  })

  it.each(['{a}{b}', '{a}和{a}', ''])('cannot be %j', (text) => {
    expect(RegisteredTexts.safeParse([{ id: '1', text }]).success).toBe(false)
  })
})
