import type { Role } from '../../../core/community/community.ts'
import type { Draws } from '../../random/draws.ts'
import type { Said, StaffSetting } from '../corpus/labelled-lines.ts'
import { drawTenths, spell } from './numbers.ts'
import type { StaffText } from './truth.ts'
import { type Words, words } from './word-lists.ts'

interface Grave {
  readonly said: Said
  readonly as: Role
  readonly setting: StaffSetting
  readonly zh: Words
  readonly en: Words
}

/** Each grave answer in its plain words, by whoever may say it. */
const grave: readonly [Grave, ...Grave[]] = [
  {
    said: 'approve',
    as: 'community_administrator',
    setting: 'release',
    zh: ['同意', '批准', '同意解除'],
    en: ['approve', 'approved'],
  },
  { said: 'ruled_out', as: 'doctor', setting: 'fever', zh: ['排除', '已排除'], en: ['ruled out'] },
  {
    said: 'confirmed',
    as: 'hospital',
    setting: 'fever',
    zh: ['确诊', '阳性'],
    en: ['confirmed', 'positive'],
  },
  {
    said: 'hospitalised',
    as: 'hospital',
    setting: 'fever',
    zh: ['住院', '收治'],
    en: ['hospitalised', 'admitted'],
  },
  { said: 'no_show', as: 'hospital', setting: 'fever', zh: ['没来', '未到'], en: ['no show'] },
  { said: 'died', as: 'hospital', setting: 'fever', zh: ['死亡', '去世'], en: ['died'] },
  {
    said: 'not_at_home',
    as: 'grid_worker',
    setting: 'silence',
    zh: ['不在家', '不在'],
    en: ['not at home'],
  },
  { said: 'refuses', as: 'grid_worker', setting: 'silence', zh: ['拒绝', '拒'], en: ['refuses', 'refused'] },
]

/** Words around a grave answer that keep anybody from acting on it. */
const doubts: { readonly zh: Words; readonly en: Words } = {
  zh: words(
    [
      '不能{}|还没{}|{}吗|{}？|是不是{}|如果{}怎么办|等化验单出来再说{}|听说{}|可能{}|好像{}|估计{}|大概{}|要是再不接电话就算{}',
      '先别{}|并没有{}|没说{}|也许{}吧|{}的话通知我|邻居说{}|谁说{}了|不是{}|暂时不能算{}|{}还是没{}|上次{}，这次不清楚',
    ].join('|'),
  ),
  en: words(
    'not {}|{}?|maybe {}|probably {}|is it {}?|if {} then call me|they say {}|not sure whether {}|wait before {}|cannot say {} yet|never said {}|last week {}, today unclear|who said {}?|not yet {}|might be {}|neighbour says {}',
  ),
}

const reached: { readonly zh: Words; readonly en: Words } = {
  zh: words('到|到了|已到|见到本人|人在家'),
  en: words('reached|at home|seen'),
}

const fillers: { readonly zh: Words; readonly en: Words } = {
  zh: words('|||，谢谢|。|！| 赵一|，辛苦'),
  en: words('|||, thanks|.|!| - Zhao'),
}

const withCode = (draws: Draws, said: string): string =>
  draws.chance(0.8) ? `{code}${draws.pick(['', ' ', '，', ':'])}${said}` : `${said} {code}`

/** One text of a post: a plain answer, a doubtful one that may not be acted on, or a visit with a reading. */
export const staffText = (draws: Draws): StaffText => {
  const language = draws.chance(0.7) ? 'zh' : 'en'
  const roll = draws.share()
  if (roll < 0.7) {
    const { said, as, setting, zh, en } = draws.pick(grave)
    const plain = draws.pick(language === 'zh' ? zh : en)
    const isDoubtful = roll < 0.5
    const text = isDoubtful
      ? draws.pick(doubts[language]).replaceAll('{}', plain)
      : plain + draws.pick(fillers[language])
    return {
      as,
      setting,
      text: withCode(draws, text),
      answer: isDoubtful ? null : said,
      readings: [],
      symptoms: [],
      askable: false,
    }
  }
  const number = spell(draws, drawTenths(draws), language)
  const visit = draws.pick(reached[language])
  const join = draws.pick([' ', '，', ', ', '，体温'])
  return {
    as: 'grid_worker',
    setting: 'silence',
    text: `{code} ${visit}${join}${number.text}${draws.pick(fillers[language])}`,
    answer: 'reached',
    readings: [{ who: 'self', tenths: number.tenths }],
    symptoms: [],
    askable: number.askable,
  }
}
