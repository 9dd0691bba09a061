import type { Message } from '../../../core/message/message.ts'
import type { Words } from '../../i18n/language.tsx'

export type Result = Extract<Message['state'], 'sent' | 'refused' | 'unknown' | 'not_needed'>
export const results: readonly Result[] = ['sent', 'refused', 'unknown', 'not_needed']

interface PublicityWords {
  readonly title: string
  readonly description: string
  readonly filters: string
  readonly result: string
  readonly allResults: string
  readonly what: string
  readonly allMessages: string
  readonly messages: string
  readonly newest: (count: number) => string
  readonly reading: (count: number) => string
  readonly more: string
  readonly none: string
  readonly noneHere: string
  readonly resident: string
  readonly hidden: string
  readonly about: string
  readonly results: Readonly<Record<Message['state'], string>>
  readonly reasons: Readonly<Record<string, string>>
}

export const publicityWords: Words<PublicityWords> = {
  en: {
    title: 'Publicity',
    description: 'The messages of a day and their delivery. Newest first.',
    filters: 'Filter the messages',
    result: 'Delivered',
    allResults: 'Delivered or not',
    what: 'What for',
    allMessages: 'All messages',
    messages: 'Messages',
    newest: (count) => `the newest ${count}`,
    reading: (count) => `${count} so far …`,
    more: 'Show older ones',
    none: 'No messages on this day.',
    noneHere: 'No messages with these filters.',
    resident: 'resident',
    hidden: 'Names and words are hidden for your role.',
    about: 'about',
    results: {
      waiting: 'waiting',
      sending: 'being sent',
      sent: 'sent',
      refused: 'not delivered',
      unknown: 'not known',
      not_needed: 'not needed',
    },
    reasons: {
      invalid_number: 'the number does not exist',
      opted_out: 'wants no messages',
      unreachable: 'the phone cannot be reached',
    },
  },
  'zh-CN': {
    title: '宣传告知清',
    description: '当天向谁发送了什么、是否送达。最新的在前。',
    filters: '筛选短信',
    result: '送达情况',
    allResults: '全部',
    what: '短信内容',
    allMessages: '全部短信',
    messages: '短信',
    newest: (count) => `最近 ${count} 条`,
    reading: (count) => `已读取 ${count} 条……`,
    more: '显示更早的',
    none: '当天没有短信。',
    noneHere: '没有符合条件的短信。',
    resident: '居民',
    hidden: '您的角色不可见姓名和短信内容。',
    about: '关于',
    results: {
      waiting: '等待发送',
      sending: '发送中',
      sent: '已发出',
      refused: '未送达',
      unknown: '结果不明',
      not_needed: '无需发送',
    },
    reasons: {
      invalid_number: '号码无效',
      opted_out: '拒收短信',
      unreachable: '无法接通',
    },
  },
}
