import type { Language } from '../community/community.ts'
import { clipMiddle } from './clip.ts'
import { en } from './en.ts'
import { LONGEST } from './longest-forms.ts'
import type { TemplateName, Templates } from './templates.ts'
import { zhCn } from './zh-cn.ts'

/** The person in a message, as it is sent, at most `longest` units. */
const about = <Params extends object>(params: Params, longest: number): Params =>
  'person' in params && typeof params.person === 'string'
    ? { ...params, person: clipMiddle(params.person, longest) }
    : params

const memberOf = (params: object): string | undefined =>
  'member' in params && typeof params.member === 'string' ? params.member : undefined

/**
 * The whole text as it is sent. Fits one segment (70 UCS-2 or 160 GSM-7 units) whatever the parameters, if the
 * signature, given without brackets, has at most 8 Chinese characters or 16 plain letters.
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
  if (language === 'en') return start + en[template](params, room)
  // A name in other letters is long: it gets the room that the rest of the text leaves.
  const { person } = LONGEST['zh-CN']
  const short = zhCn[template](about(params, person), room)
  const roomy = zhCn[template](about(params, person + Math.max(0, room - short.length)), room)
  return start + (roomy.length <= room ? roomy : short)
}
