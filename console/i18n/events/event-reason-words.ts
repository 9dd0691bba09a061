import type { Language } from '../../../core/community/community.ts'
import { MatterKind } from '../../../core/rule-book/rule-book.ts'
import { domainWords } from '../domain-words.ts'

/** The reasons that the record writes as words. */
const eventWordsZhCn: Readonly<Record<string, string>> = {
  'registered after the period was over': '登记时隔离期已满',
  'no phone': '无手机',
  'opted out': '拒收短信',
  'opted in again': '恢复短信',
  unreachable: '联系不上',
  'invalid number': '号码无效',
  'number mended': '更换号码',
  'number confirmed': '新号码已确认',
  'number not confirmed': '新号码没人确认',
  'wrong number': '号码不符',
  'the phone is shared': '多人共用一个号码',
  'several people share the phone': '多人共用一个号码，不知是谁',
  empty: '内容为空',
  'no temperature': '没有体温',
  'too long': '内容太长',
  ambiguous: '有多个体温',
  'out of range': '超出体温范围',
  unreadable: '无法读懂',
  report: '体温',
  confirm: '需要确认的体温',
  symptoms: '症状',
  yes: '是',
  no: '否',
  stop: '退订',
  start: '恢复',
  help: '求助',
  'which member': '是哪位家人',
  'no running execution': '没有在运行的流程',
  overdue: '等待的事已逾期',
  'a second reading is due before': '要先再量一次体温',
  reopened: '隔离已恢复',
  'it has no running execution': '流程没有在运行',
  'what it waits for is overdue': '等待的事已逾期',
  'its owner is overdue and nobody was told': '责任人已逾期而未通知他人',
  'its ladder stands still': '上报流程停住了',
  'it has no execution': '没有对应的流程运行',
  'its execution has failed': '流程运行失败',
  'its execution has timed out': '流程运行超时',
  'its execution has been stopped': '流程运行被停止',
  'its execution has ended before it was over': '流程提前结束',
  'a text cannot be sent': '有短信发不出去',
  'its dates were corrected': '日期已更正',
  'asked for by a person': '由工作人员要求',
  'new workflow text': '流程文本已更新',
}

interface Pattern {
  readonly of: RegExp
  readonly words: (found: string, more: string) => string
}

const kindWords = (kind: string): string => {
  const known = MatterKind.safeParse(kind)
  return known.success ? domainWords['zh-CN'].matter[known.data] : kind
}

const patterns: readonly Pattern[] = [
  {
    of: /^no clean report on day (\d+), (morning|evening)$/,
    words: (day, half) => `第${day}天${half === 'morning' ? '早' : '晚'}间没有合格的体温`,
  },
  {
    of: /^a fever or symptom in the last (\d+) hours$/,
    words: (hours) => `最近${hours}小时内有发热或症状`,
  },
  { of: /^a matter is open: (.+)$/, words: (kind) => `有未办结事项：${kindWords(kind)}` },
]

/** Why something was done, as the record says it. Words that a language does not know stay as they are. */
export const eventReasonWords = (reason: string, language: Language): string => {
  if (language === 'en') return reason
  const known = eventWordsZhCn[reason]
  if (known !== undefined) return known
  for (const { of, words } of patterns) {
    const [, found, more = ''] = of.exec(reason) ?? []
    if (found !== undefined) return words(found, more)
  }
  return reason
}
