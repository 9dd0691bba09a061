import type { Language } from '../../community/community.ts'
import { en } from './en.ts'
import { type Forms, registrable } from './forms.ts'
import { zhCn } from './zh-cn.ts'

export const forms: Readonly<Record<Language, Forms>> = { 'zh-CN': zhCn, en }

/** Every text that has to be registered with an SMS gateway before it may go out in these languages. */
export const textsToRegister = (languages: readonly Language[]): readonly string[] =>
  languages.flatMap((language) => registrable(forms[language]))
