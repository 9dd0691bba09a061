import type { Language } from '../../core/community/community.ts'
import type { ApiError, Problem } from '../api/request.ts'
import { isTranslated, problemReasonWords } from '../i18n/problem-reason-words.ts'

export interface ErrorWords {
  readonly title: string
  readonly words: string
}

type Kind = 'refused' | 'gone' | 'not_now' | 'wrong' | 'busy' | 'broken' | 'other'

const errorKind = (status: number): Kind => {
  switch (status) {
    case 403:
      return 'refused'
    case 404:
      return 'gone'
    case 409:
      return 'not_now'
    case 400:
    case 422:
      return 'wrong'
    case 429:
    case 502:
    case 503:
    case 504:
      return 'busy'
    case 500:
      return 'broken'
    default:
      return 'other'
  }
}

const titles: Readonly<Record<Language, Readonly<Record<Kind, string>>>> = {
  en: {
    refused: 'Not for your role',
    gone: 'Not found',
    not_now: 'Not possible now',
    wrong: 'Not accepted',
    busy: 'Busy',
    broken: 'This did not work',
    other: 'This did not work',
  },
  'zh-CN': {
    refused: '无权限',
    gone: '未找到',
    not_now: '现在不能这样办理',
    wrong: '内容有误',
    busy: '系统繁忙',
    broken: '系统出错',
    other: '操作未成功',
  },
}

/** The id of the failure in the log. */
const logIdIn = (message: string): string | undefined => /logged under (\S+)$/.exec(message)?.[1]

const errorInChinese = ({ status, message }: ApiError): string => {
  const kind = errorKind(status)
  switch (kind) {
    case 'refused':
      return '不在您的权限范围内，如有需要请联系社区管理员。'
    case 'gone':
      return '没有这条记录。'
    case 'not_now':
      return '情况可能已有变化，请看过最新内容再办理。'
    case 'wrong':
      return isTranslated(message) ? problemReasonWords(message, 'zh-CN') : '请检查后重试。'
    case 'busy':
      return '请稍后再试，已记录的内容不会丢失。'
    case 'broken': {
      const id = logIdIn(message)
      return id === undefined ? '请稍后再试。' : `请稍后再试。日志编号：${id}`
    }
    case 'other':
      return `请稍后再试（${status}）。`
  }
}

/** A proxy in between gives no message for people. */
const errorInEnglish = ({ status, error, message }: ApiError): string =>
  error === 'Unreadable' ? `Try again in a moment (${status}).` : message

/** Why the API refused or failed. English keeps the API's own words. */
export const errorWords = (error: ApiError, language: Language): ErrorWords => ({
  title: titles[language][errorKind(error.status)],
  words: language === 'en' ? errorInEnglish(error) : errorInChinese(error),
})

/** What is wrong with one field. */
export const problemWords = ({ field, reason }: Problem, language: Language): string =>
  language === 'en' ? `${field}: ${reason}` : `${field}：${problemReasonWords(reason, language)}`
