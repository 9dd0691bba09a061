import type * as z from 'zod/mini'
import type { Language } from '../../core/community/community.ts'

type Issue = z.core.$ZodIssue

const numbers = new Set(['number', 'int'])

/** The messages of refinements in core's schemas, in Chinese. */
const refined: Readonly<Record<string, string>> = {
  'expected a day of the calendar such as 2020-02-14': '没有这一天',
  'min is above max': '最小值大于最大值',
  'the police would hear without a delivered prompt, a seen absence or the office':
    '派出所会在提示未送达、无人确认外出、街道未要求时收到通知',
  'every rung waits for a confirmation, so nobody would be told at first':
    '每一级都要等人确认，开始时就没有人接到通知',
  'a high fever begins below a fever': '高热的起点低于发热的起点',
  'an answer is void before its echo is sent again': '回复在再次核对之前就已失效',
  'the range to confirm does not contain the plausible range': '需确认的范围应包含可信的范围',
  'reminders must follow one another and come before the slot closes, the spread included':
    '提醒应依次递增，加上分散时间后仍早于截止',
  'one slot closes after the next may be reported': '一个时段截止时，下一个时段已可上报',
  'a prompt or reminder falls into the quiet hours, the spread included':
    '询问或提醒（含分散时间）落在安静时段内',
}

const tooSmall = ({ origin, minimum }: Extract<Issue, { code: 'too_small' }>, isEnglish: boolean): string => {
  if (numbers.has(origin)) return isEnglish ? `at least ${minimum}` : `至少为 ${minimum}`
  if (origin === 'array') return isEnglish ? `at least ${minimum} of them` : `至少要有${minimum}项`
  return isEnglish ? 'must not be empty' : '不能为空'
}

const tooBig = ({ origin, maximum }: Extract<Issue, { code: 'too_big' }>, isEnglish: boolean): string => {
  if (numbers.has(origin)) return isEnglish ? `at most ${maximum}` : `最多为 ${maximum}`
  if (origin === 'array') return isEnglish ? `at most ${maximum} of them` : `最多${maximum}项`
  return isEnglish ? `at most ${maximum} characters` : `最多${maximum}个字`
}

/** An issue of a schema, in the language of the page. */
export const issueWords = (issue: Issue, language: Language): string => {
  const isEnglish = language === 'en'
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue, isEnglish)
    case 'too_big':
      return tooBig(issue, isEnglish)
    case 'invalid_type':
      if (numbers.has(issue.expected)) return isEnglish ? 'expected a whole number' : '应为整数'
      return isEnglish ? 'must not be empty' : '不能为空'
    case 'invalid_value':
      return isEnglish ? 'please choose one' : '请选择'
    case 'custom':
      return isEnglish ? issue.message : (refined[issue.message] ?? '此项有误')
    default:
      return isEnglish ? 'not in the expected form' : '格式不对'
  }
}

export const fieldOf = ({ path }: Issue): string => path.map(String).join('.')
