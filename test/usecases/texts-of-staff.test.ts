import { describe, expect, it } from 'vitest'
import { phones } from '../workflow/test-system.ts'
import { isUntouched, release, settings, silence } from './open-matters.ts'
import { postWith } from './text-outcome.ts'

describe('a grave word that the sentence around it takes back', () => {
  it.each([
    ['denied', 'release', '无法批准，等核酸结果'],
    ['denied', 'release', '暂时不批准，等复查'],
    ['denied', 'release', '不予批准'],
    ['asked', 'release', '是否同意解除？'],
    ['asked', 'release', '同意吗？'],
    ['asked', 'release', '请问批准了吗'],
    ['asked', 'release', 'can we approve?'],
    ['waited for', 'release', '等批准'],
    ['still to come', 'release', '明天再批准'],
    ['still to come', 'release', 'not yet approved'],
    ['on a condition', 'release', '如果核酸阴性就同意'],
    ['by hearsay', 'release', '他说同意'],
    ['by hearsay', 'release', '领导说同意'],
    ['denied', 'fever', '不是阳性'],
    ['denied', 'fever', '并非阳性'],
    ['denied', 'fever', '非阳性'],
    ['denied', 'fever', '没有被确诊'],
    ['denied', 'fever', '还不能确诊'],
    ['denied', 'fever', '尚未确诊'],
    ['denied', 'fever', 'not confirmed'],
    ['denied', 'fever', '无法排除'],
    ['denied', 'fever', '不能排除'],
    ['denied', 'fever', 'not ruled out'],
    ['denied', 'fever', '无需住院，居家观察'],
    ['denied', 'fever', '暂不收治'],
    ['doubted', 'fever', '疑似阳性'],
    ['doubted', 'fever', '可能阳性'],
    ['doubted', 'fever', 'possibly positive'],
    ['waited for', 'fever', '待排除'],
    ['waited for', 'fever', '等排除'],
    ['waited for', 'fever', '疑似，等确诊'],
    ['asked', 'fever', '可以排除吗'],
    ['one of two', 'fever', '确诊，未到'],
    ['doubted', 'silence', '好像不在家'],
    ['doubted', 'silence', '可能不在家'],
    ['doubted', 'silence', 'seems not home'],
    ['asked', 'silence', '是不是不在家？'],
    ['by hearsay', 'silence', '邻居说不在家'],
    ['by hearsay', 'silence', 'the neighbour says he is not home'],
    ['by hearsay', 'silence', 'the neighbour says he died'],
    ['of the past', 'silence', 'was not at home yesterday'],
    ['of the past', 'silence', '刚才不在，现在回来了'],
    ['still to come', 'silence', '明天要搬走'],
  ] as const)('does nothing and is asked about: %s, %s, "%s"', async (_, kind, words) => {
    const { phone, of } = settings[kind]
    const { sixclear, she, code } = await of()
    const before = sixclear.messagesTo(phone).length
    await sixclear.text(phone, `${code} ${words}`)
    await isUntouched({ sixclear, she }, kind)
    const asked = sixclear.messagesTo(phone).slice(before)
    expect(asked[0]?.sent?.template).toMatch(/^(say_only|answer_help)$/)
  })
})

describe('an answer to a silence that was not given', () => {
  const worker = postWith('silence', 'grid_worker')

  it.each([
    ['denied', 'cannot be reached'],
    ['denied', 'nobody has seen him for 3 days'],
    ['denied behind', '在家：否'],
    ['denied behind', 'home no'],
    ['denied in the next breath', 'arrived, no one'],
    ['asked', '见到没'],
    ['of yesterday', 'saw him yesterday'],
    ['of somebody else', '见到他老婆了'],
    ['of the writer', '我在家'],
    ['of the writer', 'on my way home'],
  ])('is not taken, and the words are kept: %s, "%s"', async (_, words) => {
    const { answers, note, record } = await worker(words)
    expect([answers, note, record]).toEqual([[], true, []])
  })

  it.each(['36.5是他儿子的', '我36.5', '昨天36.5', '36.5？'])(
    'as a reading is not hers: %s',
    async (words) => {
      expect((await worker(words)).record).toEqual([])
    },
  )

  it.each(['没症状见到了', '到了没发烧', '见到了 36.5'])(
    'is taken with what is denied beside it: %s',
    async (words) => {
      expect((await worker(words)).answers.map(({ said }) => said)).toEqual(['reached'])
    },
  )
})

describe('a grave word with a tag, a wish or a doubting picture', () => {
  const administrator = postWith('release', 'community_administrator')

  it.each(['同意吧', '请批准', 'approve please', '同意🤔', '同意👎', '同意过'])(
    'waits for nothing: %s',
    async (words) => {
      expect((await administrator(words)).answers).toEqual([])
    },
  )

  it.each(['同意，谢谢', '同意👍'])('waits for its code with courtesy: %s', async (words) => {
    expect((await administrator(words)).answers).toEqual([{ said: 'approve', waiting: true }])
  })
})

describe('a refusal to approve', () => {
  it.each(['不能同意', '还不能同意，体温偏高', 'cannot be approved', 'not approved', '同意不了'])(
    'is never an approval: %s',
    async (words) => {
      const { sixclear, she, code } = await release()
      await sixclear.text(phones.administrator, `${code} ${words}`)
      expect(await she.status()).not.toMatch(/approved|released/)
      expect(she.texts('released')).toEqual([])
      expect(sixclear.messagesTo(phones.administrator, 'echo')).toEqual([])
    },
  )
})

describe('an absence that is over', () => {
  it.each(['昨天不在家，今天在家', '前天不在，今天见到了', '昨天没见到，今天见到本人了'])(
    'is somebody reached: %s',
    async (words) => {
      const { sixclear, she, code } = await silence()
      await sixclear.text(phones.worker, `${code} ${words}`)
      expect(await she.matter('silence')).toMatchObject({
        absenceConfirmed: false,
        state: { name: 'settled', outcome: 'reached' },
      })
      expect(sixclear.messagesTo(phones.police, 'matter')).toEqual([])
      expect(sixclear.messagesTo(phones.worker, 'echo')).toEqual([])
    },
  )
})

describe('a door at which nobody opened', () => {
  const worker = postWith('silence', 'grid_worker')

  it.each(['敲门没人应', '没人开门', '敲门没反应', '按门铃没人', '没人应门', 'knocked, nobody answered'])(
    'is kept for whoever goes next, and the writer is asked to go once more: %s',
    async (words) => {
      const { answers, note, back, ask } = await worker(words)
      expect(answers).toEqual([])
      expect([note, back, ask]).toEqual([true, ['noted'], ['again']])
    },
  )
})

describe('an absence seen a minute after she was heard', () => {
  it('is recorded, and looked into as a matter of its own', async () => {
    const { sixclear, she, code } = await silence('2020-02-11 11:01')
    await she.says('36.6')
    await sixclear.until('2020-02-11 11:02')
    await sixclear.confirmed(phones.worker, `${code} 不在家`)
    expect((await she.ledger()).map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ type: 'matter_answered', answer: 'not_at_home' }),
    )
    expect(await she.matter('visit')).toMatchObject({ absenceConfirmed: true, state: { name: 'open' } })
    expect(sixclear.messagesTo(phones.worker, 'noted')).toHaveLength(1)
  })

  it.each(['没人开门', '到了'])('nothing is said to be noted without an entry: %s', async (words) => {
    const { sixclear, she, code } = await silence('2020-02-11 11:01')
    await she.says('36.6')
    await sixclear.text(phones.worker, `${code} ${words}`)
    expect(sixclear.messagesTo(phones.worker, 'noted')).toHaveLength(1)
    expect((await she.ledger()).at(-1)).toMatchObject({
      by: 'staff:worker-1',
      event: { type: 'matter_answered' },
    })
  })
})

describe('the room of a door', () => {
  const worker = postWith('silence', 'grid_worker')

  it.each(['到了 3号楼2001室', '到 5栋1203', '见到了，住1502室', '1号楼1单元1204 到了', '到，3-2-1501'])(
    'is no second code: %s',
    async (words) => {
      const { answers, back } = await worker(words)
      expect(answers).toEqual([{ said: 'reached', waiting: false }])
      expect(back).toEqual(['noted'])
    },
  )
})

describe('an acknowledgement that is denied or asked', () => {
  const worker = postWith('silence', 'grid_worker')

  it.each(['not ok', 'not okay', '不ok', '没收到', 'ok?'])(
    'is neither "taken" nor a symptom: %s',
    async (words) => {
      expect(await worker(words)).toMatchObject({
        answers: [],
        record: [],
        opened: [],
        statuses: ['following'],
        back: ['answer_help'],
      })
    },
  )
})

describe('a reading that a post writes with spaces', () => {
  const worker = postWith('silence', 'grid_worker')

  it.each([
    ['37 度 5', 375],
    ['到 37 度 5', 375],
    ['到，38 度 2', 382],
    ['体温 36 度 6', 366],
    ['37 点 5', 375],
    ['37 . 5', 375],
  ])('keeps its tenths: %s', async (words, tenths) => {
    const { record, answers } = await worker(words)
    expect(record).toMatchObject([{ who: 'self', tenths, symptoms: [] }])
    expect(answers).toEqual([{ said: 'reached', waiting: false }])
  })
})

describe('an acknowledgement from a post that had the matter before', () => {
  it.each(['收到', 'ok', '已派人'])('leaves the button of those who have it now: %s', async (words) => {
    const { sixclear, she, code } = await silence('2020-02-11 15:30')
    await sixclear.text(phones.office, `${code} ${words}`)
    expect((await she.matter('silence')).state).toMatchObject({
      rung: 'police_station',
      acknowledged: [{ role: 'street_office' }],
    })
    await sixclear.text(phones.police, `${code} 收到`)
    expect((await she.matter('silence')).state).toMatchObject({
      acknowledged: [{ role: 'street_office' }, { role: 'police_station' }],
    })
  })
})

describe('a post’s phone that answers by itself', () => {
  it.each([
    '我正在开会，稍后联系您',
    'I am in a meeting, will call you later',
    '手机在充电',
    "I'm driving - Sent from My Car",
  ])('draws no text after text: %s', async (words) => {
    const { sixclear, she } = await silence()
    const before = sixclear.messagesTo(phones.worker).length
    for (let time = 0; time < 12; time += 1) await sixclear.text(phones.worker, words)
    expect(sixclear.messagesTo(phones.worker).length - before).toBeLessThanOrEqual(3)
    expect((await she.matter('silence')).state).toMatchObject({ name: 'open', acknowledged: [] })
  })
})

describe('a grid worker who found somebody with a fever', () => {
  const worker = postWith('fever', 'grid_worker')

  it.each([
    ['送医', 'sent_to_clinic', false],
    ['已送发热门诊', 'sent_to_clinic', false],
    ['不在', 'not_at_home', true],
    ['拒绝去医院', 'refuses', true],
    ['拒', 'refuses', true],
  ])('has an answer for it: %s', async (words, said, waiting) => {
    expect((await worker(words)).answers).toEqual([{ said, waiting }])
  })
})
