import type { Language } from '../domain/community.ts'
import { en } from './en.ts'
import type { Catalogue, TemplateName, Templates } from './templates.ts'
import { zhCn } from './zh-cn.ts'

const catalogues: { readonly [L in Language]: Catalogue } = { 'zh-CN': zhCn, en }

const memberOf = (params: object): string | undefined =>
  'member' in params && typeof params.member === 'string' ? params.member : undefined

/**
 * The whole text as it is sent. Fits one segment (70 UCS-2 or 160 GSM-7 units) whatever the parameters, as long as the
 * signature, given without brackets, is at most 8 characters in Chinese or 16 plain letters in English.
 */
export const render = <Name extends TemplateName>(
  template: Name,
  params: Templates[Name],
  { language, signature }: { readonly language: Language; readonly signature: string },
): string => {
  const member = memberOf(params)
  const start =
    language === 'zh-CN'
      ? `【${signature}】${member === undefined ? '' : `${member}：`}`
      : `${signature}: ${member === undefined ? '' : `${member}: `}`
  const room = (language === 'zh-CN' ? 70 : 160) - start.length
  return start + catalogues[language][template](params, room)
}
