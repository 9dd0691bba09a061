import type { Language } from '../../../core/community/community.ts'
import { reasonInWords } from '../../../core/in-words.ts'
import { MatterKind } from '../../../core/rule-book/rule-book.ts'
import { domainWords } from '../domain-words.ts'

/** The reasons that the record keeps as words. */
const eventWordsZhCn: Readonly<Record<string, string>> = {
  'registered after the period was over': '登记时隔离期已满',
  no_phone: '无手机',
  opted_out: '拒收短信',
  opted_in_again: '恢复短信',
  unreachable: '联系不上',
  invalid_number: '号码无效',
  number_mended: '更换号码',
  number_confirmed: '新号码已确认',
  number_not_confirmed: '新号码没人确认',
  wrong_number: '号码不符',
  phone_shared: '多人共用一个号码',
  phone_not_shared: '不再与他人共用号码',
  which: '有多个体温',
  who: '不知是哪位家人',
  when: '不知是哪次的体温',
  again: '无法读懂',
  out_of_range: '超出体温范围',
  unreadable: '无法读懂',
  report: '体温',
  confirm: '需要确认的体温',
  symptoms: '症状',
  yes: '是',
  no: '否',
  stop: '退订',
  start: '恢复',
  help: '求助',
  ignore: '自动回复',
  note: '留言',
  kind_words: '问候或致谢',
  late_yes: '过时的“是”',
  overdue: '等待的事已逾期',
  second_reading_due: '要先再量一次体温',
  reopened: '隔离已恢复',
  no_execution: '没有在运行的流程',
  wait_overdue: '等待的事已逾期',
  owner_overdue: '责任人已逾期而未通知他人',
  ladder_stopped: '上报流程停住了',
  execution_failed: '流程运行失败',
  execution_timed_out: '流程运行超时',
  execution_stopped: '流程运行被停止',
  execution_ended_early: '流程提前结束',
  record_unreadable: '记录无法读取',
  message_not_sent: '有短信发不出去',
  dates_corrected: '日期已更正',
  asked_by_person: '由工作人员要求',
  new_workflow: '流程文本已更新',
}

interface Pattern {
  readonly of: RegExp
  readonly words: (found: string, more: string) => string
}

const kindWords = (kind: string): string => {
  const known = MatterKind.safeParse(kind.replaceAll(' ', '_'))
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
  { of: /^question:(.+)$/, words: () => '提问' },
  { of: /^a matter is open: (.+)$/, words: (kind) => `有未办结事项：${kindWords(kind)}` },
]

/** A reason from the record in a language. Unknown reasons stay as they are. */
export const eventReasonWords = (reason: string, language: Language): string => {
  if (language === 'en') return reasonInWords(reason).replace(/^question:/, 'question: ')
  const known = eventWordsZhCn[reason]
  if (known !== undefined) return known
  for (const { of, words } of patterns) {
    const [, found, more = ''] = of.exec(reason) ?? []
    if (found !== undefined) return words(found, more)
  }
  return reason
}
