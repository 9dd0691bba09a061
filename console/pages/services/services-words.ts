import type { Flag } from '../../i18n/care-flags.ts'
import type { Words } from '../../i18n/language.tsx'

interface ServicesWords {
  readonly title: string
  readonly description: string
  readonly notYet: string
  readonly notYetWords: string
  readonly requests: string
  readonly noRequests: string
  readonly filters: string
  readonly may: string
  readonly mayWords: string
  readonly all: string
  readonly nobody: string
  readonly tooMany: (count: number) => string
  readonly reading: (count: number) => string
  readonly hints: Readonly<Record<Flag, string>>
  readonly call: (phone: string) => string
  readonly noPhone: string
  readonly hidden: string
  readonly erased: string
}

export const servicesWords: Words<ServicesWords> = {
  en: {
    title: 'Services',
    description: 'What residents asked for, who has it in hand, and whether it is done.',
    notYet: 'Requests are not recorded here yet',
    notYetWords:
      'Meals, medicine, shopping and rubbish are still asked for by telephone. Until requests can be recorded, this page shows who may need help.',
    requests: 'Requests',
    noRequests: 'None: they are not recorded yet.',
    filters: 'Choose a grid',
    may: 'Who may need help',
    mayWords: 'Returnees who are at home now and for whom something was noted. Give them a call.',
    all: 'Everybody noted',
    nobody: 'Nobody.',
    tooMany: (count) => `Among the first ${count} persons: choose a grid to see all of it.`,
    reading: (count) => `${count} looked through so far …`,
    hints: {
      livesAlone: 'nobody at home to help: meals, shopping, a call a day',
      over70: 'medicine, meals, a call a day',
      child: 'milk, nappies, lessons, company',
      chronic: 'medicine before it runs out',
      pregnant: 'check-ups, the way to the clinic',
    },
    call: (phone) => `Call ${phone}`,
    noPhone: 'no phone',
    hidden: 'hidden for your role',
    erased: 'erased',
  },
  'zh-CN': {
    title: '重点服务清',
    description: '居民提出的需求、责任人和办理情况。',
    notYet: '服务需求暂未在此登记',
    notYetWords: '送餐、送药、代购和垃圾清运目前仍通过电话办理。在可以登记之前，本页列出可能需要帮助的人员。',
    requests: '服务需求',
    noRequests: '暂无：尚未开始登记。',
    filters: '选择网格',
    may: '可能需要帮助的人员',
    mayWords: '正在居家隔离且需要关爱的人员，请主动联系。',
    all: '全部关爱人员',
    nobody: '没有。',
    tooMany: (count) => `以下出自前 ${count} 人，请选择网格查看全部。`,
    reading: (count) => `已查看 ${count} 人……`,
    hints: {
      livesAlone: '家中无人照应：送餐、代购、每日问候',
      over70: '送药、送餐、每日问候',
      child: '奶粉、尿布、上网课、陪伴',
      chronic: '及时送药，勿断药',
      pregnant: '产检与就医接送',
    },
    call: (phone) => `拨打 ${phone}`,
    noPhone: '无手机',
    hidden: '您的角色不可见',
    erased: '已清除',
  },
}
