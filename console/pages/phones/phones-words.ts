import type { FailureReason } from '../../../core/message/message.ts'
import { deliveryWords } from '../../i18n/delivery-words.ts'
import type { Words } from '../../i18n/language.tsx'
import type { Condition } from './phone-schema.ts'

interface PhonesWords {
  readonly title: string
  readonly what: string
  readonly localOnly: string
  readonly phones: string
  readonly noPhones: string
  readonly find: string
  readonly unread: (count: number) => string
  readonly back: string
  readonly choose: string
  readonly resident: string
  readonly stranger: string
  readonly you: string
  readonly optedOut: string
  readonly notArrived: (delivery: 'pending' | FailureReason) => string
  readonly condition: string
  readonly conditions: Readonly<Record<Condition, string>>
  readonly messages: string
  readonly noMessages: string
  readonly earlier: string
  readonly reply: string
  readonly send: string
  readonly suggestions: string
  readonly notSent: string
  readonly offline: string
  readonly simulate: string
  readonly nextEvent: string
  readonly tomorrow: string
  readonly running: string
  readonly now: string
  readonly console: string
  readonly language: string
}

export const phonesWords: Words<PhonesWords> = {
  en: {
    title: 'Phones',
    what: 'Everybody’s phone on this machine. Answer as whom you like.',
    localOnly: 'This page is for Sixclear on one machine only: here, messages go to real phones.',
    phones: 'Phones',
    noPhones: 'No message has been sent yet. Register somebody, or go on to the next event.',
    find: 'Find a name or number',
    unread: (count) => `${count} unread`,
    back: 'All phones',
    choose: 'Choose a phone to read what it got, and to answer as its owner.',
    resident: 'resident',
    stranger: 'stranger',
    you: 'this phone',
    optedOut: 'has sent STOP',
    notArrived: (delivery) =>
      delivery === 'pending'
        ? 'waits until the phone is on'
        : `did not arrive (${deliveryWords.en.why[delivery]})`,
    condition: 'Phone is',
    conditions: {
      reachable: 'reachable',
      off: 'switched off',
      unreachable: 'refused by the provider',
      invalid_number: 'an invalid number',
    },
    messages: 'Messages',
    noMessages: 'No messages yet.',
    earlier: 'Show earlier messages',
    reply: 'Write a message on this phone',
    send: 'Send',
    suggestions: 'Suggestions',
    notSent: 'Not sent:',
    offline: 'The server does not answer. Is it still running?',
    simulate: 'Others answer by themselves',
    nextEvent: 'Next event',
    tomorrow: 'Tomorrow 08:00',
    running: 'Running …',
    now: 'Now',
    console: 'Console',
    language: 'Language',
  },
  'zh-CN': {
    title: '手机',
    what: '本机上所有人的手机，可以任何人的身份回复。',
    localOnly: '此页面仅用于单机运行：这里的短信会发到真实手机。',
    phones: '手机',
    noPhones: '还没有短信。请登记人员，或前进到下一事件。',
    find: '查找姓名或号码',
    unread: (count) => `${count}条未读`,
    back: '所有手机',
    choose: '请选择一部手机，查看短信并以机主身份回复。',
    resident: '居民',
    stranger: '陌生人',
    you: '本手机',
    optedOut: '已发送STOP，不再接收短信',
    notArrived: (delivery) =>
      delivery === 'pending' ? '等待开机' : `未送达（${deliveryWords['zh-CN'].why[delivery]}）`,
    condition: '手机状态',
    conditions: { reachable: '可接通', off: '已关机', unreachable: '运营商拒发', invalid_number: '空号' },
    messages: '短信',
    noMessages: '还没有短信。',
    earlier: '显示更早的短信',
    reply: '用这部手机写短信',
    send: '发送',
    suggestions: '建议回复',
    notSent: '未发送：',
    offline: '服务器没有回应，是否仍在运行？',
    simulate: '其他人自动回复',
    nextEvent: '下一事件',
    tomorrow: '明天 08:00',
    running: '正在处理……',
    now: '现在',
    console: '控制台',
    language: '语言',
  },
}
