import type { Words } from './language.tsx'

export interface PersonWords {
  readonly person: string
  readonly hidden: string
  readonly erased: string
  readonly noPhone: string
  readonly dayOf: (day: number, last: number) => string
  readonly ruleBook: (version: number) => string
}

/** What is said of a person on more than one page. */
export const personWords: Words<PersonWords> = {
  en: {
    person: 'Person',
    hidden: 'hidden for your role',
    erased: 'erased',
    noPhone: 'no phone',
    dayOf: (day, last) => `day ${day} of ${last}`,
    ruleBook: (version) => `rule book ${version}`,
  },
  'zh-CN': {
    person: '人员',
    hidden: '您的角色不可见',
    erased: '已清除',
    noPhone: '无手机',
    dayOf: (day, last) => `第${day}天，共${last}天`,
    ruleBook: (version) => `规则第${version}版`,
  },
}
