import { describe, expect, it } from 'vitest'
import { precedence, type SaidFrom, whoSpeaks } from '../../core/access/who-speaks.ts'
import { Community } from '../../core/community/community.ts'
import type { CommunityId, MatterId } from '../../core/ids.ts'
import { publishCommunity } from '../../local/system/local-system.ts'
import { codeKey, subjectOf } from '../../record/keys.ts'
import { loadMatter, matterItem } from '../../record/matter-repository.ts'
import { storedCode } from '../../record/short-code-repository.ts'
import {
  exampleCommunity,
  openTestSystem,
  phones,
  sharpRuleBook,
  type TestReturnee,
  type TestSystem,
} from '../workflow/test-system.ts'

/** The worker of the first grid is in isolation herself; so is a neighbour, who has said nothing this morning. */
const workerAtHome = async () => {
  const sixclear = await openTestSystem()
  const herself = await sixclear.register({ name: '样例·网格员', phone: phones.worker, room: '101' })
  const he = await sixclear.register()
  await sixclear.until('2020-02-11 10:50')
  await herself.says('36.4')
  await sixclear.until('2020-02-11 11:30')
  return { sixclear, herself, he, code: (await he.matter('silence')).code }
}

const reportsOf = async (returnee: TestReturnee) =>
  (await returnee.ledger()).flatMap(({ event }) => (event.type === 'reported' ? [event.tenths] : []))

const lastTo = (sixclear: TestSystem, phone: string) => sixclear.messagesTo(phone).at(-1)?.sent?.template

describe('a worker who is in isolation herself', () => {
  it('reports her own temperature where it reads as that', async () => {
    const { herself, he } = await workerAtHome()
    await herself.says('36.7')
    expect(await reportsOf(herself)).toEqual([364, 367])
    expect(await reportsOf(he)).toEqual([])
  })

  it.each(['366', '体温36度8', '36.6 谢谢'])('reports it in any usual way: %s', async (text) => {
    const { sixclear, herself, he } = await workerAtHome()
    await herself.says(text)
    expect(lastTo(sixclear, phones.worker)).not.toMatch(/code_unknown|answer_help/)
    expect(await reportsOf(he)).toEqual([])
  })

  it('speaks as the worker with a code, and her own record stays as it is', async () => {
    const { sixclear, herself, he, code } = await workerAtHome()
    await herself.says(`${code} 到了 36.9`)
    expect(await reportsOf(he)).toEqual([369])
    expect(await reportsOf(herself)).toEqual([364])
    expect((await he.matter('silence')).state).toMatchObject({ name: 'settled', outcome: 'reached' })
    expect(lastTo(sixclear, phones.worker)).toBe('noted')
  })

  it.each([
    ['a code that names nothing, with a reading', '1001 36.9', 'code_unknown'],
    ['an answer and a reading without a code', '到了 36.9', 'open_codes'],
    ['an answer without a code', '不在家', 'open_codes'],
    ['the list', '今天有几个', 'open_codes'],
  ])('is asked back in doubt: %s', async (_, text, template) => {
    const { sixclear, herself, he } = await workerAtHome()
    await herself.says(text)
    expect(lastTo(sixclear, phones.worker)).toBe(template)
    expect(await reportsOf(herself)).toEqual([364])
    expect(await reportsOf(he)).toEqual([])
  })

  it.each(['38.9', '到了 38.9', '我喘不上气'])(
    'is never asked back about an illness of her own: %s',
    async (text) => {
      const { herself } = await workerAtHome()
      await herself.says(text)
      const kinds = (await herself.matters()).map(({ matter }) => matter.kind)
      expect(kinds.some((kind) => kind === 'fever' || kind === 'danger')).toBe(true)
    },
  )

  it.each(['体温38.9 房间1201', '9999 38.9 咳嗽'])(
    'is asked back about a code, and not left alone with a fever beside it: %s',
    async (text) => {
      const { sixclear, herself } = await workerAtHome()
      await herself.says(text)
      expect(lastTo(sixclear, phones.worker)).toBe('code_unknown')
      expect(sixclear.messagesTo(phones.administrator, 'read_now')).toHaveLength(1)
      expect(await reportsOf(herself)).toEqual([364])
    },
  )

  it('has a fever of her own read by somebody though guesses have used up the answers', async () => {
    const { sixclear, herself } = await workerAtHome()
    for (let guess = 1001; guess < 1012; guess += 1) await herself.says(`${guess} 到了`)
    await herself.says('体温38.9 房间1201')
    expect(sixclear.messagesTo(phones.administrator, 'read_now')).toHaveLength(1)
  })

  it('stops the texts about herself, not those about her matters', async () => {
    const { sixclear, herself } = await workerAtHome()
    await herself.says('STOP')
    expect((await herself.isolation()).contact).toMatchObject({ by: 'worker', why: 'opted_out' })
    expect(sixclear.messagesTo(phones.worker, 'answer_help')).toEqual([])
  })

  it('confirms with the one-time code that was sent to her as the worker', async () => {
    const { sixclear, herself, he, code } = await workerAtHome()
    await sixclear.confirmed(phones.worker, `${code} 不在家`)
    expect((await he.matter('silence')).absenceConfirmed).toBe(true)
    expect(await reportsOf(herself)).toEqual([364])
  })
})

/** Another community in which the street office has the same phone, and everything else is its own. */
const linyuan = (): Community =>
  Community.parse({
    ...JSON.parse(
      JSON.stringify(exampleCommunity())
        .replaceAll('"id":"', '"id":"linyuan-')
        .replaceAll('+86139000', '+86139001'),
    ),
    id: 'linyuan',
    name: '林苑社区',
    streetOffice: { ...exampleCommunity().streetOffice, id: 'linyuan-office' },
  })

describe('an office of two communities with one phone', () => {
  /** Somebody silent in each of them; by the same code where the second community came to the phone later. */
  const two = async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    await publishCommunity(ports, linyuan(), sharpRuleBook)
    const she = await sixclear.register()
    const he = await sixclear.register({
      phone: '+8613800000102',
      community: linyuan().id,
      grid: linyuan().grids[0]?.id ?? '',
    })
    await sixclear.until('2020-02-11 13:30')
    return {
      sixclear,
      she,
      he,
      hers: (await she.matter('silence')).code,
      his: (await he.matter('silence')).code,
    }
  }

  it('answers each matter by its own code', async () => {
    const { sixclear, she, he, hers, his } = await two()
    expect(hers).not.toBe(his)
    await sixclear.text(phones.office, `${his} 到了`)
    expect((await he.matter('silence')).state).toMatchObject({ name: 'settled', outcome: 'reached' })
    expect((await she.matter('silence')).state.name).toBe('open')
    await sixclear.text(phones.office, `${hers} 到了`)
    expect((await she.matter('silence')).state).toMatchObject({ name: 'settled', outcome: 'reached' })
  })

  it('is told of the open codes of both', async () => {
    const { sixclear, hers, his } = await two()
    await sixclear.text(phones.office, '今天有几个')
    const text = sixclear.messagesTo(phones.office, 'open_codes')[0]?.text
    expect(text).toContain(hers)
    expect(text).toContain(his)
  })
})

/** Gives a matter another code, as it would have taken it by chance. */
const rename = async (
  { system }: TestSystem,
  id: MatterId,
  community: CommunityId,
  code: string,
): Promise<void> => {
  const { store } = system.ports
  const { matter, version, token } = await loadMatter(store, id)
  const body = storedCode.body({ subject: subjectOf(id), matter: id })
  await store.transact([
    { put: matterItem({ ...matter, code }, token), expect: { version } },
    { put: { ...codeKey(community, code), body }, expect: 'absent' },
  ])
}

/** Two communities took the same code while nobody had posts in both; then one phone got a post in each. */
const clash = async () => {
  const sixclear = await openTestSystem()
  const { ports } = sixclear.system
  const apart = Community.parse({
    ...linyuan(),
    streetOffice: { ...linyuan().streetOffice, phone: '+8613900100020' },
  })
  await publishCommunity(ports, apart, sharpRuleBook)
  const she = await sixclear.register()
  const he = await sixclear.register({
    phone: '+8613800000102',
    community: apart.id,
    grid: apart.grids[0]?.id ?? '',
  })
  await sixclear.until('2020-02-11 13:30')
  const { code } = await she.matter('silence')
  const { id } = await he.matter('silence')
  await rename(sixclear, id, apart.id, code)
  await publishCommunity(ports, linyuan(), sharpRuleBook)
  await sixclear.until('2020-02-11 13:32')
  return { sixclear, she, he, code }
}

describe('a code that two communities of one phone know', () => {
  it('is asked about: nothing is settled, and the words are kept with both', async () => {
    const { sixclear, she, he, code } = await clash()
    await sixclear.text(phones.office, `${code} 到了`)
    for (const one of [she, he]) {
      expect((await one.matter('silence')).state.name).toBe('open')
      expect(await one.events()).toContain('words_kept')
    }
    const text = sixclear.messagesTo(phones.office, 'which_community')[0]?.text
    expect(text).toContain(`${code}A`)
    expect(text).toContain('A林苑社区')
  })

  it.each([
    ['A', '到了'],
    ['a', ' 到了'],
    ['Ａ', '到了'],
    [' A', ' 到了'],
  ])('is answered with the letter of one of them: "%s"', async (letter, words) => {
    const { sixclear, she, he, code } = await clash()
    await sixclear.text(phones.office, `${code}${letter}${words}`)
    expect((await he.matter('silence')).state).toMatchObject({ name: 'settled', outcome: 'reached' })
    expect((await she.matter('silence')).state.name).toBe('open')
    await sixclear.text(phones.office, `${code}B 到了`)
    expect((await she.matter('silence')).state).toMatchObject({ name: 'settled', outcome: 'reached' })
  })

  it('is of one of them only for whom the other is nobody', async () => {
    const { sixclear, she, he, code } = await clash()
    await sixclear.text(phones.worker, `${code} 到了`)
    expect((await she.matter('silence')).state).toMatchObject({ name: 'settled', outcome: 'reached' })
    expect((await he.matter('silence')).state.name).toBe('open')
  })
})

describe('the table of who speaks', () => {
  const plain: SaidFrom = { oneTime: false, code: 'none', own: 'words', staff: 'words' }

  it.each(precedence.map(({ when, as, why }) => [why, when, as] as const))(
    'has a case of its own: %s',
    (_, when, as) => {
      expect(whoSpeaks({ ...plain, ...when })).toBe(as)
    },
  )

  it('knows an answer to everything', () => {
    for (const oneTime of [true, false])
      for (const code of ['none', 'theirs', 'of_several', 'two', 'not_theirs', 'unknown'] as const)
        for (const own of ['nobody', 'ill', 'report', 'words'] as const)
          for (const staff of ['answer', 'list', 'words'] as const) {
            const as = whoSpeaks({ oneTime, code, own, staff })
            if (own === 'nobody') expect(as).not.toBe('resident')
            if (code === 'theirs') expect(as).toBe('post')
          }
  })
})
