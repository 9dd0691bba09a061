import { describe, expect, it } from 'vitest'
import { Community } from '../../core/community/community.ts'
import { publishCommunity } from '../../local/system/local-system.ts'
import { exampleCommunity, openTestSystem, phones, sharpRuleBook } from '../workflow/test-system.ts'

const OTHER_WORKER = '+8613900000002'

/** Somebody of the first grid of the example has said nothing this morning. */
const silent = async () => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 11:30')
  return { sixclear, she, code: (await she.matter('silence')).code }
}

describe('the code of somebody in another worker’s grid', () => {
  it('settles nothing and is not said to be one, and the words are kept', async () => {
    const { sixclear, she, code } = await silent()
    await sixclear.text(OTHER_WORKER, `${code} 到了 36.5`)
    expect((await she.matter('silence')).state.name).toBe('open')
    expect(await she.events()).not.toContain('reported')
    expect(await she.events()).toContain('words_kept')
    expect(sixclear.messagesTo(OTHER_WORKER).map(({ sent }) => sent?.template)).toEqual(['code_unknown'])
  })

  it('does not hide danger', async () => {
    const { sixclear, she, code } = await silent()
    await sixclear.text(OTHER_WORKER, `${code} 他晕倒在楼道里`)
    expect((await she.matter('danger')).state.name).toBe('open')
  })

  it('is for those who are responsible for the whole community', async () => {
    const { sixclear, she, code } = await silent()
    await sixclear.text(phones.administrator, `${code} 到了 36.5`)
    expect(await she.events()).toContain('reported')
  })
})

describe('a number that is the post of two communities', () => {
  it('answers in the one that knows the code', async () => {
    const { sixclear, she, code } = await silent()
    const { ports } = sixclear.system
    const second = Community.parse(
      JSON.parse(
        JSON.stringify(exampleCommunity()).replaceAll('qinghe', 'aa-other').replaceAll('grid-', 'aa-grid-'),
      ),
    )
    await publishCommunity(ports, second, sharpRuleBook)
    // The other community is now the first at the number.
    await publishCommunity(ports, exampleCommunity(), sharpRuleBook)
    await sixclear.text(phones.worker, `${code} 到了`)
    expect((await she.matter('silence')).state).toMatchObject({ name: 'settled', outcome: 'reached' })
  })
})

describe('a number that a post has given up', () => {
  const moved = (): Community => {
    const community = exampleCommunity()
    const [first, ...rest] = community.grids
    if (first === undefined) throw new Error('the example has no grid')
    return Community.parse({
      ...community,
      grids: [{ ...first, worker: { ...first.worker, phone: '+8613900000091' } }, ...rest],
    })
  }

  it('answers nothing any more, nor confirms what was said before', async () => {
    const { sixclear, she, code } = await silent()
    await sixclear.text(phones.worker, `${code} 不在家`)
    const oneTime = sixclear.oneTimeOn(phones.worker)
    await publishCommunity(sixclear.system.ports, moved(), sharpRuleBook)
    await sixclear.text(phones.worker, oneTime)
    await sixclear.text(phones.worker, `${code} 到了 36.5`)
    expect(await she.matter('silence')).toMatchObject({ absenceConfirmed: false, state: { name: 'open' } })
    expect(await she.events()).not.toContain('reported')
    await sixclear.text('+8613900000091', `${code} 到了 36.5`)
    expect(await she.events()).toContain('reported')
  })

  it('is not echoed to the new one with a code that counts from the old one only: the answer lapses', async () => {
    const { sixclear, code } = await silent()
    await sixclear.text(phones.worker, `${code} 不在家`)
    await publishCommunity(sixclear.system.ports, moved(), sharpRuleBook)
    await sixclear.until('2020-02-11 11:50')
    expect(sixclear.messagesTo('+8613900000091', 'echo')).toEqual([])
    expect(sixclear.messagesTo('+8613900000091', 'lapsed')).toHaveLength(1)
  })
})
