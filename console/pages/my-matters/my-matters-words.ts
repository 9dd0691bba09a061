import type { Words } from '../../i18n/language.tsx'

interface MyMattersWords {
  readonly title: string
  readonly what: string
  readonly nothing: string
  readonly open: (count: number) => string
  readonly handedOn: (count: number) => string
  readonly more: string
  readonly due: (away: string) => string
  readonly overdue: (away: string) => string
  readonly dueAt: (when: string) => string
  readonly dayOf: (day: number, last: number) => string
  readonly code: string
  readonly speaks: Readonly<Record<'zh-CN' | 'en', string>>
  readonly takenByYou: string
  readonly call: string
  readonly noPhone: string
  readonly copyAddress: string
  readonly copied: string
  readonly hidden: string
  readonly details: string
  readonly temperature: string
  readonly cannotKeep: string
  readonly waiting: (count: number) => string
  readonly waitingWhy: string
  readonly beingSent: string
  readonly takeBack: string
  readonly refused: string
  readonly dismiss: string
  readonly recorded: string
  readonly notRead: string
  readonly refusal: (status: number, reason: string) => string
}

const english = (status: number, reason: string): string =>
  status === 0
    ? 'It may have arrived or not: the connection was lost too long ago. Look at the matter.'
    : reason

const chinese = (status: number): string => {
  switch (status) {
    case 0:
      return '不确定是否已送达：断网时间过长，请查看该事项。'
    case 403:
      return '此事项不归您办理。'
    case 404:
      return '没有这个事项。'
    case 409:
      return '该事项现在不能这样答复，可能已有变化。'
    case 422:
      return '内容有误，请检查号码或体温。'
    default:
      return `未被接受（${status}）。`
  }
}

export const myMattersWords: Words<MyMattersWords> = {
  en: {
    title: 'My matters',
    what: 'What waits for you, the most urgent first. Answers given without a connection are sent later.',
    nothing: 'Nothing waits for you.',
    open: (count) => (count === 1 ? '1 matter' : `${count} matters`),
    handedOn: (count) => `Handed on, still open: ${count}`,
    more: 'Show more',
    due: (away) => `due ${away}`,
    overdue: (away) => `overdue: ${away}`,
    dueAt: (when) => `until ${when}`,
    dayOf: (day, last) => `day ${day} of ${last}`,
    code: 'code',
    speaks: { 'zh-CN': 'reads Chinese', en: 'reads English' },
    takenByYou: 'You are on it',
    call: 'Call',
    noPhone: 'No phone: please knock',
    copyAddress: 'Copy the address',
    copied: 'Copied',
    hidden: 'Name and address are erased, or hidden for your role.',
    details: 'Open the matter',
    temperature: 'Measured °C',
    cannotKeep:
      'This device keeps nothing (is it full, or a private window?). The answer was not taken: answer by message.',
    waiting: (count) => (count === 1 ? '1 answer waits to be sent' : `${count} answers wait to be sent`),
    waitingWhy: 'They are sent in order as soon as there is a connection. You may close this page.',
    beingSent: 'being sent',
    takeBack: 'Take back',
    refused: 'Not taken',
    dismiss: 'Dismiss',
    recorded: 'Recorded',
    notRead: 'The list could not be read since this page was opened. It comes with the connection.',
    refusal: english,
  },
  'zh-CN': {
    title: '我的事项',
    what: '等您办理的事项，最急的在前。断网时的答复会在恢复后发送。',
    nothing: '没有等您办理的事项。',
    open: (count) => `${count}项`,
    handedOn: (count) => `已转交、尚未办结：${count}项`,
    more: '显示更多',
    due: (away) => `${away}到期`,
    overdue: (away) => `已逾期：${away}`,
    dueAt: (when) => `${when} 前`,
    dayOf: (day, last) => `第${day}天，共${last}天`,
    code: '编号',
    speaks: { 'zh-CN': '使用中文', en: '使用英文' },
    takenByYou: '您正在办理',
    call: '拨打',
    noPhone: '无手机：请上门',
    copyAddress: '复制地址',
    copied: '已复制',
    hidden: '姓名和地址已删除，或您的角色不可见。',
    details: '查看事项',
    temperature: '测得体温 ℃',
    cannotKeep: '本机无法保存（存储已满或为无痕窗口？）。答复未被接收，请用短信答复。',
    waiting: (count) => `${count}条答复等待发送`,
    waitingWhy: '恢复网络后按顺序发送。您可以关闭此页面。',
    beingSent: '正在发送',
    takeBack: '撤回',
    refused: '未被接受',
    dismiss: '知道了',
    recorded: '已记录',
    notRead: '打开此页面以来未能读取列表，恢复网络后会显示。',
    refusal: chinese,
  },
}
