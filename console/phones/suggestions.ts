import type { Language } from '../../core/domain/community.ts'
import type { Owner, Text } from './phone-schema.ts'

const forResidents: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': ['36.5', '三十六度五', '36.8 咳嗽', '38.4', 'STOP'],
  en: ['36.5', '36.8 cough', '38.4', 'yes', 'STOP'],
}

const CODE = /(?<!\d)\d{4}(?!\d)/

const languageOf = (text: string): Language => (/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en')

const staffAnswers = (language: Language, text: string): string[] => {
  const decides = language === 'en' ? /approve/.test(text) : /批准/.test(text)
  const judges = language === 'en' ? /ruled out/.test(text) : /排除/.test(text)
  if (language === 'en') {
    if (decides) return ['ok', 'approve', 'hold']
    return judges ? ['ok', 'ruled out', 'hospital', 'no show'] : ['ok', 'reached 36.6', 'not home', 'refuses']
  }
  if (decides) return ['收到', '批准', '暂缓']
  return judges ? ['收到', '排除', '住院', '未到诊'] : ['收到', '见到 36.6', '不在家', '拒绝']
}

/** What the owner of a phone could write now: a resident a temperature, staff the code they were told with an answer. */
export const suggestionsFor = (owners: readonly Owner[], texts: readonly Text[]): string[] => {
  const last = texts.findLast(({ direction }) => direction === 'to phone')
  const language = last === undefined ? 'zh-CN' : languageOf(last.text)
  if (owners.every(({ role }) => role === 'resident')) return [...forResidents[language]]
  const coded = texts.findLast(({ direction, text }) => direction === 'to phone' && CODE.test(text))
  const code = coded === undefined ? undefined : CODE.exec(coded.text)?.[0]
  if (coded === undefined || code === undefined) return []
  return staffAnswers(languageOf(coded.text), coded.text).map((answer) =>
    answer === 'ok' || answer === '收到' ? `${answer} ${code}` : `${code} ${answer}`,
  )
}
