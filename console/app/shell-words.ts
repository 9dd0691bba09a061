import type { Words } from '../i18n/language.tsx'
import type { ConsoleRoute } from './routes.ts'

interface ShellWords {
  readonly skip: string
  readonly navigation: string
  readonly menu: string
  readonly community: string
  readonly language: string
  readonly signOut: string
  readonly switchAccount: string
  readonly phones: string
  readonly release: string
  readonly offline: string
  readonly nothingHere: string
  readonly notForYou: string
  readonly noCommunity: string
  readonly groups: Readonly<Record<NonNullable<ConsoleRoute['group']>, string>>
  readonly pages: Readonly<Record<ConsoleRoute['name'], string>>
}

export const shellWords: Words<ShellWords> = {
  en: {
    skip: 'Skip to the content',
    navigation: 'Pages',
    menu: 'Menu',
    community: 'Community',
    language: 'Language',
    signOut: 'Sign out',
    switchAccount: 'Be somebody else',
    phones: 'Phones',
    release: 'Release',
    offline: 'No connection: what you see is from before.',
    nothingHere: 'There is no such page.',
    notForYou: 'This page is not for your role.',
    noCommunity: 'No community is in your charge yet. Ask the district administrator.',
    groups: { now: 'Now', views: 'Six views', work: 'Work', system: 'System' },
    pages: {
      overview: 'Overview',
      my_matters: 'My matters',
      publicity: 'Publicity',
      ledgers: 'Ledgers',
      key_persons: 'Key persons',
      'follow-ups': 'Follow-ups',
      services: 'Services',
      responsibilities: 'Responsibilities',
      register: 'Register',
      workflows: 'Workflows',
      rule_book: 'Rule book',
      clock: 'Clock',
      person: 'Person',
      matter: 'Matter',
    },
  },
  'zh-CN': {
    skip: '跳到正文',
    navigation: '页面',
    menu: '菜单',
    community: '社区',
    language: '语言',
    signOut: '退出',
    switchAccount: '换个身份',
    phones: '手机',
    release: '版本',
    offline: '网络中断：以下为此前的内容。',
    nothingHere: '没有这个页面。',
    notForYou: '您的角色无权查看此页。',
    noCommunity: '您还没有负责的社区，请联系区管理员。',
    groups: { now: '当前', views: '六清', work: '办理', system: '系统' },
    pages: {
      overview: '总览',
      my_matters: '我的事项',
      publicity: '宣传告知清',
      ledgers: '分类台账清',
      key_persons: '重点人员清',
      'follow-ups': '走访随访清',
      services: '重点服务清',
      responsibilities: '部门责任清',
      register: '登记',
      workflows: '流程',
      rule_book: '规则',
      clock: '时钟',
      person: '人员',
      matter: '事项',
    },
  },
}
