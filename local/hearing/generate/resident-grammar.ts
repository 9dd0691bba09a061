import type { Symptom } from '../../../core/meaning.ts'
import type { Draws } from '../../random/draws.ts'
import type { Who } from '../corpus/labelled-lines.ts'
import { drawTenths, spell } from './numbers.ts'
import {
  complaints,
  corrections,
  denials,
  greetings,
  halves,
  joins,
  kindWords,
  type Language,
  LIMITS,
  labels,
  nobodys,
  numbers,
} from './resident-words.ts'
import type { ResidentText } from './truth.ts'
import { type Words, words } from './word-lists.ts'

interface Called {
  readonly who: Who
  readonly letter: string
  readonly kinship: Words
  readonly name: string
}

const FAMILY: readonly Called[] = [
  { who: 'self', letter: 'A', kinship: words('我|本人|我自己'), name: '王建国' },
  { who: 'B', letter: 'B', kinship: words('老婆|爱人|我老婆|媳妇'), name: '李梅' },
  { who: 'C', letter: 'C', kinship: words('我妈|妈妈|老妈|母亲'), name: '王桂兰' },
  { who: 'D', letter: 'D', kinship: words('孩子|小孩|儿子|娃'), name: '小宝' },
]

const made = (home: ResidentText['home'], text: string, parts: Partial<ResidentText> = {}): ResidentText => ({
  as: 'resident',
  home,
  text,
  readings: [],
  symptoms: [],
  askable: false,
  ...parts,
})

const drawn = (draws: Draws, language: Language) => spell(draws, drawTenths(draws), language)

/** By letter, by kinship or by name, in or out of order; or all of them at once. */
const family = (draws: Draws): ResidentText => {
  const style = draws.pick(['letter', 'kinship', 'name'])
  const some = FAMILY.filter(() => draws.chance(0.75))
  const members = some.length === 0 ? FAMILY.slice(0, 2) : some
  const called = ({ letter, kinship, name }: Called): string =>
    style === 'letter' ? letter : style === 'name' ? name : draws.pick(kinship)
  if (draws.chance(0.1)) {
    const { text, tenths, askable } = drawn(draws, 'zh')
    const all = members.length === FAMILY.length ? draws.pick(['全家', '四个人', '我们四个']) : undefined
    return made('family', `${all ?? members.map(called).join(draws.pick(['、', '和']))}都是${text}`, {
      readings: members.map(({ who }) => ({ who, tenths })),
      askable,
    })
  }
  const mark = draws.pick(['', '', ' ', '：', ':'])
  const order = draws.chance(0.2) ? [...members].reverse() : members
  const each = order.map((member) => ({ member, spelled: drawn(draws, 'zh') }))
  const parts = each.map(({ member, spelled }) => `${called(member)}${mark}${spelled.text}`)
  const tail = draws.chance(0.3)
    ? draws.pick(joins.zh) + draws.pick(['都没发烧', '一切正常', '都好', '谢谢'])
    : ''
  return made('family', parts.join(draws.pick([' ', '，', '；', '\n', '、'])) + tail, {
    readings: each.map(({ member, spelled }) => ({ who: member.who, tenths: spelled.tenths })),
    askable: each.some(({ spelled }) => spelled.askable),
  })
}

const noReading = (draws: Draws, language: Language): ResidentText => {
  if (draws.chance(0.4)) return made('alone', draws.pick(nobodys[language]).replace('{}', draws.pick(LIMITS)))
  const said = [draws.pick(numbers[language])]
  if (draws.chance(0.5)) said.push(draws.pick(denials[language]))
  return made('alone', draws.pick(greetings[language]) + said.join(draws.pick(joins[language])))
}

const corrected = (draws: Draws, language: Language): ResidentText => {
  const right = drawn(draws, language)
  const wrong = spell(draws, right.tenths === 372 ? 369 : 372, language)
  const text = draws.pick(corrections[language]).replace('{wrong}', wrong.text).replace('{right}', right.text)
  return made('alone', text, { readings: [{ who: 'self', tenths: right.tenths }], askable: true })
}

/** Two readings for two slots. */
const both = (draws: Draws, language: Language): ResidentText => {
  const one = drawn(draws, language)
  const two = drawn(draws, language)
  const text = draws.pick(halves[language]).replace('{one}', one.text).replace('{two}', two.text)
  return made('missed', text, {
    readings: [one, two].map(({ tenths }) => ({ who: 'self', tenths })),
    askable: one.askable || two.askable,
  })
}

/** One text of a resident: a reading in any spelling with other words around it, or no reading. */
export const residentText = (draws: Draws): ResidentText => {
  const language = draws.chance(0.65) ? 'zh' : 'en'
  const roll = draws.share()
  if (roll < 0.12) return family(draws)
  if (roll < 0.22) return noReading(draws, language)
  if (roll < 0.25) return corrected(draws, language)
  if (roll < 0.29) return both(draws, language)
  const number = drawn(draws, language)
  const join = (): string => draws.pick(joins[language])
  const before = draws.chance(0.3)
    ? draws.pick(draws.chance(0.7) ? numbers[language] : denials[language]) + join()
    : ''
  const after: string[] = []
  const symptoms: Symptom[] = []
  if (draws.chance(0.15)) {
    const [complaint, symptom] = draws.pick(complaints[language])
    after.push(complaint)
    symptoms.push(symptom)
  } else if (draws.chance(0.35)) after.push(draws.pick(denials[language]))
  if (draws.chance(0.15)) after.push(draws.pick(numbers[language]))
  if (draws.chance(0.2)) after.push(draws.pick(kindWords[language]))
  const tail = after.map((said) => join() + said).join('')
  const text = `${draws.pick(greetings[language])}${before}${draws.pick(labels[language])}${number.text}${tail}`
  return made('alone', text, {
    readings: [{ who: 'self', tenths: number.tenths }],
    symptoms,
    askable: number.askable,
  })
}
