import { foreignNumbers } from '../usecases/foreign-numbers.ts'
import { openTestSystem, phones, type TestReturnee } from '../workflow/test-system.ts'
import { type Attack, sending } from './outcome.ts'

const asked = async () => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 08:10')
  return { sixclear, she }
}

const silent = async () => {
  const { sixclear, she } = await asked()
  await sixclear.until('2020-02-11 11:30')
  return { sixclear, she, code: (await she.matter('silence')).code }
}

const times = (count: number, ...texts: readonly string[]): string[] =>
  Array.from({ length: count }, () => texts).flat()

const from = (phone: string, texts: readonly string[]) => texts.map((text) => ({ from: phone, text }))

const reports = async (she: TestReturnee): Promise<string> =>
  `${(await she.events()).filter((type) => type === 'reported').length} readings recorded`

const state = async (she: TestReturnee, kind: string): Promise<string> =>
  `${kind}: ${(await she.matter(kind)).state.name}`

/** Every text from the phone of one returnee, in an open slot. */
const byResident = (
  name: string,
  texts: readonly string[],
  most: Attack['most'],
  happens: readonly string[],
  happened: (she: TestReturnee) => Promise<readonly string[]>,
): Attack => ({
  name,
  most,
  happens,
  run: async () => {
    const { sixclear, she } = await asked()
    return sending(sixclear, from(she.phone, texts), () => happened(she))
  },
})

const byPost = (name: string, text: string): Attack => ({
  name,
  most: { back: 3, told: 0 },
  happens: [],
  run: async () => {
    const { sixclear } = await asked()
    return sending(sixclear, from(phones.worker, times(60, text)), async () => [])
  },
})

const codes: Attack = {
  name: '300 codes in three seconds from the phone of a post, its own code last',
  most: { back: 7, told: 0 },
  happens: ['the known code works', '1 post shown to the administrator'],
  run: async () => {
    const { sixclear, she, code } = await silent()
    const guesses = Array.from({ length: 300 }, (_, index) => String(9000 + index)).filter(
      (guess) => guess !== code,
    )
    return sending(
      sixclear,
      from(
        phones.worker,
        [...guesses, code].slice(-300).map((guess) => `${guess} 到了`),
      ),
      async () => {
        const settled = (await she.matter('silence')).state.name === 'settled'
        const { items } = await sixclear.system.ports.store.query({ pk: 'GUESSES#qinghe' })
        return [
          ...(settled ? ['the known code works'] : []),
          `${items.length} post shown to the administrator`,
        ]
      },
    )
  },
}

const oneTimeCodes: Attack = {
  name: '300 one-time codes in three seconds, after a forged "confirmed"',
  most: { back: 6, told: 0 },
  happens: ['still followed by the doctor'],
  run: async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await she.says('38.5')
    await sixclear.text(phones.doctor, `${(await she.matter('fever')).code} 确诊`)
    const known = sixclear.oneTimeOn(phones.doctor)
    const guesses = Array.from({ length: 301 }, (_, index) => `${known.charAt(0)}${1000 + index}`)
    return sending(
      sixclear,
      from(phones.doctor, guesses.filter((guess) => guess !== known).slice(0, 300)),
      async () => ((await she.status()) === 'referred' ? ['still followed by the doctor'] : []),
    )
  },
}

const strangers: Attack = {
  name: 'strangers of ten countries x 20, by satellite too',
  most: { back: 1, told: 0 },
  happens: ['1 of 10 numbers answered'],
  run: async () => {
    const { sixclear } = await asked()
    const numbers = [...foreignNumbers, '+8613800009999']
    return sending(
      sixclear,
      times(20, '你好').flatMap((text) => numbers.map((number) => ({ from: number, text }))),
      async () => [
        `${numbers.filter((number) => sixclear.messagesTo(number).length > 0).length} of ${numbers.length} numbers answered`,
      ],
    )
  },
}

const forged: Attack = {
  name: '300 forged numbers of our country, one text each',
  most: { back: 100, told: 0 },
  happens: ['a returnee is answered as ever'],
  run: async () => {
    const { sixclear, she } = await asked()
    const numbers = Array.from({ length: 300 }, (_, index) => `+86137${String(10_000_000 + index)}`)
    return sending(
      sixclear,
      numbers.map((number) => ({ from: number, text: '你好' })),
      async () => {
        await she.says('36.5')
        return she.texts('thanks').length === 1 ? ['a returnee is answered as ever'] : []
      },
    )
  },
}

export const attacksByText: readonly Attack[] = [
  codes,
  oneTimeCodes,
  byPost('an auto-reply of a post x 60, known as a machine', '我正在开会，稍后联系您'),
  byPost('an auto-reply of a post x 60, not known as one', '这是什么东西呀'),
  byResident(
    'an auto-reply of a returnee x 60',
    times(60, '嗯哼，稍等下哈，回头说'),
    { back: 6, told: 1 },
    [],
    async () => [],
  ),
  byResident('HELP x 60', times(60, 'HELP'), { back: 6, told: 0 }, [], async () => []),
  byResident('? x 60', times(60, '?'), { back: 6, told: 1 }, [], async () => []),
  byResident(
    'words that nobody understands x 60',
    times(60, '三十六度几'),
    { back: 2, told: 1 },
    ['unclear_replies: open'],
    async (she) => [await state(she, 'unclear_replies')],
  ),
  byResident(
    'a reading that has to be confirmed x 60',
    times(60, '365'),
    { back: 3, told: 1 },
    ['unclear_replies: open'],
    async (she) => [await state(she, 'unclear_replies')],
  ),
  byResident(
    'the same reading x 60',
    times(60, '36.5'),
    { back: 6, told: 0 },
    ['60 readings recorded'],
    async (she) => [await reports(she)],
  ),
  byResident(
    'the same fever x 60',
    times(60, '38.5'),
    { back: 2, told: 8 },
    ['60 readings recorded', 'fever: open'],
    async (she) => [await reports(she), await state(she, 'fever')],
  ),
  byResident(
    'STOP, START x 30',
    times(30, '不要再发短信了', '开始'),
    { back: 6, told: 8 },
    ['opted_out: open'],
    async (she) => [await state(she, 'opted_out')],
  ),
  byResident('a need x 60', times(60, '家里没米了'), { back: 6, told: 4 }, ['request: open'], async (she) => [
    await state(she, 'request'),
  ]),
  strangers,
  forged,
]
